package cn.qingzheng.bench;

import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Pages per second over many hosts at one second for each, and the gaps between two requests as the server sees them;
 * this program and crawler4j as it comes, on the same web in one process. Arguments: {@code reading}, {@code analysis},
 * {@code scan} (everything a scan does but packages), {@code stock}, all without one. {@code -Dhosts=2000 -Dpages=20 -Dthreads=200}: pages to a host, robots.txt and sitemap
 * not counted.
 */
public final class CrawlBench {
  private static final int BYTES = 35_000;
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final Duration LEAST = Duration.ofMillis(950);

  private CrawlBench() {}

  /** What one crawl came to. */
  record Result(long pages, double seconds) {}

  /** A crawler over the whole farm. */
  @FunctionalInterface
  interface Crawl {
    Result run(Farm farm, Path home, Size size) throws Exception;
  }

  /** @param pages of each host */
  record Size(int hosts, int pages, int threads) {}

  public static void main(String[] args) throws Exception {
    Size size = new Size(Integer.getInteger("hosts", 2000), Integer.getInteger("pages", 20), Integer.getInteger("threads", 200));
    List<String> wanted = args.length == 0 ? List.of("reading", "analysis", "scan", "stock") : List.of(args);
    Loaded loaded = Loaded.all();
    List<String> bodies =
        IntStream.range(0, 64).mapToObj(i -> new String(HtmlPages.page(loaded.texts(), BYTES), StandardCharsets.UTF_8)).toList();
    System.out.printf(Locale.ROOT, "%s, %d processors, load %.1f; %s, latency %d ms, page about 30 KB in GBK%n", size,
        Runtime.getRuntime().availableProcessors(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        "1 s to a host", LATENCY.toMillis());
    System.out.println("| crawler | pages | s | pages/s | CPU ms/page, server too | requests | gaps | under 950 ms | shortest ms |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (String name : wanted) {
      measure(name, crawl(name, loaded), bodies, size);
    }
    System.out.printf(Locale.ROOT, "load at the end %.1f%n", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static Crawl crawl(String name, Loaded loaded) {
    Consumer<Page> analysis = p -> loaded.analyzer().analyze(p, PromoterClue.none());
    return switch (name) {
      case "reading" -> (farm, home, size) -> OwnCrawl.run(farm, home, size, p -> {});
      case "analysis" -> (farm, home, size) -> OwnCrawl.run(farm, home, size, analysis);
      case "scan" -> ScanCrawl::run;
      case "stock" -> StockCrawl::run;
      default -> throw new IllegalArgumentException("crawl should be reading, analysis, scan or stock, was: " + name);
    };
  }

  private static void measure(String name, Crawl crawl, List<String> bodies, Size size) throws Exception {
    Path home = Files.createTempDirectory("crawl");
    try (Farm farm = Farm.start(LATENCY, bodies)) {
      long cpu = cpu();
      Result r = crawl.run(farm, home, size);
      Arrivals.Gaps gaps = farm.arrivals().gaps(LEAST);
      System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.0f | %.2f | %d | %d | %d | %.0f |%n", name, r.pages(), r.seconds(),
          r.pages() / r.seconds(), (cpu() - cpu) / 1e6 / r.pages(), gaps.requests(), gaps.gaps(), gaps.tooShort(), gaps.shortestMillis());
    } finally {
      delete(home);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  private static void delete(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    }
  }
}
