package cn.qingzheng.console.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.demo.ExpectedPages;
import cn.qingzheng.console.sample.Edition;
import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.VerificationReport;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchResult;
import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole main job over the sample web, three nights in a row: first, unchanged, changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class MainJobTest {
  @TempDir static Path folder;

  private SampleWeb web;
  private ScanReport first;
  private Set<String> firstFindings;

  @BeforeAll
  void scan() throws Exception {
    web = SampleWeb.start();
    first = SampleScan.run(folder, web);
    firstFindings = fingerprints(FindingFilter.all().present(true));
  }

  @AfterAll
  void close() {
    web.close();
  }

  @Test
  @Order(1)
  void finds_what_is_planted_and_accuses_no_clean_page() {
    Problems problems = new Problems();
    ExpectedPages expected = ExpectedPages.load(SampleScan.root().resolve("seeds/demo/expected.tsv"), problems);
    problems.throwIfAny();
    try (Casebook casebook = casebook()) {
      ExpectedPages.Comparison c =
          expected.compare(casebook, first.runId(), first.evidence().pictureProblem().isEmpty());
      assertEquals(List.of(), c.disagreements());
      assertTrue(c.planted() >= 60, "pages with something to find: " + c.planted());
      assertTrue(c.clean() >= 80, "clean pages: " + c.clean());
    }
  }

  @Test
  @Order(2)
  void asks_for_nothing_that_robots_txt_forbids() {
    Set<String> asked =
        web.requests().stream().map(r -> "http://" + r.host() + r.path()).collect(Collectors.toSet());
    assertTrue(asked.contains("http://www.lanhai-edu.example/robots.txt"));
    assertFalse(asked.contains("http://www.lanhai-edu.example/vip/neibu.html"), "disallowed");
    assertFalse(asked.contains("http://www.lanhai-xzy.example/member/neican.html"), "linked from a nofollow page only");
    assertEquals(
        Set.of("/robots.txt"),
        web.requests().stream().filter(r -> r.host().equals("www.huaxin-px.example")).map(SampleWeb.Request::path)
            .collect(Collectors.toSet()),
        "robots.txt answers 500: nothing else may be asked");
  }

  @Test
  @Order(3)
  void troublesome_pages_cost_themselves_only_and_are_counted() {
    assertEquals(1, first.crawl().total().truncated(), "the endless page is cut and counted");
    assertEquals(3, first.crawl().total().failed().values().stream().mapToLong(Long::longValue).sum(), () -> "failures: " + first.crawl().total().failed());
    assertTrue(first.crawl().hosts().size() >= 20);
    long calendar = web.requests().stream().filter(r -> r.path().startsWith("/calendar")).count();
    assertTrue(calendar < 40, "the calendar trap was walked " + calendar + " pages deep");
  }

  @Test
  @Order(4)
  void every_package_verifies() {
    assertTrue(first.evidence().built().size() >= 20, () -> "packages: " + first.evidence().built().size());
    assertEquals(List.of(), first.evidence().problems());
    for (EvidencePackage p : first.evidence().built()) {
      VerificationReport report = new EvidenceVerifier().verify(p.file());
      assertTrue(report.valid(), report::text);
      assertEquals(p.manifestSha256(), report.manifestSha256().orElseThrow());
    }
  }

  @Test
  @Order(5)
  void who_searches_for_a_term_finds_it_however_written() throws Exception {
    try (Stores stores = Stores.open(SampleScan.setup(folder, web), Clock.systemUTC())) {
      EvidenceIndex index = stores.index();
      SearchResult result = index.search(new SearchRequest("包过", java.util.Map.of(), 0, 200, SearchRequest.Order.RELEVANCE));
      String marked =
          result.hits().stream()
              .flatMap(h -> h.snippet().stream())
              .filter(cn.qingzheng.index.Piece::marked)
              .map(cn.qingzheng.index.Piece::text)
              .collect(Collectors.joining("|"));
      assertTrue(marked.contains("包过"), marked);
      assertTrue(marked.contains("包 过"), marked);
    }
  }

  @Test
  @Order(6)
  void a_second_night_finds_everything_still_open_and_makes_no_package_twice() throws Exception {
    ScanReport second = SampleScan.run(folder, web);
    assertEquals(0, count(second, FindingChange.Kind.NEW), () -> "new on an unchanged web: " + news(second));
    assertEquals(0, count(second, FindingChange.Kind.RESOLVED));
    assertEquals(firstFindings.size(), count(second, FindingChange.Kind.STILL_OPEN));
    assertEquals(List.of(), second.evidence().built());
    assertEquals(first.evidence().built().size(), second.evidence().kept());
  }

  @Test
  @Order(7)
  void when_the_web_has_changed_what_went_is_resolved_what_came_is_new_and_silence_proves_nothing() throws Exception {
    web.edition(Edition.SECOND);
    ScanReport third = SampleScan.run(folder, web);
    try (Casebook casebook = casebook()) {
      assertEquals(Set.of(), presentTerms(casebook, "http://www.lanhai-edu.example/course/yys.html"), "corrected");
      Set<String> reworded = presentTerms(casebook, "http://www.lanhai-edu.example/course/jkgls.html");
      assertTrue(reworded.contains("保过") || reworded.contains("协议保过"), "reworded: " + reworded);
      assertFalse(presentTerms(casebook, "http://www.haina-cp.example/cert/2026-xin.html").isEmpty(), "a new page");
      assertFalse(
          presentTerms(casebook, "http://www.dingxin-kaopei.example/huanjing.html").isEmpty()
              && presentTerms(casebook, "http://www.dingxin-kaopei.example/").isEmpty(),
          "a host that does not answer has not mended anything");
    }
    assertTrue(third.unchecked() > 0, "findings on the host that is down");
    Problems problems = new Problems();
    Path seeds = SampleScan.root().resolve("seeds/demo");
    ExpectedPages expected =
        ExpectedPages.load(seeds.resolve("expected.tsv"), problems)
            .changed(ExpectedPages.load(seeds.resolve("expected-second.tsv"), problems));
    problems.throwIfAny();
    try (Casebook casebook = casebook()) {
      assertEquals(List.of(), expected.compare(casebook, third.runId(), third.evidence().pictureProblem().isEmpty()).disagreements());
    }
    long before = all();
    assertTrue(before > 172, "pages of the first night and what changed since: " + before);
    Reindexing.run(SampleScan.setup(folder, web), Clock.systemUTC(), n -> {});
    assertEquals(before, all(), "an index built anew holds what the scans put in");
    assertTrue(count(third, FindingChange.Kind.RESOLVED) > 0);
    assertTrue(count(third, FindingChange.Kind.NEW) > 0);
  }

  private long all() throws Exception {
    try (Stores stores = Stores.open(SampleScan.setup(folder, web), Clock.systemUTC())) {
      return stores.index().search(new SearchRequest("", java.util.Map.of(), 0, 1, SearchRequest.Order.NEWEST)).total();
    }
  }

  private static Set<String> presentTerms(Casebook casebook, String url) {
    return casebook.findings(FindingFilter.all().present(true)).stream()
        .filter(r -> r.finding().url().toString().equals(url))
        .map(r -> r.finding().hit().match().term())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long count(ScanReport report, FindingChange.Kind kind) {
    return report.changes().stream().filter(c -> c.kind() == kind).mapToLong(ChangeSummary::findings).sum();
  }

  private String news(ScanReport report) {
    Set<String> now = fingerprints(FindingFilter.all());
    now.removeAll(firstFindings);
    return now + " in " + report.runId();
  }

  private Set<String> fingerprints(FindingFilter filter) {
    try (Casebook casebook = casebook()) {
      return casebook.findings(filter).stream()
          .map((FindingRecord r) -> r.finding().fingerprint())
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  private static Casebook casebook() {
    return Casebook.open(new Home(folder).casebook(), Clock.systemUTC());
  }
}
