package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crawl in another process is killed without warning, again and again, and then finished. */
class KilledRunTest {
  private static final int PAGES = 60;
  private static final int KILLS = Integer.getInteger("qingzheng.kills", 4);
  /** So that files are finished while the crawl goes on, and kills fall into that too. */
  private static final CrawlSettings SMALL_FILES = Crawl.settings().withArchiveFileBytes(12_000);

  private static final SeedPlan PLAN = Crawl.plan(Crawl.seed("a", "http://a.example/", 10_000, 1));

  @TempDir Path home;

  @Test
  void no_page_is_lost_and_none_is_captured_twice() throws Exception {
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site site = web.site("a.example").pages(PAGES);
      for (int i = 1; i <= PAGES; i++) {
        // Pages that say something else each time, as those with a counter of visits.
        site.on("/p" + i, e -> TestWeb.send(e, 200, "<html><body>浏览 " + System.nanoTime() + " 次</body></html>"));
      }
      int killedAfter = 0;
      for (int captured : List.of(1, 7, 20)) {
        killedAfter += crawlAndKill(site.port(), captured);
      }
      assertTrue(killedAfter >= 28);
      Crawl rest = new Crawl();
      CrawlSummary summary = rest.run(home, web, PLAN, "r");
      assertFalse(summary.resumable());
      assertEquals(PAGES + 1, summary.total().fetched() + summary.total().unchanged());
      assertEquals(Map.of(), summary.total().failed());
      assertEachCapturedOnce(web, PAGES);
      assertTrue(site.requests().size() < PAGES + 1 + 3 * 20, "asked " + site.requests().size() + " times");
    }
  }

  /** Where the kills fall is chance; the seed is printed so that they can be repeated. */
  @Test
  void kills_at_any_moment_lose_nothing_double_nothing_and_leave_whole_files() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    // So many that the crawl is still going on when most of the kills fall.
    int pages = Math.max(PAGES, 50 * KILLS);
    int midway = 0;
    try (TestWeb web = new TestWeb()) {
      TestWeb.Site site = web.site("a.example").pages(pages);
      Map<String, String> told = new TreeMap<>();
      for (int i = 0; i < KILLS; i++) {
        crawlAndKillAfter(site.port(), random.nextInt(1200), told);
        midway += told.size() < pages ? 1 : 0;
        WarcChecks.allValid(home.resolve("archive"));
      }
      System.out.println(midway + " of " + KILLS + " kills fell before the last page");
      assertTrue(midway > 0);
      Crawl rest = new Crawl();
      rest.run(home, web, PLAN, "r");
      rest.captured.forEach(c -> tell(told, c.capture().url() + " " + c.capture().id()));
      assertEquals(pages + 1, told.size(), "seed " + seed);
      assertEachCapturedOnce(web, pages);
      assertTrue(WarcChecks.allValid(home.resolve("archive")) > 3 * pages);
      try (Stream<Path> files = Files.list(home.resolve("archive"))) {
        List<String> names = files.map(f -> f.getFileName().toString()).toList();
        assertTrue(names.stream().filter(n -> n.endsWith(".warc.gz")).count() > 5, "rotated: " + names);
        assertTrue(names.stream().noneMatch(n -> n.endsWith(".open")), names.toString());
        assertEveryExchangeWhole(names.stream().filter(n -> n.endsWith(".warc.gz")).toList());
      }
      assertTrue(site.shortestGap() >= 0, "two requests at a time, seed " + seed);
    }
  }

  /** Request, answer and what is known of it, or nothing of the three. */
  private void assertEveryExchangeWhole(List<String> warcs) throws IOException {
    for (String name : warcs) {
      List<String> types =
          WarcChecks.members(home.resolve("archive").resolve(name)).stream().skip(1).map(WarcChecks.Rec::type).toList();
      assertEquals(0, types.size() % 3, name + " " + types);
      for (int i = 0; i < types.size(); i += 3) {
        assertEquals(List.of("request", "response", "metadata"), types.subList(i, i + 3), name);
      }
    }
  }

  /** Whoever keeps what the listener hears under the capture's id never has a page twice. */
  private static void tell(Map<String, String> told, String line) {
    String[] words = line.split(" ");
    String before = told.putIfAbsent(words[0], words[1]);
    assertTrue(before == null || before.equals(words[1]), words[0] + " was told as " + before + " and " + words[1]);
  }

  private void assertEachCapturedOnce(TestWeb web, int pages) throws IOException {
    Map<String, Integer> times = new HashMap<>();
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), Clock.systemUTC());
        Stream<Capture> captures = crawler.captures().ofRun("r")) {
      for (Capture c : captures.toList()) {
        times.merge(c.url().getPath(), 1, Integer::sum);
        assertTrue(crawler.archive().body(c).isPresent());
      }
    }
    assertEquals(pages + 1, times.size());
    assertTrue(times.values().stream().allMatch(n -> n == 1), times.toString());
  }

  /** Kills the crawl so many milliseconds after its first word. */
  private void crawlAndKillAfter(int port, int millis, Map<String, String> told) throws Exception {
    Process process = start(port);
    try (BufferedReader out = output(process)) {
      String first = out.readLine();
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> process.toHandle().destroyForcibly());
      List<String> rest = out.lines().toList();
      process.waitFor();
      Stream.concat(Stream.ofNullable(first), rest.stream())
          .filter(line -> line.endsWith(".") && line.contains(" "))
          .forEach(line -> tell(told, line.substring(0, line.length() - 1)));
    }
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private Process start(int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), home.toString(), Integer.toString(port)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Runs the crawl in a process of its own and kills it after so many captures. */
  private int crawlAndKill(int port, int captures) throws Exception {
    Process process = start(port);
    int seen = 0;
    try (BufferedReader out = output(process)) {
      while (seen < captures && out.readLine() != null) {
        seen++;
      }
      process.destroyForcibly().waitFor();
    }
    return seen;
  }

  /** The crawl that is killed; says a line for each page before the page is marked done. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
      AddressGuard guard =
          AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo("a.example", 80, server)));
      try (Crawler crawler = Crawler.open(Path.of(args[0]), SMALL_FILES, guard, Clock.systemUTC())) {
        crawler.run(PLAN, "r", new Printing());
      }
    }
  }

  private static final class Printing implements CrawlListener {
    @Override
    public void captured(Capture capture, Page page, boolean unchanged) {
      // The full stop says that the line is whole.
      System.out.println(capture.url() + " " + capture.id() + ".");
      System.out.flush();
    }

    @Override
    public void failed(CrawlFailure failure) {
      System.out.println(failure);
    }
  }
}
