package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sites whose links never end: each kind costs a bounded number of requests, and no ordinary page of the site. */
class EndlessSpaceTest {
  private static final int ORDINARY = 12;

  @TempDir Path home;

  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Name, first address, the links of a page by its address, most requests. */
  static Stream<Arguments> traps() {
    return Stream.of(
        trap("months of a calendar", "/calendar?y=2026&m=1", at -> "/calendar?y=2026&m=" + (number(at) + 1), 12),
        trap("days in the path", "/events/2026/1/1", at -> "/events/" + (2026 + number(at)) + "/" + (1 + number(at) % 12) + "/" + (1 + number(at) % 28), 36),
        trap("months in the path", "/archive/2026-01/", at -> "/archive/" + (1950 + NEXT.get() % 200) + "-" + (1 + NEXT.incrementAndGet() % 12) + "/", 36),
        trap("relative links that wind", "/x/y/", at -> "x/y/", 2),
        trap("the same segment over and over", "/s/", at -> "s/", 2),
        trap("ever deeper", "/d/1/", at -> (NEXT.incrementAndGet() + 10) + "/", 16),
        trap("numbers in a query", "/f?id=0", at -> "/f?id=" + (number(at) + 1), 60),
        trap("filters in every order", "/shop?a=1", at -> "/shop?" + filters(NEXT.incrementAndGet()), 180),
        trap("ever new parameters", "/q?p0=1", at -> "/q?p" + NEXT.incrementAndGet() + "=1", 12),
        trap("sessions in the path", "/(S(a0))/page.aspx", at -> "/(S(a" + NEXT.incrementAndGet() + "))/page.aspx", 1),
        trap("sessions behind a semicolon", "/j/page;jsessionid=0", at -> "/j/page;jsessionid=" + NEXT.incrementAndGet(), 1),
        trap("sessions in a query", "/k/page?PHPSESSID=0", at -> "/k/page?PHPSESSID=" + NEXT.incrementAndGet(), 1),
        trap("addresses that grow", "/g/a", at -> at + "a".repeat(50), 22));
  }

  private static Arguments trap(String name, String first, Function<String, String> link, int most) {
    return Arguments.of(name, first, link, most);
  }

  private static int number(String address) {
    String digits = address.replaceAll("^.*\\D(?=\\d+/?$)", "").replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /** Any selection of twelve filters, in an order that changes. */
  private static String filters(int n) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      int f = (i + n) % 12;
      if ((n >> f & 1) == 1) {
        query.append(query.isEmpty() ? "" : "&").append((char) ('a' + f)).append('=').append(n % 7);
      }
    }
    return query.isEmpty() ? "z=1" : query.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traps")
  void an_endless_space_is_bounded_and_ordinary_pages_are_all_fetched(
      String name, String first, Function<String, String> link, int most) throws IOException {
    NEXT.set(0);
    Crawl crawl = new Crawl();
    List<String> ordinary;
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site site = web.site("a.example").pages(ORDINARY);
      String listed = Stream.iterate(1, i -> i <= ORDINARY, i -> i + 1).map(i -> "<a href='/p" + i + "'>" + i + "</a>").reduce("", String::concat);
      // The way into the space stands before all others.
      site.html("/", "<a href='" + first + "'>x</a>" + listed);
      site.elsewhere(e -> TestWeb.send(e, 200, "<a href='" + link.apply(e.getRequestURI().toString()) + "'>x</a>"));
      crawl.run(
          home, web, Crawl.settings().with(new CrawlSettings.Politeness(java.time.Duration.ZERO, 0, java.time.Duration.ZERO)),
          Crawl.plan(Crawl.seed("a", "http://a.example/", 2000, 100)), "r");
      long endless = site.paths().stream().filter(p -> !p.matches("/(p\\d+|robots.txt|sitemap.xml)?")).count();
      assertTrue(endless >= 1 && endless <= most, name + " took " + endless + " requests");
      ordinary = site.paths().stream().filter(p -> p.matches("/p\\d+")).toList();
    }
    assertEquals(ORDINARY, ordinary.size());
  }

  @Test
  void articles_below_dated_paths_are_no_calendar() throws IOException {
    Crawl crawl = new Crawl();
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site site = web.site("a.example");
      StringBuilder links = new StringBuilder();
      for (int i = 1; i <= 60; i++) {
        String path = "/2026/" + (1 + i % 12) + "/" + (1 + i % 28) + "/article-" + i + ".html";
        links.append("<a href='").append(path).append("'>x</a>");
        site.html(path, "第 " + i + " 篇");
      }
      site.html("/", links.toString());
      crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 500, 2)), "r");
    }
    assertEquals(61, crawl.captured.size());
  }

  @Test
  void a_canonical_address_on_another_host_is_ignored() throws IOException {
    Crawl crawl = new Crawl();
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site other = web.site("b.example").html("/", "other");
      TestWeb.Site site = web.site("a.example").html("/p", "p");
      site.on("/", e -> TestWeb.send(e, 200, "<head><link rel=canonical href='http://b.example/'></head><a href='/p'>p</a>"));
      crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 2)), "r");
      assertEquals(List.of(), other.paths());
    }
    assertEquals(List.of("/", "/p"), crawl.paths());
    assertEquals("http://a.example/", crawl.of("/").capture().url().toString());
  }

  /** With room for few pages, those that are new or changed are seen, and not those that are known. */
  @Test
  void new_and_changed_listings_come_before_known_ones() throws IOException {
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site site = web.site("a.example").pages(9);
      new Crawl().run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r1");
      StringBuilder links = new StringBuilder();
      for (int i = 1; i <= 9; i++) {
        links.append("<a href='/p").append(i).append("'>x</a>");
      }
      site.html("/", links + "<a href='/new1'>n</a><a href='/new2'>n</a>").html("/new1", "新一").html("/new2", "新二");
      Crawl second = new Crawl();
      second.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 3, 1)), "r2");
      assertEquals(List.of("/", "/new1", "/new2"), second.paths());
    }
  }
}
