package cn.qingzheng.bench;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.frontier.Asked;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.Found;
import cn.qingzheng.crawler.frontier.HostQueueFrontier;
import cn.qingzheng.crawler.frontier.HostTable;
import cn.qingzheng.crawler.frontier.Pace;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTable;
import cn.qingzheng.crawler.frontier.UrlTask;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What the next address costs when ten thousand to ten million are known, a hundred to a host: the queue is filled,
 * opened again as after a crash, and addresses are taken and ended, two to four of every host, so that what is fetched from the
 * store is paid for in each row. Arguments: the largest power of ten, 6 without, and the smallest, 4 without.
 */
public final class FrontierBench {
  private static final int PER_HOST = 100;
  private static final int BATCH = 1000;
  private static final int TAKEN_PER_HOST = 4;
  private static final int TAKEN = 5_000;
  private static final int MOST_TAKEN = 200_000;

  private FrontierBench() {}

  public static void main(String[] args) throws IOException {
    int most = args.length == 0 ? 6 : Integer.parseInt(args[0]);
    System.out.printf(Locale.ROOT, "heap at most %d MB, %d processors%n", Runtime.getRuntime().maxMemory() >> 20,
        Runtime.getRuntime().availableProcessors());
    System.out.println("| known | hosts | added/s | open s | heap MB | next+end µs, mean | median | 99 % | file MB |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    int least = args.length < 2 ? 4 : Integer.parseInt(args[1]);
    for (int power = least; power <= most; power++) {
      Path home = Files.createTempDirectory("frontier");
      measure(home, (int) Math.pow(10, power));
      try (var files = Files.walk(home)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private static void measure(Path home, int known) throws IOException {
    long began = System.nanoTime();
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"))) {
      HostQueueFrontier frontier = frontier(db);
      for (int i = 0; i < known; i += BATCH) {
        frontier.add(pages(i, known));
      }
    }
    double added = known / seconds(began);
    began = System.nanoTime();
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"))) {
      HostQueueFrontier frontier = frontier(db);
      double opened = seconds(began);
      long[] nanos = taken(frontier, Math.max(TAKEN, Math.min(MOST_TAKEN, known / PER_HOST * TAKEN_PER_HOST)));
      System.gc();
      long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT, "| %,d | %,d | %,.0f | %.1f | %d | %.0f | %.0f | %.0f | %d |%n", known,
          Math.max(1, known / PER_HOST), added, opened, heap >> 20, Arrays.stream(nanos).average().orElse(0) / 1e3,
          nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3, Files.size(home.resolve("crawl.db")) >> 20);
      java.lang.ref.Reference.reachabilityFence(frontier);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static HostQueueFrontier frontier(CrawlDb db) {
    CrawlSettings settings =
        CrawlSettings.defaults().with(new CrawlSettings.Politeness(Duration.ZERO, 0, Duration.ZERO));
    Pace pace = new Pace(Duration.ZERO, 0, 1_000_000, OptionalInt.empty());
    return new HostQueueFrontier(
        new UrlTable(db, "bench", Clock.systemUTC()), new HostTable(db), settings, Clock.systemUTC(), s -> pace, h -> h, (t, c, d, n) -> {});
  }

  /** In the order in which a crawl finds them: some of every host. */
  private static List<UrlTask> pages(int from, int known) {
    int hosts = Math.max(1, known / PER_HOST);
    List<UrlTask> pages = new ArrayList<>();
    for (int i = from; i < Math.min(known, from + BATCH); i++) {
      URI url = URI.create("http://www.h" + i % hosts + ".example/news/2026/article-" + i + ".html");
      pages.add(UrlTask.of("s" + i % hosts, UrlKind.PAGE, url, 2, Baggage.none(), Found.bySeed()));
    }
    return pages;
  }

  /** Nanoseconds for handing one address out and ending its turn. */
  private static long[] taken(HostQueueFrontier frontier, int n) {
    long[] nanos = new long[n];
    for (int i = 0; i < n; i++) {
      long began = System.nanoTime();
      List<WebURL> next = new ArrayList<>();
      frontier.getNextURLs(1, next);
      CrawlUrl url = (CrawlUrl) next.get(0);
      url.asked(new Asked(url.task().url(), Instant.now(), Duration.ofMillis(100), "192.0.2.1", "HTTP 200", 30_000, ""));
      url.ended(new Turn.Handled(""));
      frontier.setProcessed(url);
      nanos[i] = System.nanoTime() - began;
    }
    return nanos;
  }
}
