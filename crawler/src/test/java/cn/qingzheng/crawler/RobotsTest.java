package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.net.AddressGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example").pages(3);
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run(String runId) throws IOException {
    return crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), runId);
  }

  @Test
  void what_robots_txt_disallows_is_not_asked_for() throws IOException {
    site.text("/robots.txt", 200, "User-agent: *\nDisallow: /p1\n\nUser-agent: qingzheng\nDisallow: /p2\n");
    CrawlSummary summary = run("r");
    assertEquals(List.of("/", "/p1", "/p3"), crawl.paths());
    assertEquals(FailureCause.ROBOTS, crawl.cause("/p2"));
    assertEquals(0, site.count("/p2"));
    assertEquals(1L, summary.total().refused().get(FailureCause.ROBOTS));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void a_missing_robots_txt_allows_everything(int status) throws IOException {
    site.text("/robots.txt", status, "User-agent: *\nDisallow: /\n");
    run("r");
    assertEquals(4, crawl.captured.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void a_server_that_cannot_say_is_left_alone(int status) throws IOException {
    site.text("/robots.txt", status, "");
    CrawlSummary summary = run("r");
    assertTrue(summary.nothingCaptured());
    assertEquals(FailureCause.ROBOTS_UNAVAILABLE, crawl.cause("/"));
    assertEquals(List.of("/robots.txt", "/robots.txt", "/robots.txt"), site.paths());
  }

  @ParameterizedTest
  @CsvSource({"text/html", "application/octet-stream", "''"})
  void rules_count_whatever_their_content_type(String type) throws IOException {
    site.on(
        "/robots.txt",
        e -> {
          e.getResponseHeaders().set("Content-Type", type);
          TestWeb.send(e, 200, "User-agent: *\nDisallow: /p\n");
        });
    run("r");
    assertEquals(List.of("/"), crawl.paths());
  }

  @Test
  void five_redirects_are_followed() throws IOException {
    site.text("/final", 200, "User-agent: *\nDisallow: /p\n");
    for (int i = 0; i < 5; i++) {
      String from = i == 0 ? "/robots.txt" : "/r" + i;
      String to = i == 4 ? "/final" : "/r" + (i + 1);
      site.on(
          from,
          e -> {
            e.getResponseHeaders().set("Location", to);
            TestWeb.send(e, 301, "");
          });
    }
    run("r");
    assertEquals(List.of("/"), crawl.paths());
  }

  private void redirect(String from, String to) {
    site.on(
        from,
        e -> {
          e.getResponseHeaders().set("Location", to);
          TestWeb.send(e, 301, "");
        });
  }

  @Test
  void more_redirects_than_anybody_follows_are_no_robots_txt() throws IOException {
    redirect("/robots.txt", "/r1");
    for (int i = 1; i < 100; i++) {
      redirect("/r" + i, "/r" + (i + 1));
    }
    run("r");
    assertEquals(4, crawl.captured.size());
    assertEquals(0, site.count("/r6"));
  }

  @Test
  void rules_that_lie_with_another_host_are_the_rules_of_this_one() throws IOException {
    TestWeb.Site other = web.site("static.example").text("/robots.txt", 200, "User-agent: *\nDisallow: /p\n");
    redirect("/robots.txt", "http://static.example/robots.txt");
    run("r");
    assertEquals(List.of("/"), crawl.paths());
    assertEquals(List.of("/robots.txt"), other.paths());
  }

  @Test
  void a_robots_txt_that_leads_into_the_own_network_is_not_followed_and_nothing_is_taken() throws IOException {
    TestWeb.Site secret = web.site("secret.example").text("/robots.txt", 200, "User-agent: *\nAllow: /\n");
    redirect("/robots.txt", "http://127.0.0.1:" + secret.port() + "/robots.txt");
    CrawlSummary summary = run("r");
    assertTrue(summary.nothingCaptured());
    assertEquals(List.of(), secret.paths());
    assertEquals(FailureCause.REFUSED_ADDRESS, crawl.cause("/"));
  }

  @Test
  void each_port_has_rules_of_its_own() throws IOException {
    site.text("/robots.txt", 200, "User-agent: *\nDisallow: /\n");
    TestWeb.Site second = web.site("second.example").text("/robots.txt", 200, "User-agent: *\nDisallow: /p2\n").pages(3);
    AddressGuard guard =
        web.guard().with(List.of(new AddressGuard.ConnectTo("a.example", 8080, new InetSocketAddress("127.0.0.1", second.port()))));
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), guard, Clock.systemUTC())) {
      crawler.run(Crawl.plan(Crawl.seed("a", "http://a.example:8080/", 50, 1), Crawl.seed("b", "http://a.example/", 50, 1)), "r", crawl);
    }
    assertEquals(List.of("/", "/p1", "/p3"), crawl.paths());
    assertEquals(List.of("/robots.txt"), site.paths());
  }

  @Test
  void a_server_that_breaks_off_is_no_server_without_rules() throws IOException {
    try (RawSite raw = new RawSite()) {
      raw.html("/", "<p>x</p>").on("/robots.txt", out -> out.text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\n"));
      web.at("raw.example", raw.address());
      crawl.run(home, web, Crawl.plan(Crawl.seed("raw", "http://raw.example/", 50, 1)), "r");
      assertEquals(FailureCause.ROBOTS_UNAVAILABLE, crawl.cause("/"));
    }
  }

  @Test
  void a_line_that_the_limit_cuts_in_two_is_no_rule() throws IOException {
    StringBuilder file = new StringBuilder("User-agent: *\nDisallow: /p2\n#");
    String last = "\nDisallow: /";
    file.append("x".repeat(500 * 1024 - file.length() - last.length())).append(last).append("search\n");
    site.text("/robots.txt", 200, file.toString());
    run("r");
    assertEquals(List.of("/", "/p1", "/p3"), crawl.paths());
  }

  @Test
  void rules_are_asked_for_once_a_day_and_not_once_a_run() throws IOException {
    site.text("/robots.txt", 200, "User-agent: *\nDisallow: /p2\n");
    run("r1");
    run("r2");
    assertEquals(1, site.count("/robots.txt"));
    assertEquals(0, site.count("/p2"));
  }

  @Test
  void links_that_ask_not_to_be_followed_are_not() throws IOException {
    site.html("/", "<a href='/p1' rel='nofollow'>1</a><a href='/p2'>2</a><a href='/sub'>s</a><a href='/header'>h</a>");
    site.on("/sub", e -> TestWeb.send(e, 200, "<meta name='robots' content='nofollow'><a href='/p3'>3</a>"));
    site.on(
        "/header",
        e -> {
          e.getResponseHeaders().set("X-Robots-Tag", "nofollow");
          TestWeb.send(e, 200, "<a href='/p1'>1</a>");
        });
    for (String path : List.of("/second", "/none", "/other")) {
      site.on(
          path,
          e -> {
            e.getResponseHeaders().add("X-Robots-Tag", path.equals("/other") ? "noindex, nofollowed-by-none-other" : "noindex");
            e.getResponseHeaders().add("X-Robots-Tag", path.equals("/none") ? "otherbot: NONE" : path.equals("/second") ? "nofollow, noarchive" : "noarchive");
            TestWeb.send(e, 200, "<a href='" + path + "/p'>1</a>");
          });
      site.html(path + "/p", "x");
    }
    site.html("/", "<a href='/p1' rel='nofollow'>1</a><a href='/p2'>2</a><a href='/sub'>s</a><a href='/header'>h</a>"
        + "<a href=/second>2</a><a href=/none>n</a><a href=/other>o</a>");
    crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 3)), "r");
    assertEquals(List.of("/", "/header", "/none", "/other", "/other/p", "/p2", "/second", "/sub"), crawl.paths());
  }

  @Test
  void sitemaps_named_in_robots_txt_are_read_and_bounded_to_the_site() throws IOException {
    site.html("/", "no links").html("/hidden", "from the sitemap").html("/nested", "from the index");
    site.text("/robots.txt", 200, "User-agent: *\nAllow: /\nSitemap: http://a.example/map.xml\n");
    site.on(
        "/map.xml",
        e -> {
          e.getResponseHeaders().set("Content-Type", "application/xml");
          TestWeb.send(e, 200, """
              <?xml version="1.0" encoding="UTF-8"?>
              <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <sitemap><loc>http://a.example/one.xml</loc></sitemap>
              <sitemap><loc>http://elsewhere.example/two.xml</loc></sitemap></sitemapindex>""");
        });
    site.on(
        "/one.xml",
        e -> {
          e.getResponseHeaders().set("Content-Type", "application/xml");
          TestWeb.send(e, 200, """
              <?xml version="1.0" encoding="UTF-8"?>
              <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
              <url><loc>http://a.example/hidden</loc></url><url><loc>http://a.example/nested</loc></url>
              <url><loc>http://elsewhere.example/</loc></url></urlset>""");
        });
    run("r");
    assertEquals(List.of("/", "/hidden", "/nested"), crawl.paths());
    assertEquals(0, site.count("/sitemap.xml"));
  }
}
