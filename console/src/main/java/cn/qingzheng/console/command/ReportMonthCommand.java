package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.MonthlyReports;
import cn.qingzheng.casework.MonthlyStatistics;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import cn.qingzheng.console.scan.SeedPlans;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "month",
    description = {
      "月度统计（DOCX、PDF、XLSX）：本月新发现、立案、确认、排除、已消失、反弹，函件送出、反馈、逾期、办结，",
      "按规则类别、平台、地区、研判结果分列，附逐月变化；图中的数字都在表里。"
    })
final class ReportMonthCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--month", paramLabel = "MONTH", description = "哪个月，如 2026-11；默认本月，截至此刻")
  private Optional<YearMonth> month = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "输出目录；默认数据目录下的 reports")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录，地区由此而知（默认为上次扫描所用）")
  private Optional<Path> seeds = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    Config.Organ organ = HomeOptions.config(folder).organ();
    Clock clock = Clock.systemUTC();
    PrintWriter print = spec.commandLine().getOut();
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      MonthlyReports reports = new MonthlyReports(casebook, Letters.templates(folder), organ.name(), regions(folder, organ));
      MonthlyStatistics statistics = reports.of(month.orElseGet(() -> YearMonth.from(Days.today(clock))));
      print.println(reports.summary(statistics));
      reports.writeAll(statistics, out.orElse(folder.reports())).forEach(file -> print.println("已写入 " + file));
    }
    return ExitCode.DONE;
  }

  /** The region of a site is its seed's; the own one is called by its name. */
  private Function<String, Optional<String>> regions(Home folder, Config.Organ organ) throws IOException {
    Path root = Installation.root();
    Problems problems = new Problems();
    Map<String, String> byHost = new HashMap<>();
    for (Seed seed : SeedPlans.load(ScannedSeeds.of(folder, seeds, root), root, problems).seeds()) {
      if (!seed.region().isBlank() && seed.url().getHost() != null) {
        byHost.put(seed.url().getHost(), seed.region().equals(organ.region()) && !organ.place().isBlank() ? organ.place() : seed.region());
      }
    }
    problems.throwIfAny();
    return host -> Optional.ofNullable(byHost.get(host));
  }
}
