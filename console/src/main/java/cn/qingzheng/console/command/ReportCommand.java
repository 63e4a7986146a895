package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    subcommands = ReportSetCommand.class,
    description = {
      "生成附件1、附件2（DOCX、PDF）、工作小结和数据来源清单。",
      "按机构计数，不按命中计数；“已核实”只计经办人确认的，候选数写在说明栏。"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--as-of", paramLabel = "DATE", description = "截至哪一天，如 2026-11-28；默认今天")
  private Optional<LocalDate> asOf = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "输出目录；默认数据目录下的 reports")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--flat", description = "附件1 的“已核实”只作表头，不单设一列（通知原表两种读法均可）")
  private boolean flat;

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    Config config = HomeOptions.config(folder);
    Clock clock = Clock.systemUTC();
    LocalDate day = asOf.orElseGet(() -> clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate());
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      if (casebook.runs().isEmpty()) {
        throw CommandException.usage("还没有扫描过，排查数无从统计 – 请先运行 scan");
      }
      ProgressTables tables = new ProgressTables(casebook, Templates.load(Optional.empty()), config.organ().place());
      ProgressTable table = tables.asOf(day);
      ProgressTables.Layout layout = flat ? ProgressTables.Layout.FLAT : ProgressTables.Layout.NESTED;
      List<Path> written = tables.writeAll(table, layout, out.orElse(folder.reports()));
      PrintWriter print = spec.commandLine().getOut();
      print.println(tables.summary(table).strip());
      table.warnings().forEach(w -> print.println("注意：" + w));
      written.forEach(file -> print.println("已写入 " + file));
    }
    return ExitCode.DONE;
  }
}
