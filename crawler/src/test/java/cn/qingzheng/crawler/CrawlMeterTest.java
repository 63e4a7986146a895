package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crawl says of itself agrees with what the server and the listener saw. */
class CrawlMeterTest {
  @TempDir Path home;

  private static final class Counts implements CrawlMeter {
    final Map<Outcome, Long> requests = new ConcurrentHashMap<>();
    final Map<Wait, Long> waits = new ConcurrentHashMap<>();
    final Map<FailureCause, Long> failed = new ConcurrentHashMap<>();
    final AtomicLong captured = new AtomicLong();
    final AtomicLong unchangedPages = new AtomicLong();
    final AtomicLong received = new AtomicLong();
    final AtomicLong archived = new AtomicLong();
    final AtomicLong commits = new AtomicLong();
    volatile Optional<Supplier<State>> run = Optional.empty();

    @Override
    public void requested(Outcome outcome, Duration took, long bytes) {
      requests.merge(outcome, 1L, Long::sum);
      received.addAndGet(bytes);
    }

    @Override
    public void rested(Wait why, Duration length) {
      waits.merge(why, 1L, Long::sum);
    }

    @Override
    public void captured(boolean unchanged) {
      captured.incrementAndGet();
      unchangedPages.addAndGet(unchanged ? 1 : 0);
    }

    @Override
    public void failed(FailureCause cause) {
      failed.merge(cause, 1L, Long::sum);
    }

    @Override
    public void archived(long bytes) {
      archived.addAndGet(bytes);
    }

    @Override
    public void committed(Duration took) {
      commits.incrementAndGet();
    }

    @Override
    public void running(Optional<Supplier<State>> now) {
      run = now;
    }
  }

  @Test
  void what_is_counted_is_what_happened() throws IOException {
    Counts counts = new Counts();
    Crawl crawl = new Crawl();
    AtomicReference<CrawlMeter.State> during = new AtomicReference<>();
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site site = web.site("a.example").pages(3).text("/robots.txt", 200, "User-agent: *\nCrawl-delay: 0.1\nDisallow: /p2\n");
      site.html("/", "<a href=/p1>1</a><a href=/p2>2</a><a href=/p3>3</a><a href=/gone>g</a><a href=/to>t</a>");
      site.on("/to", e -> {
        e.getResponseHeaders().set("Location", "/p1");
        TestWeb.send(e, 302, "");
      });
      site.on("/p3", e -> {
        during.set(counts.run.orElseThrow().get());
        TestWeb.send(e, 200, "3");
      });
      for (String run : List.of("r1", "r2")) {
        try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC(), Optional.empty(), counts)) {
          crawler.run(Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), run, crawl);
        }
      }
      assertEquals((long) site.requests().size(), counts.requests.values().stream().mapToLong(Long::longValue).sum());
      assertEquals(Map.of(FailureCause.ROBOTS, 2L, FailureCause.HTTP_4XX, 2L), new EnumMap<>(counts.failed));
      assertEquals(crawl.captured.size(), counts.captured.get());
      assertEquals(crawl.captured.stream().filter(Crawl.Captured::unchanged).count(), counts.unchangedPages.get());
      assertEquals(2L, counts.requests.get(CrawlMeter.Outcome.REDIRECT));
      assertEquals(counts.requests.values().stream().mapToLong(Long::longValue).sum(), counts.waits.values().stream().mapToLong(Long::longValue).sum());
      assertTrue(counts.waits.get(CrawlMeter.Wait.CRAWL_DELAY) > 5, counts.waits.toString());
      assertTrue(counts.commits.get() > 0 && counts.received.get() > 200, counts.commits + " " + counts.received);
      assertEquals(Map.of(CrawlMeter.HostState.BUSY, 1L), during.get().hosts());
      assertEquals(1, during.get().inFlight());
      assertEquals(Optional.empty(), counts.run);
    }
    long files = 0;
    try (Stream<Path> all = Files.list(home.resolve("archive"))) {
      for (Path f : (Iterable<Path>) all.filter(p -> p.toString().endsWith(".warc.gz"))::iterator) {
        files += Files.size(f);
      }
    }
    assertTrue(counts.archived.get() > files / 2 && counts.archived.get() <= files, counts.archived + " of " + files);
  }
}
