package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.WarcChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlerTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();

  @AfterEach
  void close() throws Exception {
    web.close();
    WarcChecks.allValid(home.resolve("archive"));
  }

  @Test
  void a_site_is_captured_to_its_last_page_and_counted() throws IOException {
    TestWeb.Site site = web.site("www.a.example").pages(5).text("/robots.txt", 404, "");
    CrawlSummary summary = crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://www.a.example/", 100, 3)), "r1");
    assertEquals(List.of("/", "/p1", "/p2", "/p3", "/p4", "/p5"), crawl.paths());
    assertEquals(6, summary.total().fetched());
    assertEquals(6, summary.hosts().get("www.a.example").fetched());
    assertEquals(Map.of(), summary.total().failed());
    assertFalse(summary.resumable());
    assertEquals(List.of(), summary.problems());
    assertEquals(1, site.count("/robots.txt"));
    assertEquals(1, site.count("/sitemap.xml"));
    assertTrue(crawl.of("/p3").page().text().raw().contains("第 3 页的内容"));
    assertEquals(3, crawl.of("/p3").capture().records().size());
  }
}
