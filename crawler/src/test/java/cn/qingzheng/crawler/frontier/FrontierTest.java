package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.CrawlBudget;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.model.Listing;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frontier on a real store, without a web. */
class FrontierTest {
  private static final int PAUSE = 400;

  @TempDir Path home;
  private CrawlDb db;

  @BeforeEach
  void open() throws IOException {
    db = CrawlDb.open(home.resolve("crawl.db"));
  }

  @AfterEach
  void close() throws IOException {
    db.close();
  }

  private static CrawlSettings settings(int pauseMillis) {
    return CrawlSettings.defaults()
        .with(new CrawlSettings.Politeness(Duration.ofMillis(pauseMillis), 0, Duration.ofSeconds(30)));
  }

  private HostQueueFrontier frontier(String run, CrawlSettings settings, UnaryOperator<String> addressOf) {
    Pace pace = new Pace(settings.politeness().minDelay(), 0, 100_000, OptionalInt.empty());
    return new HostQueueFrontier(
        new UrlTable(db, run, Clock.systemUTC()), new HostTable(db), settings, Clock.systemUTC(), s -> pace, addressOf, (t, c, d, n) -> {});
  }

  private HostQueueFrontier frontier(String run, int pauseMillis) {
    return frontier(run, settings(pauseMillis), host -> host);
  }

  private static UrlTask page(String url) {
    return UrlTask.of("s", UrlKind.PAGE, URI.create(url), 1, Baggage.none(), Found.bySeed());
  }

  private static UrlTask listed(String url, String changed) {
    Found found = new Found(Found.How.SITEMAP, 0, Optional.of(Instant.parse(changed)));
    return UrlTask.of("s", UrlKind.PAGE, URI.create(url), 1, Baggage.none(), found);
  }

  private static List<UrlTask> pages(String host, int n) {
    return IntStream.range(0, n).mapToObj(i -> page("http://" + host + "/" + i)).toList();
  }

  private static CrawlUrl next(HostQueueFrontier frontier) {
    List<WebURL> next = new ArrayList<>();
    frontier.getNextURLs(1, next);
    return (CrawlUrl) next.get(0);
  }

  private static void asked(HostQueueFrontier frontier, CrawlUrl url, Turn turn) {
    url.asked(new Asked(url.task().url(), Instant.now(), Duration.ofMillis(1), "192.0.2.1", "HTTP 200", 10, ""));
    url.ended(turn);
    frontier.setProcessed(url);
  }

  private static void done(HostQueueFrontier frontier, CrawlUrl url) {
    asked(frontier, url, new Turn.Handled("ok"));
  }

  @Test
  void a_queue_longer_than_memory_holds_is_handed_out_once_and_in_order() {
    HostQueueFrontier frontier = frontier("r", 0);
    frontier.add(pages("a.example", 300));
    frontier.add(pages("a.example", 350));
    List<String> given = new ArrayList<>();
    while (frontier.getQueueLength() > 0) {
      CrawlUrl url = next(frontier);
      given.add(url.task().url().getPath());
      done(frontier, url);
    }
    assertEquals(IntStream.range(0, 350).mapToObj(i -> "/" + i).toList(), given);
  }

  @Test
  void what_nobody_ended_is_handed_out_again_after_a_crash_and_nothing_else() {
    HostQueueFrontier dead = frontier("r", 0);
    dead.add(pages("a.example", 200));
    Set<String> ended = new HashSet<>();
    for (int i = 0; i < 90; i++) {
      CrawlUrl url = next(dead);
      ended.add(url.getURL());
      done(dead, url);
    }
    String held = next(dead).getURL();
    HostQueueFrontier again = frontier("r", 0);
    again.add(pages("a.example", 200));
    Set<String> rest = new HashSet<>();
    while (again.getQueueLength() > 0) {
      CrawlUrl url = next(again);
      assertTrue(rest.add(url.getURL()), "twice: " + url.getURL());
      done(again, url);
    }
    assertTrue(rest.contains(held));
    assertEquals(110, rest.size());
    rest.retainAll(ended);
    assertEquals(Set.of(), rest);
  }

  @Test
  void a_host_that_may_have_been_asked_by_a_process_that_died_has_its_whole_rest_again() {
    HostQueueFrontier dead = frontier("r", PAUSE);
    dead.add(pages("a.example", 3));
    next(dead);
    long opened = System.nanoTime();
    next(frontier("r2", PAUSE, pages("a.example", 1)));
    assertTrue(System.nanoTime() - opened >= PAUSE * 1_000_000L, "rest cut short");
  }

  private HostQueueFrontier frontier(String run, int pauseMillis, List<UrlTask> tasks) {
    HostQueueFrontier frontier = frontier(run, pauseMillis);
    frontier.add(tasks);
    return frontier;
  }

  @Test
  void the_rest_of_a_host_and_of_its_address_holds_in_the_next_run_too() {
    HostQueueFrontier first = frontier("r", settings(PAUSE), host -> "192.0.2.1");
    first.add(pages("a.example", 1));
    done(first, next(first));
    long ended = System.nanoTime();
    first.conclude();
    HostQueueFrontier second = frontier("r2", settings(PAUSE), host -> "192.0.2.1");
    second.add(pages("b.example", 1));
    next(second);
    // Times in the store are milliseconds.
    assertTrue(System.nanoTime() - ended >= (PAUSE - 3) * 1_000_000L, "rest cut short");
  }

