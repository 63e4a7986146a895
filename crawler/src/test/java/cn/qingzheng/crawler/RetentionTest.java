package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchiveIndex;
import cn.qingzheng.crawler.archive.CdxLine;
import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site of seven pages, three of which always say something else, visited 200 and 100 days ago and today. */
class RetentionTest {
  private static final SeedPlan PLAN = Crawl.plan(Crawl.seed("a", "http://a.example/", 100, 1));
  private static final Instant NOW = Instant.now();
  private static final Set<String> ALL = Set.of("r1", "r2", "r3", "r4");

  @TempDir Path folder;
  private Path home;
  private final TestWeb web = new TestWeb();
  private final Map<String, byte[]> bodies = new TreeMap<>();

  @AfterEach
  void close() {
    web.close();
  }

  private void visits() throws IOException {
    home = folder.resolve("home");
    TestWeb.Site site = web.site("a.example").pages(6);
    for (int i = 4; i <= 6; i++) {
      site.on("/p" + i, e -> TestWeb.send(e, 200, "<html><body>浏览 " + System.nanoTime() + " 次</body></html>"));
    }
    visit("r1", 200);
    visit("r2", 100);
    visit("r3", 0);
  }

  private void visit(String run, int daysAgo) throws IOException {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-daysAgo));
    try (Crawler crawler = Crawler.open(home, Crawl.settings(), web.guard(), clock)) {
      crawler.run(PLAN, run, new Crawl());
      try (Stream<Capture> captures = crawler.captures().ofRun(run)) {
        for (Capture c : captures.toList()) {
          bodies.put(c.id(), crawler.archive().body(c).orElseThrow());
        }
      }
    }
  }

  private Retention.Rules rules(int days, Set<String> ended, String... held) {
    Map<String, String> reasons = Stream.of(held).collect(Collectors.toMap(h -> h, h -> "证据"));
    return new Retention.Rules(NOW.minus(Duration.ofDays(days)), reasons, ended, "超过 " + days + " 天");
  }

  private Capture of(String run, String path) throws IOException {
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"));
        Stream<Capture> captures = new CaptureTable(db).ofRun(run)) {
      return captures.filter(c -> c.url().getPath().equals(path)).findFirst().orElseThrow();
    }
  }

  private Retention.Result apply(Retention.Rules rules) throws IOException {
    try (Crawler crawler = open(home)) {
      return crawler.retention().apply(rules);
    }
  }

  private Crawler open(Path where) throws IOException {
    return Crawler.open(where, Crawl.settings(), web.guard(), Clock.systemUTC());
  }

  /** What is there: run and path of each capture, all of them whole and in the index. */
  private List<String> whole(Path where) throws Exception {
    List<String> there = new ArrayList<>();
    try (Crawler crawler = open(where)) {
      for (String run : List.of("r1", "r2", "r3", "r4")) {
        try (Stream<Capture> captures = crawler.captures().ofRun(run)) {
          for (Capture c : captures.toList()) {
            assertArrayEquals(bodies.get(c.id()), crawler.archive().body(c).orElseThrow(), c.id());
            for (ArchivedRecord r : c.records()) {
              assertEquals(r.length(), crawler.archive().record(r).length);
            }
            assertTrue(crawler.archive().referred(c).stream().allMatch(r -> r.type().equals("response")));
            there.add(run + c.url().getPath());
          }
        }
      }
    }
    return there.stream().sorted().toList();
  }

  private static List<String> files(Path where, String end) throws IOException {
    try (Stream<Path> files = Files.list(where.resolve("archive"))) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(end)).sorted().toList();
    }
  }

  private static final List<String> LEFT =
      List.of("r1/", "r1/p1", "r1/p2", "r1/p3", "r1/p4", "r3/", "r3/p1", "r3/p2", "r3/p3", "r3/p4", "r3/p5", "r3/p6");

  @Test
  void what_is_old_goes_and_what_is_held_or_referred_to_stays_byte_for_byte() throws Exception {
    visits();
    Capture held = of("r1", "/p4");
    Capture gone = of("r1", "/p5");
    Capture revisit = of("r3", "/p1");
    assertEquals("revisit", revisit.records().get(1).type());
    byte[] before;
    try (Crawler crawler = open(home)) {
      before = crawler.archive().record(held.records().get(1));
      Retention.Result plan = crawler.retention().plan(rules(90, ALL, held.id()));
      assertEquals(9, plan.captures().size());
      assertEquals(Map.of("未到保存期限", 7L, "证据", 1L, "被保留的采集引用", 4L), plan.kept());
      assertEquals(List.of(1, 1), List.of(plan.removedFiles().size(), plan.rewrittenFiles().size()));
    }
    List<String> three = files(home, ".warc.gz");
    assertEquals(21, whole(home).size(), "a plan changes nothing");
    Retention.Result result = apply(rules(90, ALL, held.id()));
    assertEquals(LEFT, whole(home));
    assertEquals(List.of(three.get(0).replace(".warc", ".k1.warc"), three.get(2)), files(home, ".warc.gz"));
    assertEquals(files(home, ".warc.gz").stream().map(f -> f.replace(".warc.gz", ".cdxj")).toList(), files(home, ".cdxj"));
    assertTrue(WarcChecks.allValid(home.resolve("archive")) >= 2 + 5 * 3 + 7 * 3);
    assertTrue(result.captures().contains(gone.id()) && result.bytes() > 0);

    try (Crawler crawler = open(home)) {
      assertArrayEquals(before, crawler.archive().record(of("r1", "/p4").records().get(1)));
      assertArrayEquals(before, crawler.archive().record(held.records().get(1)), "for who holds the capture as it was");
      PruneTable.Pruned known = crawler.captures().pruned(gone.id()).orElseThrow();
      assertEquals(List.of("r1", "http://a.example/p5", "超过 90 天", gone.payload().sha256()), List.of(known.runId(), known.url(), known.rule(), known.sha256()));
      assertTrue(crawler.captures().find(gone.id()).isEmpty());
      assertTrue(crawler.captures().pruned(held.id()).isEmpty());
    }
    List<CdxLine> found = new ArchiveIndex(home.resolve("archive")).ofAddress("http://a.example/p1");
    assertEquals(List.of(of("r1", "/p1").id(), revisit.id()), found.stream().map(CdxLine::capture).toList());
    assertEquals(of("r1", "/p1").records().get(1).offset(), found.get(0).offset());
  }

  @Test
  void another_time_moves_what_was_moved_and_new_revisits_find_it() throws Exception {
    visits();
    apply(rules(90, ALL, of("r1", "/p4").id()));
    visit("r4", 0);
    assertEquals("revisit", of("r4", "/p2").records().get(1).type());
    Retention.Result second = apply(rules(90, ALL));
    assertEquals(1, second.captures().size(), "no longer held");
    List<String> left = whole(home);
    assertEquals(LEFT.size() - 1 + 7, left.size());
    assertFalse(left.contains("r1/p4"));
    assertTrue(files(home, ".warc.gz").get(0).endsWith(".k2.warc.gz"), files(home, ".warc.gz").toString());
    WarcChecks.allValid(home.resolve("archive"));
    assertEquals(Set.of(), apply(rules(90, ALL)).captures());
  }

  @Test
  void a_run_that_has_not_ended_keeps_everything() throws Exception {
    visits();
    Retention.Result result = apply(rules(0, Set.of("r3")));
    assertEquals(14L, result.kept().get("所属运行未完成"));
    assertTrue(whole(home).stream().filter(c -> c.startsWith("r1") || c.startsWith("r2")).count() == 14);
    assertEquals(Set.of(), apply(rules(0, Set.of())).captures());
  }

  /** Dies after every single step in turn; what is kept is there at any time, and the rest is done the next time. */
  @Test
  void it_can_be_killed_after_every_step() throws Exception {
    visits();
    Capture held = of("r1", "/p4");
    int steps = 0;
    for (int exit = 137; exit == 137; steps++) {
      Path copy = folder.resolve("copy" + steps);
      copy(home, copy);
      exit = child(copy, steps, held.id());
      assertTrue(whole(copy).containsAll(LEFT), "after step " + steps);
      try (Crawler crawler = open(copy)) {
        crawler.retention().apply(rules(90, ALL, held.id()));
      }
      assertEquals(LEFT, whole(copy), "after step " + steps);
      assertEquals(2, files(copy, ".warc.gz").size(), files(copy, "").toString());
      assertEquals(List.of(), files(copy, ".part"));
      assertEquals(2, files(copy, ".cdxj").size());
      WarcChecks.allValid(copy.resolve("archive"));
      assertEquals(9, prunedOf(copy));
    }
    assertEquals(11, steps, "five steps for each of two files, and one run to the end");
  }

  private int prunedOf(Path where) throws IOException {
    int n = 0;
    try (CrawlDb db = CrawlDb.open(where.resolve("crawl.db"))) {
      for (String id : bodies.keySet()) {
        n += new PruneTable(db).pruned(id).isPresent() ? 1 : 0;
      }
    }
    return n;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path f : files.toList()) {
        Path target = to.resolve(from.relativize(f).toString());
        if (Files.isDirectory(f)) {
          Files.createDirectories(target);
        } else {
          Files.copy(f, target);
        }
      }
    }
  }

  private static int child(Path home, int step, String held) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), home.toString(), "" + step, held, NOW.toString()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Prunes and dies after so many steps. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      Path home = Path.of(args[0]);
      int[] left = {Integer.parseInt(args[1])};
      Map<String, String> held = Map.of(args[2], "证据");
      try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"));
          Archive archive =
              Archive.open(home.resolve("archive"), Clock.systemUTC(), Archive.ROTATE_AT, new PruneTable(db))) {
        Retention retention =
            new Retention(home.resolve("archive"), db, archive, Clock.systemUTC(), step -> {
              if (left[0]-- == 0) {
                Runtime.getRuntime().halt(137);
              }
            });
        retention.apply(new Retention.Rules(Instant.parse(args[3]).minus(Duration.ofDays(90)), held, ALL, "超过 90 天"));
      }
    }
  }
}
