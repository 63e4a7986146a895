package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.metrics.MetricsText;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "scan",
    description = {"现在扫描一次：采集、分析、入台账、建索引、制作证据包。", "Ctrl-C 干净停止；中断（包括被杀）后再次运行会接着做，不丢不重。"})
final class ScanCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认随程序的 seeds）")
  private Optional<Path> seeds = Optional.empty();

  @Option(names = "--only", paramLabel = "ID", description = "只扫描这一个种子或连接器")
  private Optional<String> only = Optional.empty();

  @Option(names = "--max-pages", paramLabel = "N", description = "每个种子最多多少页，每个连接器最多多少个商品页")
  private Optional<Integer> maxPages = Optional.empty();

  @Option(names = "--region", paramLabel = "R", description = "只扫描这个区域的机构（institutions.csv 的 region 列）；可写多次，不含平台")
  private List<String> regions = List.of();

  @Option(names = "--metrics", paramLabel = "FILE", description = "结束时把度量写进这个文件（Prometheus 文本格式），供 node_exporter 等读取")
  private Optional<Path> metrics = Optional.empty();

  @Option(names = "--dry-run", description = "只说明会抓什么、上限多少、哪些不会抓，不访问网络")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    Home folder = home.named();
    Path root = Installation.root();
    Path plans = seeds.orElseGet(() -> root.resolve("seeds"));
    ScanSetup setup = ScanSetup.load(folder, root, plans, AddressGuard.publicOnly());
    SeedPlan chosen = only.map(id -> only(setup.plan(), id)).orElse(setup.plan());
    SeedPlan plan = regions.isEmpty() ? chosen : ofRegions(chosen, regions);
    if (!plan.runnable()) {
      throw CommandException.usage(
          plans + "：没有任何可以抓取的对象 – 请在 institutions.csv 中写入机构，或启用 connectors/ 中的一个接入配置");
    }
    ScanSetup limited = setup.with(maxPages.map(n -> limited(plan, n)).orElse(plan));
    if (dryRun) {
      spec.commandLine().getOut().print(DryRun.of(limited));
      Reminders.of(setup.config()).forEach(r -> spec.commandLine().getOut().println("提醒：" + r));
      return ExitCode.DONE;
    }
    ScannedSeeds.remember(home.create(), plans);
    Reminders.of(setup.config()).forEach(r -> spec.commandLine().getErr().println("提醒：" + r));
    return run(spec, limited, metrics);
  }

  private static SeedPlan only(SeedPlan plan, String id) {
    SeedPlan chosen = plan.only(id);
    if (chosen.seeds().isEmpty() && chosen.connectors().isEmpty()) {
      throw CommandException.usage("没有编号为 " + id + " 的种子或连接器 – 请查看 seeds 目录");
    }
    if (!chosen.runnable()) {
      String why = chosen.connectors().stream().flatMap(c -> c.idle().stream()).findFirst().orElse("");
      throw CommandException.usage("连接器 " + id + " 不能运行：" + why + " – 请改好 seeds/connectors 中的文件");
    }
    return chosen;
  }

  private static SeedPlan limited(SeedPlan plan, int maxPages) {
    if (maxPages < 1) {
      throw CommandException.usage("--max-pages 应为 1 以上，现为：" + maxPages);
    }
    return plan.limited(maxPages);
  }

  private static SeedPlan ofRegions(SeedPlan plan, List<String> regions) {
    SeedPlan chosen = plan.regions(Set.copyOf(regions));
    List<String> unknown = regions.stream().filter(r -> plan.seeds().stream().noneMatch(s -> s.region().equals(r))).toList();
    if (!unknown.isEmpty()) {
      throw CommandException.usage("institutions.csv 中没有区域 " + String.join("、", unknown) + " 的机构 – 请照 region 列的写法");
    }
    return chosen;
  }

  /** Runs a scan with progress and the table at its end; Ctrl-C stops it cleanly. */
  static int run(CommandSpec spec, ScanSetup setup, Optional<Path> metricsFile) throws Exception {
    ScanMetrics metrics = new ScanMetrics(Clock.systemUTC());
    ScanJob job = new ScanJob(setup, Clock.systemUTC(), metrics);
    ScanReport report;
    try {
      report = CleanStop.during(job::stop, () -> watched(job));
    } finally {
      if (metricsFile.isPresent()) {
        write(metrics.text(), metricsFile.get());
      }
    }
    spec.commandLine().getOut().print(ScanText.of(report));
    spec.commandLine().getOut().println();
    MetricsText.of(metrics).forEach(spec.commandLine().getOut()::println);
    return report.problems().isEmpty() && !report.stopped() ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  /** Whole or not at all: who collects such files may look at any moment. */
  private static void write(String text, Path file) throws IOException {
    Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The scan with its progress bar. */
  static ScanReport watched(ScanJob job) throws IOException, ScanUnderWayException {
    try (ScanProgress progress = ScanProgress.start("扫描")) {
      return job.run(progress);
    }
  }
}
