package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CityReports;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "汇入下级报来的进展情况表（CSV 或 XLSX，格式同 report 生成的“进展数据”），有一处错误即整份不收。",
      "同一地区以截至日最近、最后汇入的为准；用 report --cities 汇总。"
    })
final class ReportImportCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Mixin Acting acting;
  @Spec CommandSpec spec;

  @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
  private Optional<String> by = Optional.empty();

  @Option(names = "--source", required = true, paramLabel = "TEXT", description = "怎样报来的，如 市局邮件、盖章件")
  private String source;

  @Parameters(paramLabel = "FILE", description = "CSV 或 XLSX 文件")
  private Path file;

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    Home folder = home.existing();
    String own = HomeOptions.config(folder).organ().region();
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      String who = acting.name(casebook, by);
      List<CityReports.Report> taken = new CityReports(casebook).take(file, source, own, who);
      PrintWriter out = spec.commandLine().getOut();
      taken.forEach(r -> out.println("已汇入 " + r.region().code() + " " + r.region().name() + "，截至 " + r.asOf() + "，经办人 " + r.officer() + "。"));
    }
    return ExitCode.DONE;
  }
}
