package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cookies live as long as a run and go back to where they came from. */
class CookieTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example").html("/", "<a href=/p>x</a>").html("/p", "页");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run(String id) throws IOException {
    return crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), id);
  }

  private static List<String> cookies(TestWeb.Site site, String path) {
    return site.requests().stream().filter(r -> r.path().equals(path)).flatMap(r -> r.headers().getOrDefault("Cookie", List.of("none")).stream()).toList();
  }

  private void setting(String path, String... cookies) {
    site.on(path, e -> {
      for (String c : cookies) {
        e.getResponseHeaders().add("Set-Cookie", c);
      }
      TestWeb.send(e, 200, "<a href=/p>x</a>");
    });
  }

  @Test
  void what_a_page_gives_the_next_one_gets_and_the_next_run_does_not() throws IOException {
    setting("/", "visit=7; Path=/", "elsewhere=1; Domain=b.example", "wide=1; Domain=example", "old=1; Max-Age=0");
    run("r1");
    assertEquals(List.of("none"), cookies(site, "/"));
    assertEquals(List.of("visit=7"), cookies(site, "/p"));
    run("r2");
    assertEquals(List.of("none", "none"), cookies(site, "/"));
    assertEquals(List.of("none"), cookies(site, "/robots.txt"));
  }

  @Test
  void other_hosts_do_not_get_them() throws IOException {
    setting("/", "visit=7; Path=/");
    TestWeb.Site other = web.site("b.example").html("/", "乙");
    crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 1), Crawl.seed("b", "http://b.example/", 5, 1)), "r");
    assertEquals(List.of("none"), cookies(other, "/"));
  }

  @Test
  void a_server_that_sets_cookies_without_end_gets_few_back() throws IOException {
    String[] many = new String[150];
    for (int i = 0; i < many.length; i++) {
      many[i] = "c" + i + "=" + "x".repeat(i == 0 ? 8000 : 60);
    }
    setting("/", many);
    run("r");
    String sent = cookies(site, "/p").get(0);
    assertEquals(30, sent.split("; ").length);
    assertTrue(sent.length() < 3000 && !sent.contains("c0="), sent);
  }

  @Test
  void a_page_that_wants_its_cookie_back_is_asked_again_once() throws IOException {
    site.on("/", e -> {
      boolean known = e.getRequestHeaders().getOrDefault("Cookie", List.of()).contains("ok=1");
      if (!known) {
        e.getResponseHeaders().set("Set-Cookie", "ok=1");
        e.getResponseHeaders().set("Location", "/");
      }
      TestWeb.send(e, known ? 200 : 302, known ? "<p>欢迎</p>" : "");
    });
    run("r");
    assertEquals(List.of("/"), crawl.paths());
    assertEquals(2, site.count("/"));
  }

  @Test
  void one_that_never_has_enough_is_a_loop() throws IOException {
    site.on("/", e -> {
      e.getResponseHeaders().set("Set-Cookie", "n=" + System.nanoTime());
      e.getResponseHeaders().set("Location", "/");
      TestWeb.send(e, 302, "");
    });
    run("r");
    assertEquals(FailureCause.REDIRECT_LOOP, crawl.cause("/"));
    assertEquals(2, site.count("/"));
    assertFalse(crawl.failed.isEmpty());
  }
}