  @Test
  void hosts_on_one_address_take_turns() {
    HostQueueFrontier frontier = frontier("r", settings(1), host -> "192.0.2.1");
    List<String> hosts = List.of("a.example", "b.example", "c.example");
    hosts.forEach(host -> frontier.add(pages(host, 4)));
    List<String> given = new ArrayList<>();
    while (frontier.getQueueLength() > 0) {
      CrawlUrl url = next(frontier);
      given.add(url.task().host());
      done(frontier, url);
    }
    assertEquals(12, given.size());
    assertEquals(new HashSet<>(hosts), new HashSet<>(given.subList(3, 6)), "in turn: " + given);
  }

  @Test
  void an_address_that_a_host_gave_up_goes_to_the_next_host() {
    CrawlSettings settings = settings(0);
    HostQueueFrontier frontier = frontier("r", settings, host -> "192.0.2.1");
    frontier.add(pages("a.example", 2));
    frontier.add(pages("b.example", 1));
    CrawlUrl first = next(frontier);
    asked(
        frontier, first,
        new Turn.Failed(cn.qingzheng.crawler.FailureCause.BLOCKED, "x", Optional.empty(), Optional.of(Duration.ofHours(1))));
    assertEquals("b.example", next(frontier).task().host());
    assertEquals(Set.of("a.example"), frontier.leftAlone().keySet());
  }

  @Test
  void offers_come_first_then_new_pages_then_known_ones() {
    HostQueueFrontier before = frontier("r", 0);
    before.add(List.of(page("http://a.example/known"), page("http://a.example/stale")));
    asked(before, next(before), new Turn.Captured("c", false, false, false));
    asked(before, next(before), new Turn.Captured("c", false, false, false));
    before.conclude();
    HostQueueFrontier frontier = frontier("r2", 0);
    Listing listing = new Listing("mall", "示例商城", "包过", Optional.empty(), Optional.empty());
    frontier.add(
        List.of(
            page("http://a.example/known"),
            listed("http://a.example/stale", "2026-01-01T00:00:00Z"),
            page("http://a.example/new"),
            listed("http://a.example/older", "2026-01-01T00:00:00Z"),
            listed("http://a.example/fresh", Instant.now().toString()),
            UrlTask.of("s", UrlKind.PAGE, URI.create("http://a.example/offer"), 1, Baggage.of(listing))));
    List<String> given = new ArrayList<>();
    while (frontier.getQueueLength() > 0) {
      CrawlUrl url = next(frontier);
      given.add(url.task().url().getPath());
      done(frontier, url);
    }
    assertEquals(List.of("/offer", "/fresh", "/new", "/older", "/known", "/stale"), given);
  }

  @Test
  void a_host_has_no_more_requests_in_a_run_than_it_may_have_even_after_a_crash() {
    CrawlSettings settings = settings(0).with(new CrawlBudget(3, 0, Optional.empty(), false));
    HostQueueFrontier dead = frontier("r", settings, host -> host);
    dead.add(pages("a.example", 5));
    done(dead, next(dead));
    done(dead, next(dead));
    HostQueueFrontier again = frontier("r", settings, host -> host);
    done(again, next(again));
    assertEquals(0, again.getQueueLength());
    assertTrue(again.leftAlone().get("a.example").contains("3 次请求已用完"), again.leftAlone().toString());
  }

  @Test
  void a_run_ends_when_its_requests_are_used_up_or_its_hours_are_over() {
    HostQueueFrontier few = frontier("r", settings(0).with(new CrawlBudget(0, 1, Optional.empty(), false)), host -> host);
    few.add(pages("a.example", 2));
    done(few, next(few));
    assertEquals(List.of(), given(few));
    assertTrue(few.ended().orElseThrow().contains("1 次请求"), few.ended().toString());
    LocalTime now = LocalTime.now(ZoneOffset.UTC);
    CrawlBudget.Hours over = new CrawlBudget.Hours(now.minusHours(2), now.minusHours(1), ZoneOffset.UTC);
    HostQueueFrontier late = frontier("r2", settings(0).with(new CrawlBudget(0, 0, Optional.of(over), false)), host -> host);
    late.add(pages("a.example", 2));
    assertEquals(List.of(), given(late));
    assertTrue(late.ended().orElseThrow().contains("时段"), late.ended().toString());
    late.conclude();
    assertTrue(new RunTable(db, "r2").resumable());
  }

  private static List<WebURL> given(HostQueueFrontier frontier) {
    List<WebURL> given = new ArrayList<>();
    frontier.getNextURLs(1, given);
    return given;
  }

  @Test
  void hours_may_go_past_midnight() {
    CrawlBudget.Hours night = new CrawlBudget.Hours(LocalTime.of(22, 0), LocalTime.of(5, 0), ZoneOffset.UTC);
    assertTrue(night.open(Instant.parse("2026-11-23T23:00:00Z")));
    assertTrue(night.open(Instant.parse("2026-11-23T04:59:59Z")));
    assertFalse(night.open(Instant.parse("2026-11-23T05:00:00Z")));
    assertFalse(night.open(Instant.parse("2026-11-23T12:00:00Z")));
  }

  @Test
  void after_a_kill_a_host_that_was_never_asked_is_owed_the_pause_of_its_own_seed() throws IOException {
    Pace slow = new Pace(Duration.ofMillis(900), 0, 100, OptionalInt.empty());
    HostQueueFrontier dead = frontier("r", settings(50), host -> host);
    dead.add(pages("a.example", 2));
    db.write(c -> true);
    long began = System.nanoTime();
    HostQueueFrontier second =
        new HostQueueFrontier(
            new UrlTable(db, "r", Clock.systemUTC()), new HostTable(db), settings(50), Clock.systemUTC(), s -> slow,
            host -> host, (t, c, d, n) -> {});
    next(second);
    assertTrue(System.nanoTime() - began >= 890_000_000L, "asked too soon after the kill");
  }
}
