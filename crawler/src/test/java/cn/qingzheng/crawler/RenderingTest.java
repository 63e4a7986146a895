package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.crawler.browser.Rendered;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.RenderMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
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
  void close() throws Exception {
    web.close();
    WarcChecks.allValid(home.resolve("archive"));
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

  private static PageRenderer drawn() {
    return (url, options) ->
        new Rendered(
            "<html><body><p>零基础包拿证</p></body></html>", url, "", true,
            new Rendered.Traffic("Chromium/1", Instant.EPOCH, List.of(), List.of(), List.of()));
  }

  @Test
  void text_that_comes_by_script_is_taken_from_the_browser_and_archived() throws IOException {
    CrawlSummary summary = run(RenderMode.AUTO, Optional.of(drawn()));
    Capture capture = crawl.of("/").capture();
    assertEquals("零基础包拿证", crawl.of("/").page().text().raw());
    assertEquals(List.of("resource", "metadata"), capture.records().stream().map(r -> r.type()).skip(capture.records().size() - 2).toList());
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
    PageRenderer ends = (url, options) -> { running.get().stop(); throw new IOException("browser has ended"); };
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC(), Optional.of(ends))) {
      running.set(crawler);
      assertTrue(crawler.run(Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 0, RenderMode.AUTO)), "r", crawl).resumable());
    }
    assertEquals(0, crawl.captured.size());
    run(RenderMode.AUTO, Optional.of(drawn()));
    assertEquals("零基础包拿证", crawl.of("/").page().text().raw());
  }

  @Test
  void a_browser_that_gives_up_costs_only_the_rendering() throws IOException {
    CrawlSummary summary =
        run(RenderMode.AUTO, Optional.of((url, options) -> { throw new IOException("crashed"); }));
    assertEquals(1, summary.total().needsBrowser());
    assertEquals(1, summary.total().fetched());
  }

  @Test
  void a_page_that_the_browser_shows_is_archived_with_what_it_was_made_of_and_shared_parts_once() throws IOException {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "no Chromium on this machine");
    TestWeb.Site site = web.site("b.example");
    String page = "<div id=app></div><a href=/two>二</a><script src=/app.js></script><script>draw('/data%s')</script>";
    site.html("/", page.formatted("1")).html("/two", page.formatted("2")).text("/data1", 200, "零基础包拿证").text("/data2", 200, "考前押题");
    site.on("/app.js", e -> {
      e.getResponseHeaders().set("Content-Type", "text/javascript");
      TestWeb.send(e, 200, "function draw(u){fetch(u).then(r=>r.text()).then(t=>app.textContent=t)}");
    });
    try (Browser browser = Browser.start(chromium.get(), web.guard(), BrowserLimits.standard());
        Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC(), Optional.of(browser::render))) {
      crawler.run(Crawl.plan(Crawl.seed("b", "http://b.example/", 5, 1, RenderMode.BROWSER)), "r", crawl);
      Capture one = crawl.of("/").capture();
      Capture two = crawl.of("/two").capture();
      assertTrue(crawl.of("/").page().text().raw().contains("零基础包拿证"));
      assertTrue(crawl.of("/two").page().text().raw().contains("考前押题"));
      assertEquals("零基础包拿证", new String(block(crawler, part(one, "/data1")), StandardCharsets.UTF_8));
      assertEquals(part(one, "/app.js"), part(two, "/app.js"));
      assertEquals(1, site.count("/app.js") - 1, "each page has a browser of its own");
      String facts = new String(block(crawler, one.records().stream().filter(r -> r.type().equals("metadata")).reduce((a, b) -> b).orElseThrow()), StandardCharsets.UTF_8);
      assertTrue(facts.contains("\"connections\":[{\"host\":\"b.example\",\"port\":80,\"ip\":\"127.0.0.1\"}]"), facts);
      assertEquals(one, crawler.captures().find(one.id()).orElseThrow());
    }
  }

  @Test
  void frames_and_jumps_that_robots_txt_disallows_are_not_loaded_and_parts_are() throws IOException {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "no Chromium on this machine");
    TestWeb.Site site = web.site("b.example").text("/robots.txt", 200, "User-agent: *\nDisallow: /private\n");
    TestWeb.Site other = web.site("c.example").html("/frame", "别处的框架");
    site.html(
        "/", "<p id=app>页面正文</p><iframe src=/private/frame></iframe><iframe src=/open></iframe><iframe src=http://c.example/frame></iframe>"
            + "<script src=/private/app.js></script><iframe src=/hop></iframe><script>setTimeout(()=>location.href='/private/jump',300)</script>");
    site.html("/open", "可看的框架").html("/private/frame", "不可看的框架").html("/private/jump", "不可去的页面");
    site.on("/hop", e -> {
      e.getResponseHeaders().set("Location", "/private/behind");
      TestWeb.send(e, 302, "");
    });
    site.on("/private/app.js", e -> {
      e.getResponseHeaders().set("Content-Type", "text/javascript");
      TestWeb.send(e, 200, "app.textContent+='，脚本写的'");
    });
    try (Browser browser = Browser.start(chromium.get(), web.guard(), BrowserLimits.standard());
        Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC(), Optional.of(browser::render))) {
      crawler.run(Crawl.plan(Crawl.seed("b", "http://b.example/", 5, 0, RenderMode.BROWSER)), "r", crawl);
      Capture page = crawl.of("/").capture();
      assertTrue(crawl.of("/").page().text().raw().contains("页面正文，脚本写的"), crawl.of("/").page().text().raw());
      assertEquals(List.of(), site.paths().stream().filter(p -> p.matches("/private/(frame|jump|behind)")).toList());
      assertEquals(List.of(1L, 1L, 1L), List.of(site.count("/open"), site.count("/private/app.js"), other.count("/frame")));
      String facts = new String(block(crawler, page.records().stream().filter(r -> r.type().equals("metadata")).reduce((a, b) -> b).orElseThrow()), StandardCharsets.UTF_8);
      assertTrue(facts.contains("http://b.example/private/frame") && facts.contains("http://b.example/private/jump"), facts);
    }
  }

  private static ArchivedRecord part(Capture capture, String path) {
    return capture.records().stream()
        .filter(r -> r.type().equals("resource") && r.uri().toString().equals("http://b.example" + path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " in " + capture.records()));
  }

  private static byte[] block(Crawler crawler, ArchivedRecord record) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(crawler.archive().record(record)))) {
      String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return all.substring(all.indexOf("\r\n\r\n") + 4, all.length() - 4).getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
