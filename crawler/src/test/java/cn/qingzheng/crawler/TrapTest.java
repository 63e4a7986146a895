package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrapTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run(int maxPages, int maxDepth) throws IOException {
    return crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", maxPages, maxDepth)), "r");
  }

  @Test
  void a_calendar_without_end_is_left_after_some_months() throws IOException {
    site.html("/", "<a href='/calendar?y=2026&m=1'>c</a><a href='/real'>r</a>").html("/real", "r");
    site.on("/calendar?*", e -> {
      int m = Integer.parseInt(e.getRequestURI().getQuery().replaceAll(".*m=", ""));
      TestWeb.send(e, 200, "<a href='/calendar?y=2026&m=" + (m + 1) + "'>next</a>");
    });
    run(500, 100);
    assertTrue(crawl.paths().contains("/real"));
    assertTrue(crawl.captured.size() < 20, "captured " + crawl.captured.size());
  }

  @Test
  void paths_that_wind_into_themselves_end() throws IOException {
    site.on("/", e -> TestWeb.send(e, 200, "<a href='a/'>a</a>"));
    for (String path : List.of("/a/", "/a/a/", "/a/a/a/", "/a/a/a/a/")) {
      site.on(path, e -> TestWeb.send(e, 200, "<a href='a/'>a</a>"));
    }
    run(500, 100);
    assertEquals(List.of("/", "/a/", "/a/a/"), crawl.paths());
  }

  @Test
  void session_ids_do_not_make_new_pages() throws IOException {
    AtomicInteger session = new AtomicInteger();
    for (String path : List.of("/", "/list.html", "/b")) {
      site.on(path, e -> {
        int s = session.incrementAndGet();
        TestWeb.send(e, 200, "<a href='/list.html;jsessionid=" + s + "'>l</a><a href='/b?sid=" + s + "'>b</a>");
      });
    }
    run(500, 100);
    assertEquals(List.of("/", "/b", "/list.html"), crawl.paths());
  }

  @Test
  void a_filter_page_with_ever_new_queries_is_bounded() throws IOException {
    site.html("/", "<a href='/f?id=0'>f</a>");
    site.on("/f?*", e -> {
      int id = Integer.parseInt(e.getRequestURI().getQuery().replaceAll("\\D", ""));
      TestWeb.send(e, 200, "<a href='/f?id=" + (id + 1) + "'>f</a>");
    });
    run(500, 1000);
    assertTrue(crawl.captured.size() <= 61, "captured " + crawl.captured.size());
  }

  @Test
  void other_hosts_files_and_forms_are_not_visited() throws IOException {
    TestWeb.Site other = web.site("b.example").html("/", "other");
    site.html("/", "<a href='http://b.example/'>b</a><a href='/x.zip'>z</a><a href='mailto:a@a.example'>m</a>"
        + "<form action='/submit'><input type=submit></form><a href='/p'>p</a>").html("/p", "p");
    run(50, 5);
    assertEquals(List.of("/", "/p"), crawl.paths());
    assertEquals(List.of(), other.paths());
    assertEquals(List.of("/robots.txt", "/sitemap.xml", "/", "/p").stream().sorted().toList(), site.paths().stream().sorted().toList());
  }

  @Test
  void page_and_depth_limits_hold() throws IOException {
    site.pages(30);
    CrawlSummary summary = run(7, 1);
    assertEquals(7, crawl.captured.size());
    assertEquals(24, summary.total().queueLeft());
    assertTrue(!summary.resumable());
    CrawlSummary again = crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 7, 1)), "r");
    assertEquals(7, crawl.captured.size());
    assertEquals(7, again.total().captured());
  }

  @Test
  void links_deeper_than_the_limit_are_not_followed() throws IOException {
    site.html("/", "<a href='/1'>x</a>").html("/1", "<a href='/2'>x</a>").html("/2", "<a href='/3'>x</a>");
    run(50, 2);
    assertEquals(List.of("/", "/1", "/2"), crawl.paths());
  }
}
