package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.model.Capture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileServerTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example").html("/ok", "fine");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run(CrawlSettings settings, String... links) throws IOException {
    StringBuilder home = new StringBuilder();
    for (String link : links) {
      home.append("<a href='").append(link).append("'>x</a>");
    }
    site.html("/", home.toString());
    return crawl.run(this.home, web, settings, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r");
  }

  @Test
  void a_body_without_end_is_cut_kept_and_read() throws IOException {
    AtomicLong sent = new AtomicLong();
    site.on(
        "/endless",
        e -> {
          e.getResponseHeaders().set("Content-Type", "text/html");
          e.sendResponseHeaders(200, 0);
          byte[] more = "<p>包过课程</p>\n".repeat(500).getBytes(StandardCharsets.UTF_8);
          try (OutputStream out = e.getResponseBody()) {
            while (true) {
              out.write(more);
              sent.addAndGet(more.length);
            }
          }
        });
    CrawlSummary summary = run(Crawl.settings(), "/endless", "/ok");
    Crawl.Captured page = crawl.of("/endless");
    assertTrue(page.capture().payload().truncated());
    assertEquals(1024 * 1024, page.capture().payload().length());
    assertTrue(page.page().text().raw().contains("包过课程"));
    assertEquals(1, summary.total().truncated());
    assertEquals(3, summary.total().fetched());
    assertTrue(sent.get() < 20_000_000, "server should have been cut off, sent " + sent.get());
  }

  @Test
  void a_drip_is_ended_by_the_deadline_and_costs_only_itself() throws IOException {
    site.on(
        "/drip",
        e -> {
          e.getResponseHeaders().set("Content-Type", "text/html");
          e.sendResponseHeaders(200, 0);
          try (OutputStream out = e.getResponseBody()) {
            while (true) {
              out.write('x');
              out.flush();
              java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
          }
        });
    CrawlSettings settings =
        Crawl.settings().with(new CrawlSettings.Limits(1024 * 1024, Duration.ofMillis(600), Duration.ofSeconds(2), 5));
    CrawlSummary summary = run(settings, "/drip", "/ok");
    assertEquals(FailureCause.DEADLINE, crawl.cause("/drip"));
    assertEquals(2, summary.total().fetched());
    assertEquals(1, site.count("/drip"));
  }

  @Test
  void a_gzip_bomb_is_cut() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write("<p>bomb</p>".getBytes(StandardCharsets.UTF_8));
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 100; i++) {
        gzip.write(zeros);
      }
    }
    site.on(
        "/bomb",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip");
          TestWeb.send(e, 200, bomb.toByteArray());
        });
    run(Crawl.settings(), "/bomb");
    Capture capture = crawl.of("/bomb").capture();
    assertTrue(capture.payload().truncated());
    assertEquals(1024 * 1024, capture.payload().length());
    try (Archive archive = Archive.open(home.resolve("archive"), Clock.systemUTC())) {
      assertEquals(1024 * 1024, archive.body(capture).orElseThrow().length);
    }
  }

  @Test
  void a_gzip_page_is_archived_as_sent_and_read_unpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("<p>职业培训</p>".getBytes(StandardCharsets.UTF_8));
    }
    site.on(
        "/gz",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip");
          TestWeb.send(e, 200, packed.toByteArray());
        });
    run(Crawl.settings(), "/gz");
    assertEquals("职业培训", crawl.of("/gz").page().text().raw());
    assertFalse(crawl.of("/gz").capture().payload().truncated());
  }

  @Test
  void redirects_are_followed_one_turn_each_and_the_chain_is_kept() throws IOException {
    redirect("/r1", "/r2");
    redirect("/r2", "http://a.example/r3");
    redirect("/r3", "ok");
    CrawlSummary summary = run(Crawl.settings(), "/r1");
    Capture capture = crawl.of("/ok").capture();
    assertEquals("/r1", capture.exchange().requestedUrl().getPath());
    assertEquals(
        java.util.List.of("/r1", "/r2", "/r3"),
        capture.exchange().redirects().stream().map(java.net.URI::getPath).toList());
    assertEquals(12, capture.records().size());
    assertEquals(2, summary.total().fetched());
    assertTrue(site.shortestGap() >= 2, "shortest gap was " + site.shortestGap());
  }

  private void redirect(String from, String to) {
    site.on(
        from,
        e -> {
          e.getResponseHeaders().set("Location", to);
          TestWeb.send(e, 302, "");
        });
  }

  @Test
  void redirect_loops_and_endless_chains_end() throws IOException {
    redirect("/self", "/self");
    redirect("/l1", "/l2");
    redirect("/l2", "/l1");
    for (int i = 0; i < 20; i++) {
      redirect("/chain" + i, "/chain" + (i + 1));
    }
    run(Crawl.settings(), "/self", "/l1", "/chain0");
    assertEquals(FailureCause.REDIRECT_LOOP, crawl.cause("/self"));
    assertEquals(FailureCause.REDIRECT_LOOP, crawl.cause("/l2"));
    assertEquals(FailureCause.REDIRECT_LOOP, crawl.cause("/chain5"));
    assertEquals(0, site.count("/chain6"));
  }

  @Test
  void a_redirect_into_the_own_network_is_refused() throws IOException {
    TestWeb.Site secret = web.site("secret.example").html("/", "secret");
    redirect("/ssrf1", "http://127.0.0.1:" + secret.port() + "/");
    redirect("/ssrf2", "http://[::1]:" + secret.port() + "/");
    redirect("/ssrf3", "http://169.254.169.254/latest/meta-data/");
    redirect("/ssrf4", "http://secret.example/");
    redirect("/ssrf5", "file:///etc/passwd");
    run(Crawl.settings(), "/ssrf1", "/ssrf2", "/ssrf3", "/ssrf4", "/ssrf5");
    for (String path : java.util.List.of("/ssrf1", "/ssrf3", "/ssrf4")) {
      assertEquals(FailureCause.REFUSED_ADDRESS, crawl.cause(path));
    }
    assertEquals(FailureCause.PROTOCOL, crawl.cause("/ssrf2"));
    assertEquals(FailureCause.PROTOCOL, crawl.cause("/ssrf5"));
    assertEquals(java.util.List.of(), secret.paths());
  }

  @Test
  void a_seed_that_leads_into_the_own_network_is_refused_at_the_connection() throws IOException {
    TestWeb.Site secret = web.site("secret.example").html("/", "secret");
    CrawlSummary summary =
        crawl.run(home, web, Crawl.plan(Crawl.seed("x", "http://127.0.0.1:" + secret.port() + "/", 5, 1)), "r");
    assertEquals(FailureCause.REFUSED_ADDRESS, crawl.cause("/"));
    assertTrue(summary.nothingCaptured());
    assertEquals(java.util.List.of(), secret.paths());
  }

  @Test
  void faults_of_the_world_have_their_cause_and_are_counted() throws IOException {
    site.text("/gone", 404, "").text("/broken", 500, "").text("/no", 403, "");
    site.on("/img", e -> {
      e.getResponseHeaders().set("Content-Type", "image/png");
      TestWeb.send(e, 200, "png");
    });
    CrawlSummary summary = run(Crawl.settings(), "/gone", "/broken", "/no", "/img", "/ok");
    assertEquals(FailureCause.HTTP_4XX, crawl.cause("/gone"));
    assertEquals(FailureCause.HTTP_5XX, crawl.cause("/broken"));
    assertEquals(FailureCause.UNSUPPORTED_TYPE, crawl.cause("/img"));
    assertEquals(3, site.count("/broken"));
    assertEquals(1, site.count("/gone"));
    assertEquals(2L, summary.total().failed().get(FailureCause.HTTP_4XX));
    assertEquals(1L, summary.total().failed().get(FailureCause.HTTP_5XX));
    assertEquals(1L, summary.total().refused().get(FailureCause.UNSUPPORTED_TYPE));
    assertEquals(2, summary.total().fetched());
  }

  @Test
  void a_dead_host_is_a_failure_and_not_a_pass() throws IOException {
    TestWeb.Site dead = web.site("dead.example").html("/", "x");
    int port = dead.port();
    web.close();
    CrawlSummary summary = crawl.run(home, web, Crawl.plan(Crawl.seed("d", "http://dead.example/", 5, 1)), "r");
    assertTrue(port > 0 && summary.nothingCaptured());
    assertEquals(FailureCause.CONNECT, crawl.cause("/"));
    assertTrue(summary.problems().stream().anyMatch(p -> p.contains("一个网页也没有取到")));
  }

  @Test
  void a_captcha_page_stops_the_host_for_a_day() throws IOException {
    site.text("/wall", 403, "<p>请完成安全验证</p>");
    CrawlSummary summary = run(Crawl.settings(), "/wall", "/ok");
    assertEquals(FailureCause.BLOCKED, crawl.cause("/wall"));
    assertEquals(0, site.count("/ok"));
    assertTrue(summary.resumable());
    Crawl next = new Crawl();
    int before = site.requests().size();
    CrawlSummary second = next.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r2");
    assertEquals(before, site.requests().size());
    assertEquals(FailureCause.BLOCKED, next.cause("/"));
    assertTrue(second.nothingCaptured());
  }
}
