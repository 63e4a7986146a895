package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.imports.ImportReader;
import cn.qingzheng.console.scan.ImportJob;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all imports have in common: where to, and what holds for everything that does not say otherwise. */
final class ImportOptions {
  @Mixin HomeOptions home;

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录：按主机认出平台（默认上次扫描所用的）")
  private Optional<Path> seeds = Optional.empty();

  @Option(names = "--by", paramLabel = "NAME", description = "取得人姓名")
  private String by = "";

  @Option(names = "--seen-at", paramLabel = "TIME", description = "看到的时间（北京时间），如 \"2026-11-23 15:04\"")
  private String seenAt = "";

  @Option(names = "--device", paramLabel = "D", description = "取得所用的设备；图片必写")
  private String device = "";

  @Option(names = "--place", paramLabel = "P", description = "见于何处：应用、账号、群、街道")
  private String place = "";

  @Option(names = "--platform", paramLabel = "P", description = "平台名称；没有网址的必写")
  private String platform = "";

  @Option(names = "--note", paramLabel = "N", description = "备注")
  private String note = "";

  /** Reads, and takes everything in if nothing is wrong. */
  int run(Function<ImportReader, List<ImportJob.Source>> what, Map<String, String> more, PrintWriter out) throws Exception {
    Home folder = home.named();
    Path root = Installation.root();
    Clock clock = Clock.systemUTC();
    Problems problems = new Problems();
    List<ImportJob.Source> sources = what.apply(new ImportReader(said(more), clock.instant(), problems));
    problems.throwIfAny();
    ScanSetup setup = ScanSetup.load(folder, root, ScannedSeeds.of(folder, seeds, root), AddressGuard.publicOnly());
    home.create();
    ImportJob.Report report = new ImportJob(setup, clock).run(sources, n -> {});
    out.print(ImportText.of(report));
    boolean good = report.failed().isEmpty() && report.evidence().problems().isEmpty() && report.taken() + report.before() > 0;
    return good ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private Map<String, String> said(Map<String, String> more) {
    Map<String, String> said = new LinkedHashMap<>(more);
    said.put("by", by);
    said.put("seen_at", seenAt);
    said.put("device", device);
    said.put("place", place);
    said.put("platform", platform);
    said.put("note", note);
    said.values().removeIf(String::isBlank);
    return said;
  }
}
