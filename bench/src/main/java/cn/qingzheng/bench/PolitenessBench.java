package cn.qingzheng.bench;

import cn.qingzheng.crawler.CrawlFailure;
import cn.qingzheng.crawler.CrawlListener;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the pause holds for every host and every address while the crawler is killed and started again: the server
 * runs here and keeps measuring, the crawler in a process of its own that gets kill -9 at random moments. Arguments:
 * numbers of threads, {@code 1 64 300} without. {@code -Drequests=20000 -Dhosts=800 -Dsharing=4 -Dkills=5 -Dseed=…}:
 * hosts, of them on one address, and the seed of the moments.
 */
public final class PolitenessBench {
  private static final Duration LATENCY = Duration.ofMillis(5);
  private static final Duration LEAST = Duration.ofMillis(950);
  /** Of the time that a run would take undisturbed; a kill comes at any moment of one of these parts. */
  private static final int SECONDS_BETWEEN_KILLS = 20;

  private PolitenessBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("child")) {
      child(Integer.parseInt(args[1]), Path.of(args[2]), size(Integer.parseInt(args[3])));
      return;
    }
    long seed = Long.getLong("seed", System.nanoTime());
    List<Integer> threads = args.length == 0 ? List.of(1, 64, 300) : IntStream.range(0, args.length).mapToObj(i -> Integer.valueOf(args[i])).toList();
    System.out.printf(Locale.ROOT, "%s, %d hosts to an address, %d kills, seed %d; latency %d ms, 1 s to a host; %d processors, load %.1f%n",
        size(0), sharing(), kills(), seed, LATENCY.toMillis(), Runtime.getRuntime().availableProcessors(), load());
    System.out.println("| threads | kills | requests | s | by host: gaps | under 950 ms | shortest ms | by address: gaps | under 950 ms | shortest ms |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    Random random = new Random(seed);
    boolean good = true;
    for (int n : threads) {
      good &= measure(n, random);
    }
    System.out.printf(Locale.ROOT, "load at the end %.1f%n", load());
    System.exit(good ? 0 : 1);
  }

  private static CrawlBench.Size size(int threads) {
    int hosts = Integer.getInteger("hosts", 800);
    // robots.txt and sitemap.xml are requests too.
    return new CrawlBench.Size(hosts, Math.max(1, Integer.getInteger("requests", 20_000) / hosts - 2), threads);
  }

  private static int sharing() {
    return Integer.getInteger("sharing", 4);
  }

  private static int kills() {
    return Integer.getInteger("kills", 5);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** @return whether no gap was too short and the crawl came to its end */
  private static boolean measure(int threads, Random random) throws Exception {
    Path home = Files.createTempDirectory("politeness");
    try (Farm farm = Farm.start(LATENCY, sharing(), List.of(page()))) {
      long began = System.nanoTime();
      int killed = 0;
      boolean ended = false;
      while (!ended) {
        Process crawler = start(farm.port(), home, threads);
        long patience = killed < kills() ? 1000 + random.nextLong(SECONDS_BETWEEN_KILLS * 1000L) : 3_600_000;
        if (crawler.waitFor(patience, TimeUnit.MILLISECONDS)) {
          ended = true;
        } else {
          // SIGKILL; nothing of it gets to run any more.
          crawler.destroyForcibly().waitFor();
          killed++;
        }
      }
      Arrivals.Gaps hosts = farm.hosts().gaps(LEAST);
      Arrivals.Gaps addresses = farm.arrivals().gaps(LEAST);
      System.out.printf(Locale.ROOT, "| %d | %d | %d | %.0f | %d | %d | %.0f | %d | %d | %.0f |%n", threads, killed, hosts.requests(),
          (System.nanoTime() - began) / 1e9, hosts.gaps(), hosts.tooShort(), hosts.shortestMillis(), addresses.gaps(),
          addresses.tooShort(), addresses.shortestMillis());
      return hosts.tooShort() == 0 && addresses.tooShort() == 0;
    } finally {
      try (var files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  /** Every page leads to forty of its host. */
  private static String page() {
    String links = IntStream.range(0, 40).mapToObj(i -> "<a href=/p" + i + ">第 " + i + " 页</a>").collect(Collectors.joining("\n"));
    return "<html><head><meta charset=\"utf-8\"><title>页</title></head><body>" + links + "</body></html>";
  }

  private static Process start(int port, Path home, int threads) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Dhosts=" + size(0).hosts(),
            "-Drequests=" + Integer.getInteger("requests", 20_000), "-Dsharing=" + sharing(), "-cp",
            System.getProperty("java.class.path"), PolitenessBench.class.getName(), "child", "" + port, home.toString(), "" + threads)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void child(int port, Path home, CrawlBench.Size size) throws IOException {
    CrawlSettings settings = CrawlSettings.defaults().withThreads(size.threads());
    var guard = OwnCrawl.guard(size.hosts(), n -> Farm.address(n / sharing(), Farm.host(n), port));
    try (Crawler crawler = Crawler.open(home, settings, guard, Clock.systemUTC())) {
      crawler.run(new SeedPlan(OwnCrawl.seeds(size), List.of()), "bench", new Silent());
    }
    System.exit(0);
  }

  private static final class Silent implements CrawlListener {
    @Override
    public void captured(Capture capture, Page page, boolean unchanged) {
      // Only the requests are of interest.
    }

    @Override
    public void failed(CrawlFailure failure) {
      System.out.println(failure);
    }
  }
}
