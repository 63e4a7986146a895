package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pauses are measured by the servers, from the end of an answer to the next request. */
class PolitenessTest {
  /** Clocks of two threads and the way through the loopback socket. */
  private static final double SLACK = 3;

  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();

  @AfterEach
  void close() {
    web.close();
  }

  private static CrawlSettings delay(int millis) {
    return Crawl.settings().with(new CrawlSettings.Politeness(Duration.ofMillis(millis), 0, Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 300})
  void every_host_has_its_pause_however_many_threads_ask(int threads) throws IOException {
    List<TestWeb.Site> sites = new ArrayList<>();
    List<Seed> seeds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sites.add(web.site("h" + i + ".example").pages(5));
      seeds.add(Crawl.seed("h" + i, "http://h" + i + ".example/", 50, 1));
    }
    CrawlSummary summary =
        crawl.run(home, web, delay(60).withThreads(threads), Crawl.plan(seeds.toArray(Seed[]::new)), "r");
    assertEquals(120, summary.total().fetched());
    for (TestWeb.Site site : sites) {
      assertTrue(site.shortestGap() >= 60 - SLACK, "shortest gap should be 60 ms, was " + site.shortestGap());
    }
  }

  @Test
  void hosts_on_one_address_share_its_pause() throws IOException {
    TestWeb.Site site = web.site("a.example").pages(5);
    web.at("b.example", new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), site.port()));
    crawl.run(
        home, web, delay(50),
        Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1), Crawl.seed("b", "http://b.example/", 50, 1)), "r");
    assertEquals(12, crawl.captured.size());
    assertTrue(site.shortestGap() >= 50 - SLACK, "shortest gap should be 50 ms, was " + site.shortestGap());
  }

  @Test
  void the_crawl_delay_of_robots_txt_is_kept() throws IOException {
    TestWeb.Site site = web.site("a.example").pages(3).text("/robots.txt", 200, "User-agent: *\nCrawl-delay: 0.3\n");
    crawl.run(home, web, delay(5), Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r");
    assertEquals(4, crawl.captured.size());
    List<TestWeb.Request> asked = site.requests();
    for (int i = 2; i < asked.size(); i++) {
      double gap = (asked.get(i).began() - asked.get(i - 1).ended()) / 1e6;
      assertTrue(gap >= 300 - SLACK, "gap should be 300 ms, was " + gap);
    }
  }

  @Test
  void a_slow_answer_makes_the_next_pause_longer() throws IOException {
    TestWeb.Site site = web.site("a.example").pages(1);
    site.on(
        "/",
        e -> {
          java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
          TestWeb.send(e, 200, "<a href='/p1'>x</a>");
        });
    CrawlSettings settings =
        Crawl.settings().with(new CrawlSettings.Politeness(Duration.ofMillis(5), 5, Duration.ofSeconds(30)));
    crawl.run(home, web, settings, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r");
    List<TestWeb.Request> asked = site.requests();
    int slow = site.paths().indexOf("/");
    assertTrue(asked.get(slow + 1).began() - asked.get(slow).ended() >= 490_000_000L);
  }

  @Test
  void a_host_that_asks_for_time_gets_it_in_both_forms() throws IOException {
    AtomicInteger visits = new AtomicInteger();
    TestWeb.Site site = web.site("a.example").html("/", "x");
    site.on(
        "/",
        e -> {
          int n = visits.incrementAndGet();
          if (n <= 2) {
            String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(2));
            e.getResponseHeaders().set("Retry-After", n == 1 ? "1" : date);
            TestWeb.send(e, n == 1 ? 429 : 503, "busy");
          } else {
            TestWeb.send(e, 200, "welcome");
          }
        });
    crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 0)), "r");
    assertEquals(List.of("/"), crawl.paths());
    assertEquals(List.of(), crawl.failed);
    List<TestWeb.Request> asked = site.requests().stream().filter(r -> r.path().equals("/")).toList();
    assertEquals(3, asked.size());
    assertTrue(asked.get(1).began() - asked.get(0).ended() >= 990_000_000L);
    // An HTTP date has no fractions: two seconds from now is one to two.
    assertTrue(asked.get(2).began() - asked.get(1).ended() >= 900_000_000L);
  }

  @Test
  void an_address_whose_host_wants_an_age_is_due_again_when_its_suspension_is_over() throws IOException {
    TestWeb.Site site = web.site("a.example").html("/", "welcome");
    AtomicInteger visits = new AtomicInteger();
    site.on("/", e -> {
      boolean first = visits.incrementAndGet() == 1;
      if (first) {
        e.getResponseHeaders().set("Retry-After", "999999999999");
      }
      TestWeb.send(e, first ? 503 : 200, "x");
    });
    SeedPlan plan = Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 0));
    assertTrue(crawl.run(home, web, plan, "r").resumable());
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), later)) {
      crawler.run(plan, "r", crawl);
    }
    assertEquals(List.of("/"), crawl.paths());
  }

  @Test
  void a_robots_txt_that_wants_time_gets_it() throws IOException {
    TestWeb.Site site = web.site("a.example").html("/", "x");
    AtomicInteger visits = new AtomicInteger();
    site.on("/robots.txt", e -> {
      boolean first = visits.incrementAndGet() == 1;
      e.getResponseHeaders().set("Retry-After", "1");
      TestWeb.send(e, first ? 503 : 404, "");
    });
    crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 5, 0)), "r");
    assertEquals(List.of("/"), crawl.paths());
    List<TestWeb.Request> asked = site.requests();
    assertTrue(asked.get(1).began() - asked.get(0).ended() >= 990_000_000L);
    TestWeb.Site other = web.site("b.example").html("/", "x");
    other.on("/robots.txt", e -> {
      e.getResponseHeaders().set("Retry-After", "7200");
      TestWeb.send(e, 429, "");
    });
    CrawlSummary summary = crawl.run(home, web, Crawl.plan(Crawl.seed("b", "http://b.example/", 5, 0)), "r2");
    assertEquals(List.of("/robots.txt"), other.paths());
    assertTrue(summary.problems().toString().contains("7200"), summary.problems().toString());
  }

  /** Each hop of a robots.txt is a request to somebody, who has a pause coming before and after. */
  @Test
  void redirects_of_robots_txt_keep_the_pauses_of_the_hosts_they_touch() throws IOException {
    TestWeb.Site rules = web.site("rules.example").pages(20).text("/final", 200, "User-agent: *\nDisallow: /p2\n");
    redirect(rules, "/moved", "/final");
    List<Seed> seeds = new ArrayList<>(List.of(Crawl.seed("rules", "http://rules.example/", 50, 1)));
    List<TestWeb.Site> sites = new ArrayList<>(List.of(rules));
    for (int i = 0; i < 8; i++) {
      TestWeb.Site site = web.site("h" + i + ".example").pages(3);
      redirect(site, "/robots.txt", i == 3 ? "/own" : "http://rules.example/moved");
      redirect(site, "/own", "http://rules.example/moved");
      sites.add(site);
      seeds.add(Crawl.seed("h" + i, "http://h" + i + ".example/", 50, 1));
    }
    crawl.run(home, web, delay(60).withThreads(16), Crawl.plan(seeds.toArray(Seed[]::new)), "r");
    for (TestWeb.Site site : sites) {
      assertTrue(site.shortestGap() >= 60 - SLACK, "shortest gap should be 60 ms, was " + site.shortestGap());
      assertEquals(site == rules ? 1 : 0, site.count("/p2"), "allowed by rules of their own, not by the others'");
    }
    assertEquals(21 + 8 * 3, crawl.captured.size());
    assertTrue(rules.count("/final") >= 1 && rules.count("/final") <= 8, rules.paths().toString());
  }

  private static void redirect(TestWeb.Site site, String from, String to) {
    site.on(from, e -> {
      e.getResponseHeaders().set("Location", to);
      TestWeb.send(e, 302, "");
    });
  }

  @Test
  void a_host_that_asks_for_too_much_time_is_left_for_another_run() throws IOException {
    TestWeb.Site site = web.site("a.example").pages(3);
    site.on("/", e -> {
      e.getResponseHeaders().set("Retry-After", "3600");
      TestWeb.send(e, 429, "busy");
    });
    CrawlSummary summary = crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r");
    assertTrue(summary.resumable());
    assertTrue(summary.nothingCaptured());
    assertTrue(summary.problems().get(0).contains("3600"), summary.problems().toString());
    assertEquals(1, site.count("/"));
    CrawlSummary next = new Crawl().run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r2");
    assertEquals(1, site.count("/"));
    assertEquals(1L, next.total().refused().get(FailureCause.BLOCKED));
  }
}
