package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecrawlTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();

  @AfterEach
  void close() throws Exception {
    web.close();
    WarcChecks.allValid(home.resolve("archive"));
  }

  @Test
  void a_page_that_did_not_change_is_known_by_304_and_by_its_bytes() throws IOException {
    TestWeb.Site site = web.site("a.example").html("/", "<a href='/tagged'>t</a><a href='/same'>s</a><a href='/new'>n</a>").html("/same", "same");
    site.on(
        "/tagged",
        e -> {
          boolean known = "\"v1\"".equals(e.getRequestHeaders().getFirst("If-None-Match"));
          e.getResponseHeaders().set("ETag", "\"v1\"");
          TestWeb.send(e, known ? 304 : 200, known ? "" : "<p>包过班</p>");
        });
    site.html("/new", "first");
    SeedPlan plan = Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1));
    Crawl first = new Crawl();
    first.run(home, web, plan, "r1");
    assertTrue(first.captured.stream().noneMatch(Crawl.Captured::unchanged));
    site.html("/new", "second");

    Crawl second = new Crawl();
    CrawlSummary summary = second.run(home, web, plan, "r2");
    assertEquals(List.of("/", "/new", "/same", "/tagged"), second.paths());
    assertTrue(second.of("/tagged").unchanged());
    assertTrue(second.of("/same").unchanged());
    assertFalse(second.of("/new").unchanged());
    assertEquals("包过班", second.of("/tagged").page().text().raw());
    assertEquals("revisit", second.of("/tagged").capture().records().get(1).type());
    assertEquals("revisit", second.of("/same").capture().records().get(1).type());
    assertEquals(3, summary.total().unchanged());
    assertEquals(1, summary.total().fetched());

    Crawl third = new Crawl();
    third.run(home, web, plan, "r3");
    assertEquals("包过班", third.of("/tagged").page().text().raw());
  }

  @Test
  void a_304_for_a_capture_that_is_gone_is_asked_again_in_full() throws IOException {
    TestWeb.Site site = web.site("a.example");
    site.on(
        "/",
        e -> {
          boolean known = e.getRequestHeaders().containsKey("If-None-Match");
          e.getResponseHeaders().set("ETag", "\"v1\"");
          TestWeb.send(e, known ? 304 : 200, known ? "" : "<p>whole</p>");
        });
    SeedPlan plan = Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 0));
    new Crawl().run(home, web, plan, "r1");
    try (Stream<Path> files = Files.list(home.resolve("archive"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Crawl again = new Crawl();
    again.run(home, web, plan, "r2");
    assertEquals("whole", again.of("/").page().text().raw());
  }

  @Test
  void captures_can_be_found_by_id_run_and_address() throws IOException {
    web.site("a.example").pages(2);
    SeedPlan plan = Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1));
    new Crawl().run(home, web, plan, "r1");
    Crawl crawl = new Crawl();
    crawl.run(home, web, plan, "r2");
    Capture page = crawl.of("/p1").capture();
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC())) {
      CaptureStore store = crawler.captures();
      assertEquals(page, store.find(page.id()).orElseThrow());
      assertEquals(page, store.latest(URI.create("http://a.example/p1")).orElseThrow());
      try (Stream<Capture> run = store.ofRun("r1")) {
        assertEquals(3, run.count());
      }
      assertTrue(new String(crawler.archive().body(page).orElseThrow()).contains("第 1 页的内容"));
    }
  }

  @Test
  void a_stopped_run_gives_its_work_back_and_goes_on() throws Exception {
    TestWeb.Site site = web.site("a.example").pages(20);
    CountDownLatch third = new CountDownLatch(3);
    Crawl before = new Crawl();
    SeedPlan plan = Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1));
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC())) {
      Thread stopper = Thread.ofVirtual().start(() -> { await(third); crawler.stop(); });
      CrawlSummary summary = crawler.run(plan, "r", new CrawlListener() {
        @Override
        public void captured(Capture c, cn.qingzheng.model.Page p, boolean unchanged) {
          before.captured(c, p, unchanged);
          third.countDown();
        }

        @Override
        public void failed(CrawlFailure f) {
          before.failed(f);
        }
      });
      stopper.join();
      assertTrue(summary.resumable());
      assertTrue(summary.total().queueLeft() > 0);
      assertEquals(List.of(), before.failed);
    }
    Crawl after = new Crawl();
    CrawlSummary summary = after.run(home, web, plan, "r");
    Set<String> all = new TreeSet<>(before.paths());
    all.addAll(after.paths());
    assertEquals(21, all.size());
    assertEquals(21, before.captured.size() + after.captured.size());
    assertEquals(21, summary.total().fetched());
    assertFalse(summary.resumable());
    assertTrue(site.count("/p20") <= 2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
