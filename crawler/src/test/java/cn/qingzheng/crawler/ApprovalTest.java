package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserException;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Seed;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a crawl stops by itself, and what a written decision changes. */
class ApprovalTest {
  private static final LocalDate TODAY = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();

  @AfterEach
  void close() {
    web.close();
  }

  private static SeedPlan plan(String url, CrawlApproval... approvals) {
    Seed seed = Crawl.seed("a", url, 5, 1);
    return new SeedPlan(List.of(seed), List.of(), Map.of("a", List.of(approvals)));
  }

  private static CrawlApproval approval(CrawlApproval.Subject subject, LocalDate expires) {
    return new CrawlApproval(subject, "《示例条例》第一条", "示例函〔2026〕1号", "甲某", "乙某", expires);
  }

  private CrawlSummary run(AddressGuard guard, SeedPlan plan) throws IOException {
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), guard, Clock.systemUTC())) {
      CrawlSummary summary = crawler.run(plan, "r", crawl);
      for (Crawl.Captured c : crawl.captured) {
        assertEquals(c.capture(), crawler.captures().find(c.capture().id()).orElseThrow());
      }
      return summary;
    }
  }

  /** What the metadata record of the last hop says. */
  private String metadata(Capture capture) throws IOException {
    ArchivedRecord record =
        capture.records().stream().filter(r -> r.type().equals("metadata")).reduce((a, b) -> b).orElseThrow();
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), AddressGuard.publicOnly(), Clock.systemUTC());
        InputStream in = new GZIPInputStream(new ByteArrayInputStream(crawler.archive().record(record)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void forbidding() throws IOException {
    web.site("a.example").html("/", "<a href=/p>x</a>").html("/p", "页").text("/robots.txt", 200, "User-agent: *\nDisallow: /\n");
  }

  @Test
  void an_approval_to_go_against_robots_txt_is_written_into_every_capture() throws IOException {
    forbidding();
    CrawlApproval approval = approval(CrawlApproval.Subject.ROBOTS, TODAY);
    CrawlSummary summary = run(web.guard(), plan("http://a.example/", approval));
    assertEquals(List.of("/", "/p"), crawl.paths());
    assertEquals(List.of(), summary.problems());
    for (Crawl.Captured c : crawl.captured) {
      assertEquals(List.of(approval), c.capture().origin().approvals());
      String written = metadata(c.capture());
      for (String part : List.of("\"ROBOTS\"", "《示例条例》第一条", "示例函〔2026〕1号", "甲某", "乙某", TODAY.toString())) {
        assertTrue(written.contains(part), written);
      }
    }
  }

  @Test
  void an_approval_that_has_ended_is_refused_and_named() throws IOException {
    forbidding();
    CrawlSummary summary =
        run(web.guard(), plan("http://a.example/", approval(CrawlApproval.Subject.ROBOTS, TODAY.minusDays(1))));
    assertEquals(FailureCause.ROBOTS, crawl.cause("/"));
    assertTrue(
        summary.problems().contains(
            "a：批准“不遵守 robots.txt”（示例函〔2026〕1号）已于 " + TODAY.minusDays(1) + " 到期，本次未予采用"),
        summary.problems().toString());
  }

  @Test
  void an_approval_of_something_else_does_not_open_robots_txt() throws IOException {
    forbidding();
    run(web.guard(), plan("http://a.example/", approval(CrawlApproval.Subject.CERTIFICATE, TODAY)));
    assertEquals(FailureCause.ROBOTS, crawl.cause("/"));
  }

  @Test
  void a_broken_certificate_is_refused_unless_approved_and_then_recorded() throws Exception {
    HttpsServer server = selfSigned();
    try {
      AddressGuard guard =
          AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo("right.example", 443, server.getAddress())));
      run(guard, plan("https://right.example/"));
      assertEquals(FailureCause.TLS, crawl.cause("/"));
      assertEquals("自签名证书", crawl.failed.get(0).detail());

      try (Crawler crawler = Crawler.open(home, Crawl.settings(), guard, Clock.systemUTC())) {
        crawler.run(plan("https://right.example/", approval(CrawlApproval.Subject.CERTIFICATE, TODAY)), "r2", crawl);
      }
      Capture capture = crawl.of("/").capture();
      assertTrue(capture.exchange().remote().tls().orElseThrow().contains("证书验证未通过（自签名证书），按批准继续"));
      String written = metadata(capture);
      assertTrue(written.contains("\"CERTIFICATE\"") && written.contains("\"certificates\":[\"MII"), written);
    } finally {
      server.stop(0);
    }
  }

  static HttpsServer selfSigned() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = ApprovalTest.class.getResourceAsStream("/tls/selfsigned.p12")) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", e -> TestWeb.send(e, e.getRequestURI().getPath().equals("/") ? 200 : 404, "<p>证书</p>"));
    server.start();
    return server;
  }

  @Test
  void the_browser_looks_past_a_certificate_only_with_the_same_approval() throws Exception {
    Path chromium = Browser.find().orElse(Path.of(""));
    assumeTrue(!chromium.toString().isEmpty(), "no Chromium on this machine");
    HttpsServer server = selfSigned();
    AddressGuard guard =
        AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo("right.example", 443, server.getAddress())));
    try (Browser browser = Browser.start(chromium, guard, BrowserLimits.standard())) {
      URI page = URI.create("https://right.example/");
      assertThrows(BrowserException.class, () -> browser.render(page));
      assertTrue(browser.render(page, RenderOptions.none().withAnyCertificate(true)).html().contains("证书"));
      assertThrows(BrowserException.class, () -> browser.render(page), "the next page is strict again");
      Target strict = Target.of(Crawl.seed("a", "https://right.example/", 1, 0), Crawl.settings(), List.of());
      Target any = Target.of(Crawl.seed("a", "https://right.example/", 1, 0), Crawl.settings(), List.of(approval(CrawlApproval.Subject.CERTIFICATE, TODAY)));
      assertEquals(List.of(false, true), List.of(strict.render().options().anyCertificate(), any.render().options().anyCertificate()));
    } finally {
      server.stop(0);
    }
  }
}
