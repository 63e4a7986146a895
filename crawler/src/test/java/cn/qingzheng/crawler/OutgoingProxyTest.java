package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.FakeNames;
import cn.qingzheng.crawler.net.OutgoingProxy;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.CrawlApproval;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Organs reach the internet through a proxy; the addresses are checked all the same. */
class OutgoingProxyTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;
  private ForwardProxy proxy;
  private AddressGuard guard;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example").html("/", "<a href=/p>x</a><p>首页</p>").html("/p", "页");
    proxy = new ForwardProxy().way("a.example", new InetSocketAddress("127.0.0.1", site.port()));
    guard =
        new FakeNames().on("a.example", "93.184.216.34").on("inside.example", "10.0.0.7").on("127.0.0.1", "127.0.0.1").on("s.example", "93.184.216.35")
            .guard().through(new OutgoingProxy("127.0.0.1", proxy.port()));
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    web.close();
  }

  private void run(SeedPlan plan) throws IOException {
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), guard, Clock.systemUTC())) {
      crawler.run(plan, "r", crawl);
    }
  }

  @Test
  void pages_come_through_the_proxy_and_their_address_is_not_made_up() throws IOException {
    run(Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 1)));
    assertEquals(List.of("/", "/p"), crawl.paths());
    assertTrue(proxy.asked().stream().allMatch(a -> a.startsWith("GET http://a.example/")), proxy.asked().toString());
    assertEquals("", crawl.of("/").capture().exchange().remote().ip());
    assertEquals("a.example", site.requests().get(0).headers().get("Host").get(0));
  }

  @Test
  void a_private_target_is_refused_before_the_proxy_hears_of_it() throws IOException {
    run(Crawl.plan(
        Crawl.seed("x", "http://inside.example/", 5, 1), Crawl.seed("y", "https://inside.example/", 5, 1),
        Crawl.seed("z", "http://127.0.0.1:" + proxy.port() + "/", 5, 1)));
    assertEquals(List.of(FailureCause.REFUSED_ADDRESS, FailureCause.REFUSED_ADDRESS, FailureCause.REFUSED_ADDRESS), crawl.failed.stream().map(CrawlFailure::cause).toList());
    assertEquals(List.of(), proxy.asked());
  }

  @Test
  void a_tunnel_is_asked_for_by_the_checked_address_and_its_certificate_by_the_name() throws Exception {
    HttpsServer server = ApprovalTest.selfSigned();
    try {
      proxy.way("93.184.216.35:443", server.getAddress());
      CrawlApproval any =
          new CrawlApproval(CrawlApproval.Subject.CERTIFICATE, "依据", "文号", "甲", "乙", LocalDate.now(Clock.systemUTC()).plusDays(2));
      run(new SeedPlan(List.of(Crawl.seed("s", "https://s.example/", 5, 0)), List.of(), Map.of("s", List.of(any))));
      assertTrue(!proxy.asked().isEmpty() && proxy.asked().stream().allMatch("CONNECT 93.184.216.35:443"::equals), proxy.asked().toString());
      assertEquals("93.184.216.35", crawl.of("/").capture().exchange().remote().ip());
      String verdict = crawl.of("/").capture().exchange().remote().tls().orElseThrow();
      assertTrue(verdict.contains("证书不属于该主机，证书上的名称：right.example"), verdict);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_proxy_that_refuses_is_a_fault_and_no_answer_of_the_site() throws IOException {
    run(Crawl.plan(Crawl.seed("s", "https://s.example/", 5, 0)));
    assertEquals(List.of(), crawl.paths());
    assertEquals(FailureCause.CONNECT, crawl.failed.get(0).cause(), crawl.failed.toString());
    assertEquals("代理拒绝连接该地址（HTTP 403）", crawl.failed.get(0).detail());
  }

  private static AddressGuard loggedIn(AddressGuard guard, int port, String password) {
    return guard.through(new OutgoingProxy("127.0.0.1", port, Optional.of(new OutgoingProxy.Login("organ", password))));
  }

  @Test
  void a_proxy_that_wants_a_login_gets_it_and_nobody_else_does() throws Exception {
    String secret = "p:ss 密";
    proxy.wanting("organ:" + secret);
    guard = loggedIn(guard, proxy.port(), secret);
    HttpsServer server = ApprovalTest.selfSigned();
    try {
      proxy.way("93.184.216.35:443", server.getAddress());
      CrawlApproval any =
          new CrawlApproval(CrawlApproval.Subject.CERTIFICATE, "依据", "文号", "甲", "乙", LocalDate.now(Clock.systemUTC()).plusDays(2));
      run(
          new SeedPlan(
              List.of(Crawl.seed("a", "http://a.example/", 5, 1), Crawl.seed("s", "https://s.example/", 5, 0)),
              List.of(), Map.of("s", List.of(any))));
    } finally {
      server.stop(0);
    }
    assertEquals(List.of("/", "/", "/p"), crawl.paths());
    assertTrue(!proxy.asked().contains("407"), proxy.asked().toString());
    assertTrue(site.requests().stream().noneMatch(r -> r.headers().toString().contains("uthorization")));
    String login = new OutgoingProxy.Login("organ", secret).basic();
    try (Stream<Path> files = Files.list(home.resolve("archive")); Archive archive = Archive.open(home.resolve("archive"), Clock.systemUTC())) {
      assertTrue(files.findAny().isPresent());
      for (Crawl.Captured c : crawl.captured) {
        for (ArchivedRecord r : c.capture().records()) {
          String record = new String(archive.record(r), StandardCharsets.ISO_8859_1);
          assertTrue(!record.contains(login) && !record.contains("Proxy-Authorization"), record);
        }
      }
    }
    assertEquals("OutgoingProxy[host=127.0.0.1, port=" + proxy.port() + ", login=Optional[organ:***]]", guard.proxyFor("a.example", 80).orElseThrow().toString());
  }

  @Test
  void a_login_that_the_proxy_does_not_take_is_a_fault_and_no_answer_of_the_site() throws IOException {
    proxy.wanting("organ:right").way("93.184.216.35:443", new InetSocketAddress("127.0.0.1", site.port()));
    guard = loggedIn(guard, proxy.port(), "wrong");
    run(Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 1), Crawl.seed("s", "https://s.example/", 5, 0)));
    assertEquals(List.of(), crawl.paths());
    assertEquals(List.of(FailureCause.CONNECT, FailureCause.CONNECT), crawl.failed.stream().map(CrawlFailure::cause).toList(), crawl.failed.toString());
    assertTrue(crawl.failed.stream().allMatch(f -> f.detail().contains("HTTP 407")), crawl.failed.toString());
    assertTrue(!crawl.failed.toString().contains("wrong"));
  }

  @Test
  void the_browser_logs_in_too() throws IOException {
    Path chromium = Browser.find().orElse(Path.of(""));
    assumeTrue(!chromium.toString().isEmpty(), "no Chromium on this machine");
    proxy.wanting("organ:right");
    site.html("/app", "<p id=p>前</p><script>fetch('/p').then(r=>r.text()).then(t=>p.textContent='后');new WebSocket('ws://a.example/ws')</script>");
    try (Browser browser = Browser.start(chromium, loggedIn(guard, proxy.port(), "right"), BrowserLimits.standard())) {
      assertTrue(browser.render(URI.create("http://a.example/app")).html().contains("后"));
    }
    assertTrue(proxy.asked().contains("CONNECT 93.184.216.34:80") && !proxy.asked().contains("407"), proxy.asked().toString());
  }

  @Test
  void the_browser_goes_through_it_too() throws IOException {
    Path chromium = Browser.find().orElse(Path.of(""));
    assumeTrue(!chromium.toString().isEmpty(), "no Chromium on this machine");
    site.html("/app", "<p id=p>前</p><script>fetch('/p').then(r=>r.text()).then(t=>p.textContent='后');fetch('http://inside.example/').catch(e=>0);new WebSocket('ws://a.example/ws')</script>");
    try (Browser browser = Browser.start(chromium, guard, BrowserLimits.standard())) {
      assertTrue(browser.render(URI.create("http://a.example/app")).html().contains("后"));
    }
    assertTrue(proxy.asked().contains("GET http://a.example/app") && proxy.asked().contains("GET http://a.example/p"), proxy.asked().toString());
    assertTrue(proxy.asked().contains("CONNECT 93.184.216.34:80"), proxy.asked().toString());
    assertTrue(proxy.asked().stream().noneMatch(a -> a.contains("inside")), proxy.asked().toString());
  }
}
