package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.Bombs;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.FakeNames;
import cn.qingzheng.model.Capture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
  void close() throws Exception {
    web.close();
    WarcChecks.allValid(home.resolve("archive"));
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

  static Stream<Arguments> bombs() {
    byte[] zeros = Bombs.plain("<p>bomb</p>", 100);
    return Stream.of(
        Arguments.of("gzip", Bombs.gzip(zeros)),
        Arguments.of("deflate", Bombs.deflate(zeros, true)),
        Arguments.of("br", Bombs.brotli('x', 60)),
        Arguments.of("zstd", Bombs.zstd(zeros)),
        Arguments.of("gzip, zstd", Bombs.zstd(Bombs.gzip(zeros))));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void a_bomb_is_cut(String coding, byte[] bomb) throws IOException {
    site.on(
        "/bomb",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", coding);
          TestWeb.send(e, 200, bomb);
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
  void answers_that_are_no_http_have_their_cause_and_cost_only_themselves() throws IOException {
    Map<String, FailureCause> expected = new LinkedHashMap<>();
    String ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    try (RawSite raw = new RawSite()) {
      bad(raw, expected, "/line", FailureCause.PROTOCOL, ok + "X-Long: ", "a".repeat(1000));
      bad(raw, expected, "/status", FailureCause.PROTOCOL, "HTTP/1.1 200 ", "a".repeat(1000));
      bad(raw, expected, "/headers", FailureCause.PROTOCOL, ok, "X-One: more\r\n".repeat(50));
      bad(raw, expected, "/extension", FailureCause.PROTOCOL, chunked + "5;x=", "a".repeat(1000));
      bad(raw, expected, "/trailers", FailureCause.PROTOCOL, chunked + "1\r\nx\r\n0\r\n", "X-One: more\r\n".repeat(50));
      bad(raw, expected, "/interim", FailureCause.DEADLINE, "", "HTTP/1.1 100 Continue\r\n\r\n".repeat(20));
      bad(raw, expected, "/chunk", FailureCause.PROTOCOL, chunked + "zz\r\nabc\r\n", "");
      bad(raw, expected, "/chunk-size", FailureCause.PROTOCOL, chunked + "ffffffffffffffffff\r\nabc\r\n", "");
      bad(raw, expected, "/chunk-cut", FailureCause.PROTOCOL, chunked + "ff\r\nabc", "");
      bad(raw, expected, "/length-cut", FailureCause.PROTOCOL, ok + "Content-Length: 1000\r\n\r\nabc", "");
      bad(raw, expected, "/length", FailureCause.PROTOCOL, ok + "Content-Length: -5\r\n\r\nabc", "");
      bad(raw, expected, "/both", FailureCause.PROTOCOL, ok + "Content-Length: x\r\n\r\nabc", "");
      bad(raw, expected, "/ssh", FailureCause.PROTOCOL, "SSH-2.0-OpenSSH_9.9\r\n", "");
      bad(raw, expected, "/nothing", FailureCause.PROTOCOL, "", "");
      raw.html("/fine", "<p>fine</p>");
      StringBuilder links = new StringBuilder("<a href=/fine>x</a>");
      expected.keySet().forEach(p -> links.append("<a href=").append(p).append(">x</a>"));
      raw.html("/", links.toString());
      web.at("raw.example", raw.address());
      CrawlSettings settings =
          Crawl.settings()
              .with(new CrawlSettings.Limits(1024 * 1024, Duration.ofMillis(2500), Duration.ofSeconds(2), 5))
              .with(new CrawlSettings.Patience(Duration.ofSeconds(20), Duration.ofMillis(10), 1000, Duration.ofHours(24)));
      crawl.run(home, web, settings, Crawl.plan(Crawl.seed("raw", "http://raw.example/", 50, 1)), "r");
      Map<String, FailureCause> found = new LinkedHashMap<>();
      expected.keySet().forEach(p -> found.put(p, crawl.cause(p)));
      assertEquals(expected, found);
      assertEquals(java.util.List.of("/", "/fine"), crawl.paths());
      assertTrue(raw.sent.get() < 400_000_000, "server sent " + raw.sent.get());
    }
  }

  /** @param endless repeated until the client hangs up; empty for an answer that ends */
  private static void bad(
      RawSite raw, Map<String, FailureCause> expected, String path, FailureCause cause, String start, String endless) {
    expected.put(path, cause);
    raw.on(
        path,
        out -> {
          out.text(start);
          while (!endless.isEmpty()) {
            out.text(endless);
          }
        });
  }

  @Test
  void heads_that_drip_and_servers_that_say_nothing_are_ended() throws IOException {
    try (RawSite raw = new RawSite()) {
      raw.html("/", "<a href=/drip>x</a><a href=/silence>x</a><a href=/fine>x</a>").html("/fine", "fine");
      raw.on(
          "/drip",
          out -> {
            out.text("HTTP/1.1 200 OK\r\nX-Slow: ");
            while (true) {
              out.text("x");
              java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
          });
      CountDownLatch over = new CountDownLatch(1);
      raw.on("/silence", out -> await(over));
      web.at("raw.example", raw.address());
      CrawlSettings settings =
          Crawl.settings()
              .with(new CrawlSettings.Limits(1024 * 1024, Duration.ofMillis(1500), Duration.ofMillis(500), 5))
              .with(new CrawlSettings.Patience(Duration.ofSeconds(20), Duration.ofMillis(10), 1000, Duration.ofHours(24)));
      crawl.run(home, web, settings, Crawl.plan(Crawl.seed("raw", "http://raw.example/", 50, 1)), "r");
      over.countDown();
      assertEquals(FailureCause.DEADLINE, crawl.cause("/drip"));
      assertEquals(FailureCause.TIMEOUT, crawl.cause("/silence"));
      assertEquals(java.util.List.of("/", "/fine"), crawl.paths());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void of_a_robots_txt_of_a_gigabyte_the_first_part_is_obeyed() throws IOException {
    try (RawSite raw = new RawSite()) {
      raw.html("/", "<a href=/no>x</a><a href=/yes>x</a>").html("/no", "no").html("/yes", "yes");
      raw.on(
          "/robots.txt",
          out -> {
            out.text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1073741824\r\n\r\n");
            out.text("User-agent: *\nDisallow: /no\n");
            for (int i = 0; i < 16384; i++) {
              out.text("Disallow: /yes0123456789/and/more/of/that/until/it/is/one/line/of/64\n".repeat(1000));
            }
          });
      web.at("raw.example", raw.address());
      crawl.run(home, web, Crawl.plan(Crawl.seed("raw", "http://raw.example/", 50, 1)), "r");
      assertEquals(FailureCause.ROBOTS, crawl.cause("/no"));
      assertEquals(java.util.List.of("/", "/yes"), crawl.paths());
      assertTrue(raw.sent.get() < 20_000_000, "server sent " + raw.sent.get());
    }
  }

  @Test
  void ten_thousand_redirects_cost_six_requests() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      redirect("/r" + i, "/r" + (i + 1));
    }
    run(Crawl.settings(), "/r0");
    assertEquals(FailureCause.REDIRECT_LOOP, crawl.cause("/r5"));
    assertEquals(6, site.paths().stream().filter(p -> p.matches("/r\\d+")).count());
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

  /** PORT is that of a server on every address of this machine. */
  private static final java.util.List<String> OWN =
      java.util.List.of(
          "http://127.0.0.1:PORT/", "//127.0.0.1:PORT/", "http:\\\\127.0.0.1:PORT/", "http://127.1:PORT/", "http://2130706433:PORT/",
          "http://0x7f000001:PORT/", "http://0177.0.0.1:PORT/", "http://127.0.0.1.:PORT/", "http://[::1]:PORT/",
          "http://[::ffff:127.0.0.1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[fe80::1%25lo]:PORT/", "http://0.0.0.0:PORT/",
          "http://[::]:PORT/", "http://[64:ff9b::7f00:1]:PORT/", "http://[2002:7f00:1::]:PORT/", "http://localhost:PORT/",
          "http://LOCALHOST.:PORT/", "http://a.localhost:PORT/", "http://127\u30020\u30020\u30021:PORT/", "http://\uff11\uff12\uff17.0.0.1:PORT/",
          "http://a.example@127.0.0.1:PORT/", "http://a.example:80@[::1]:PORT/", "http://127.0.0.1:PORT#@a.example/",
          "http://127.0.0.1:PORT\\@a.example/", "http://a.example.@localhost:PORT/", "http://%31%32%37.0.0.1:PORT/",
          "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/", "http://a.example:PORT/",
          "http://rebound.a.example:PORT/", "ftp://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/", "file:///etc/passwd", "http:///etc");

  @Test
  void no_spelling_of_an_own_address_is_reached_by_a_redirect_or_a_link() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket secret = new ServerSocket(0, 50)) {
      Thread.ofVirtual().start(() -> {
        while (!secret.isClosed()) {
          try {
            secret.accept().close();
            connections.incrementAndGet();
          } catch (IOException e) {
            // closed
          }
        }
      });
      StringBuilder links = new StringBuilder();
      for (int i = 0; i < OWN.size(); i++) {
        String target = OWN.get(i).replace("PORT", "" + secret.getLocalPort());
        redirect("/to" + i, target);
        links.append("<a href='/to").append(i).append("'>r</a><a href=\"").append(target).append("\">l</a>");
      }
      site.html("/", links.toString());
      AddressGuard guard =
          new FakeNames().on("rebound.a.example", "127.0.0.1").on("a.example", "127.0.0.1").guard()
              .with(java.util.List.of(new AddressGuard.ConnectTo("a.example", 80, new InetSocketAddress("127.0.0.1", site.port()))));
      try (Crawler crawler = Crawler.open(home, Crawl.settings().with(new CrawlSettings.Patience(Duration.ofSeconds(20), Duration.ofMillis(10), 1000, Duration.ofHours(24))), guard, Clock.systemUTC())) {
        crawler.run(Crawl.plan(Crawl.seed("a", "http://a.example/", 200, 1)), "r", crawl);
      }
      assertEquals(java.util.List.of("/"), crawl.paths());
      for (int i = 0; i < OWN.size(); i++) {
        assertTrue(site.count("/to" + i) >= 1, OWN.get(i));
      }
      assertEquals(0, connections.get());
    }
  }

  @Test
  void a_name_that_changes_its_answer_before_it_is_used_is_refused() throws IOException {
    FakeNames names = new FakeNames().on("rebind.example", "1.1.1.1", "127.0.0.1");
    TestWeb.Site secret = web.site("secret.example").html("/", "secret");
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), names.guard(), Clock.systemUTC())) {
      crawler.run(Crawl.plan(Crawl.seed("x", "http://rebind.example:" + secret.port() + "/", 5, 1)), "r", crawl);
    }
    // The first answer was only for keeping apart hosts on one machine; the one connected to was checked again.
    assertTrue(names.asked("rebind.example") >= 2);
    assertEquals(FailureCause.REFUSED_ADDRESS, crawl.cause("/"));
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
