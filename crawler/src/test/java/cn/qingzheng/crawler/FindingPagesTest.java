package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sitemaps, feeds, canonical addresses, and when a page is visited again. */
class FindingPagesTest {
  private static final SeedPlan PLAN = Crawl.plan(Crawl.seed("a", "http://a.example/", 500, 3));

  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example");
    for (int i = 1; i <= 9; i++) {
      site.html("/p" + i, "第 " + i + " 页");
    }
  }

  @AfterEach
  void close() {
    web.close();
  }

  private void xml(String path, String type, byte[] body) {
    site.on(path, e -> {
      e.getResponseHeaders().set("Content-Type", type);
      TestWeb.send(e, 200, body);
    });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  private static String urls(String... paths) {
    StringBuilder xml = new StringBuilder("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
    for (String path : paths) {
      xml.append("<url><loc>http://a.example").append(path).append("</loc></url>");
    }
    return xml.append("</urlset>").toString();
  }

  @Test
  void an_index_leads_to_plain_packed_and_text_sitemaps() throws IOException {
    site.html("/", "x").text("/robots.txt", 200, "User-agent: *\nSitemap: http://a.example/index.xml\n");
    xml(
        "/index.xml", "text/xml",
        bytes(
            "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://a.example/m1.xml</loc></sitemap>"
                + "<sitemap><loc>http://a.example/m2.xml.gz</loc></sitemap><sitemap><loc>http://a.example/m3.txt</loc></sitemap>"
                + "<sitemap><loc>http://b.example/m4.xml</loc></sitemap></sitemapindex>"));
    xml("/m1.xml", "application/xml", bytes(urls("/p1", "/p1.pdf")));
    xml("/m2.xml.gz", "application/octet-stream", gzip(bytes(urls("/p2"))));
    xml("/m3.txt", "text/plain", bytes("http://a.example/p3\nhttp://b.example/x\n"));
    crawl.run(home, web, PLAN, "r");
    assertEquals(List.of("/", "/p1", "/p2", "/p3"), crawl.paths());
  }

  @Test
  void a_packed_sitemap_without_end_costs_itself_only() throws IOException {
    site.html("/", "<a href='/p1'>1</a>");
    xml("/sitemap.xml", "application/gzip", gzip(new byte[80 << 20]));
    CrawlSummary summary = crawl.run(home, web, PLAN, "r");
    assertEquals(List.of("/", "/p1"), crawl.paths());
    assertEquals(0, summary.total().notCaptured());
  }

  @Test
  void feeds_that_the_first_page_names_are_read() throws IOException {
    site.on("/", e -> TestWeb.send(e, 200,
        "<html><head><LINK rel='alternate' type='application/rss+xml' title='x' href='/rss.xml'>"
            + "<link type=\"application/atom+xml\" href=atom.xml rel=\"alternate\"></head><body>x</body></html>"));
    xml("/rss.xml", "application/rss+xml", bytes(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><link>http://a.example/</link><description>d</description>"
            + "<item><title>i</title><link>http://a.example/p4</link><pubDate>Mon, 23 Nov 2026 00:00:00 GMT</pubDate></item></channel></rss>"));
    xml("/atom.xml", "application/atom+xml", bytes(
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><updated>2026-11-23T00:00:00Z</updated>"
            + "<entry><title>e</title><link href='http://a.example/p5'/><updated>2026-11-23T00:00:00Z</updated></entry></feed>"));
    crawl.run(home, web, PLAN, "r");
    assertTrue(crawl.paths().containsAll(List.of("/p4", "/p5")), crawl.paths().toString());
  }

  @Test
  void the_address_that_a_page_gives_as_its_own_is_visited_too() throws IOException {
    site.html("/", "<a href='/v?from=1'>v</a>");
    site.on("/v?*", e -> TestWeb.send(e, 200, "<head><link rel=canonical href='/p6'></head><body>v</body>"));
    crawl.run(home, web, PLAN, "r");
    assertEquals(List.of("/", "/p6", "/v"), crawl.paths());
  }

  /** Runs at that time; pages that are not due rest. */
  private Crawl night(String run, Instant at, String watched) throws IOException {
    Crawl heard = new Crawl();
    CrawlListener listener =
        new CrawlListener() {
          @Override
          public void captured(Capture c, Page p, boolean unchanged) {
            heard.captured(c, p, unchanged);
          }

          @Override
          public void failed(CrawlFailure f) {
            heard.failed(f);
          }

          @Override
          public boolean watches(URI url) {
            return url.getPath().equals(watched);
          }
        };
    CrawlSettings settings = Crawl.settings().with(CrawlBudget.none().withDueOnly(true));
    try (Crawler crawler = Crawler.open(home, settings, web.guard(), Clock.fixed(at, ZoneOffset.UTC))) {
      crawler.run(PLAN, run, listener);
    }
    return heard;
  }

  @Test
  void a_page_that_never_changes_rests_and_one_that_changes_or_is_watched_does_not() throws IOException {
    StringBuilder counter = new StringBuilder("x");
    site.on("/", e -> TestWeb.send(e, 200, "<a href='/p1'>1</a><a href='/p2'>2</a><a href='/new'>n</a>"));
    site.on("/new", e -> TestWeb.send(e, 200, "visit " + counter.append('x').length()));
    Instant first = Instant.parse("2026-11-01T17:00:00Z");
    assertEquals(List.of("/", "/new", "/p1", "/p2"), night("r1", first, "").paths());
    assertEquals(List.of("/", "/new", "/p1", "/p2"), night("r2", first.plus(Duration.ofDays(1)), "").paths());
    // Due again after 36 hours, half a day early is in time: on the next night but one it is.
    assertEquals(List.of("/", "/new", "/p1", "/p2"), night("r3", first.plus(Duration.ofDays(2)), "").paths());
    assertEquals(List.of("/", "/new"), night("r4", first.plus(Duration.ofDays(3)), "").paths());
    assertEquals(List.of("/", "/new", "/p2"), night("r5", first.plus(Duration.ofHours(73)), "/p2").paths());
    site.html("/", "no links any more");
    assertEquals(List.of("/", "/new", "/p1", "/p2"), night("r6", first.plus(Duration.ofDays(30)), "").paths());
  }
}
