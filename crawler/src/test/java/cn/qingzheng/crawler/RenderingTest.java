package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.RenderMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();

  @BeforeEach
  void open() throws IOException {
    web.site("a.example").html("/", "<div id=app></div><script>draw()</script>");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run(RenderMode mode, Optional<PageRenderer> renderer) throws IOException {
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC(), renderer)) {
      CrawlSummary summary = crawler.run(Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 0, mode)), "r", crawl);
      for (Crawl.Captured c : crawl.captured) {
        assertEquals(c.capture(), crawler.captures().find(c.capture().id()).orElseThrow());
        if (mode == RenderMode.AUTO && renderer.isPresent() && summary.total().needsBrowser() == 0) {
          String kept = new String(crawler.archive().rendered(c.capture()).orElseThrow(), StandardCharsets.UTF_8);
          assertTrue(kept.contains("零基础包拿证"));
        }
      }
      return summary;
    }
  }

  @Test
  void text_that_comes_by_script_is_taken_from_the_browser_and_archived() throws IOException {
    CrawlSummary summary = run(RenderMode.AUTO, Optional.of(url -> "<html><body><p>零基础包拿证</p></body></html>"));
    Capture capture = crawl.of("/").capture();
    assertEquals("零基础包拿证", crawl.of("/").page().text().raw());
    assertEquals("resource", capture.records().get(capture.records().size() - 1).type());
    assertEquals(0, summary.total().needsBrowser());
  }

  @Test
  void without_a_browser_such_pages_are_counted() throws IOException {
    assertEquals(1, run(RenderMode.AUTO, Optional.empty()).total().needsBrowser());
    assertEquals(1, crawl.captured.size());
  }

  @Test
  void a_page_whose_browser_ends_because_the_run_is_stopped_is_read_whole_by_the_next() throws IOException {
    AtomicReference<Crawler> running = new AtomicReference<>();
    PageRenderer ends = url -> { running.get().stop(); throw new IOException("browser has ended"); };
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC(), Optional.of(ends))) {
      running.set(crawler);
      assertTrue(crawler.run(Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 0, RenderMode.AUTO)), "r", crawl).resumable());
    }
    assertEquals(0, crawl.captured.size());
    run(RenderMode.AUTO, Optional.of(url -> "<html><body><p>零基础包拿证</p></body></html>"));
    assertEquals("零基础包拿证", crawl.of("/").page().text().raw());
  }

  @Test
  void a_browser_that_gives_up_costs_only_the_rendering() throws IOException {
    CrawlSummary summary =
        run(RenderMode.AUTO, Optional.of(url -> { throw new IOException("crashed"); }));
    assertEquals(1, summary.total().needsBrowser());
    assertEquals(1, summary.total().fetched());
  }
}
