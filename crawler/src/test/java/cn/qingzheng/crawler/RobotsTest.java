package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
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
    crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 3)), "r");
    assertEquals(List.of("/", "/header", "/p2", "/sub"), crawl.paths());
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
