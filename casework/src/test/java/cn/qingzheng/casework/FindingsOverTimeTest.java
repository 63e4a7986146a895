package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Finding;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class FindingsOverTimeTest {
  private static final String URL = "https://kaozheng.example/zs";
  private static final String SAYS = "交钱包过，不过退款。";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;

  @BeforeEach
  void open() {
    book = engine.place(folder).open(Sample.CLOCK);
    for (int i = 1; i <= 5; i++) {
      book.startRun("r" + i);
    }
  }

  @AfterEach
  void close() {
    book.close();
  }

  private static Instant day(int n) {
    return Sample.NOON.plus(Duration.ofDays(n));
  }

  private static Sample bad(int day) {
    return Sample.page(URL).capture("c" + day, day(day)).hit("guarantee", "包过", SAYS);
  }

  private static Sample clean(int day) {
    return Sample.page(URL).capture("c" + day, day(day)).outcome(Outcome.CLEAR);
  }

  private List<FindingChange> record(String run, Sample s) {
    return book.record(run, s.page(), s.result(), s.fingerprint());
  }

  private List<FindingChange.Kind> kinds(String run, Sample s) {
    return record(run, s).stream().map(FindingChange::kind).toList();
  }

  @Test
  void a_finding_is_new_then_still_open_then_resolved_then_relapsed() {
    assertEquals(List.of(FindingChange.Kind.NEW), kinds("r1", bad(1)));
    assertEquals(List.of(FindingChange.Kind.STILL_OPEN), kinds("r2", bad(2)));
    assertEquals(List.of(FindingChange.Kind.RESOLVED), kinds("r3", clean(3)));
    assertEquals(List.of(), kinds("r4", clean(4)));
    List<FindingChange> last = record("r5", bad(5));

    assertEquals(List.of(FindingChange.Kind.RELAPSED), last.stream().map(FindingChange::kind).toList());
    Finding finding = last.get(0).finding();
    assertEquals(new Finding.Seen(day(1), day(5), "c5"), finding.seen());
    assertTrue(finding.present());
    assertEquals(bad(5).result().hits().get(0), finding.hit());
  }

  @Test
  void a_finding_stays_open_while_its_rule_does_not_run() {
    record("r1", bad(1));
    assertEquals(List.of(), kinds("r2", clean(2).ran("reserved-words")));
    assertTrue(book.findings(FindingFilter.all()).get(0).finding().present());
  }

  @Test
  void a_page_with_too_little_text_resolves_nothing() {
    record("r1", bad(1));
    assertEquals(List.of(), kinds("r2", clean(2).outcome(Outcome.INSUFFICIENT)));
  }

  @Test
  void another_page_resolves_nothing() {
    record("r1", bad(1));
    assertEquals(
        List.of(), kinds("r2", Sample.page("https://kaozheng.example/other").capture("x", day(2)).outcome(Outcome.CLEAR)));
  }

  @Test
  void several_occurrences_are_one_finding_with_a_count() {
    Sample twice = bad(1).hit("guarantee", "包过", SAYS).hit("guarantee", "保过", "保过班。", Severity.LOW);
    assertEquals(2, record("r1", twice).size());

    List<FindingRecord> all = book.findings(FindingFilter.all().severity(Severity.HIGH));
    assertEquals(List.of(2), all.stream().map(FindingRecord::occurrences).toList());
  }

  @Test
  void the_same_run_and_capture_again_changes_nothing_and_answers_the_same() {
    List<FindingChange> first = record("r1", bad(1));
    List<AuditEntry> audit = book.audit(0, 100);
    assertEquals(first, record("r1", bad(1)));
    assertEquals(audit, book.audit(0, 100));
    assertEquals(1, book.pages("r1").size());
  }

  @Test
  void what_was_dismissed_stays_dismissed_when_seen_again() {
    record("r1", bad(1));
    String fingerprint = book.findings(FindingFilter.all()).get(0).finding().fingerprint();
    book.dismiss(fingerprint, "甲", "引用原文，系警示教育");
    record("r2", bad(2));
    record("r3", clean(3));

    Finding again = record("r4", bad(4)).get(0).finding();
    assertEquals(FindingState.DISMISSED, again.state());
    assertEquals(0, book.count(FindingFilter.all().state(FindingState.CANDIDATE)));
    ChangeSummary line = book.changes("r4").get(0);
    assertEquals(new ChangeSummary(Outcome.HIGH_RISK, Severity.HIGH, FindingChange.Kind.RELAPSED, 1, 1), line);
  }

  @Test
  void an_older_capture_that_comes_late_neither_resolves_nor_relapses() {
    record("r2", bad(4));
    assertEquals(List.of(), kinds("r1", clean(1)));
    assertTrue(book.findings(FindingFilter.all()).get(0).finding().present());

    record("r3", clean(5));
    assertEquals(List.of(), kinds("r1", bad(2)), "seen before it was resolved");
    Finding finding = book.findings(FindingFilter.all()).get(0).finding();
    assertFalse(finding.present());
    assertEquals(day(2), finding.seen().first());

    record("r3", clean(6).ran("reserved-words"));
    Sample elsewhere = Sample.page(URL).capture("late", day(3)).hit("guarantee", "保过", "保过班。");
    assertFalse(record("r1", elsewhere).get(0).finding().present(), "a younger capture no longer showed it");
    Sample other = Sample.page(URL).capture("later", day(3)).hit("never-run-later", "国徽", "国徽图样。").ran("never-run-later");
    assertTrue(record("r1", other).get(0).finding().present(), "no younger capture looked for it");
  }

  @Test
  void a_finding_met_twice_in_a_run_counts_once() {
    record("r1", bad(1));
    record("r1", bad(2));
    assertEquals(
        List.of(new ChangeSummary(Outcome.HIGH_RISK, Severity.HIGH, FindingChange.Kind.NEW, 1, 0)), book.changes("r1"));
  }

  @Test
  void findings_are_filtered_and_cut() {
    record("r1", bad(1));
    record("r1", Sample.page("http://shop.example/1").capture("s", day(2)).hit("reserved-words", "全国", "全国通用", Severity.MEDIUM));
    record("r2", clean(3));

    assertEquals(1, book.findings(FindingFilter.all().present(true)).size());
    assertEquals(1, book.findings(FindingFilter.all().host("kaozheng.example").present(false)).size());
    assertEquals(1, book.findings(FindingFilter.all().severity(Severity.MEDIUM)).size());
    assertEquals(2, book.count(FindingFilter.all().slice(1, 0)));
    assertEquals("http://shop.example/1", book.findings(FindingFilter.all().slice(1, 0)).get(0).finding().url().toString());
    assertEquals("kaozheng.example", book.findings(FindingFilter.all().slice(1, 1)).get(0).where().host());
  }

  @Test
  void a_result_of_another_capture_is_refused() {
    Sample one = bad(1);
    Sample two = bad(2);
    assertThrows(IllegalArgumentException.class, () -> book.record("r1", one.page(), two.result(), one.fingerprint()));
  }

  @Test
  void runs_keep_their_summary_and_count_their_pages() {
    record("r2", bad(1));
    book.endRun("r2", "{\"pages\":1}");
    Run run = book.runs().stream().filter(r -> r.id().equals("r2")).findFirst().orElseThrow();
    assertEquals("{\"pages\":1}", run.summary());
    assertEquals(1, run.pages());
    assertEquals(Sample.NOON, run.ended().orElseThrow());
    assertTrue(book.runs().stream().filter(r -> r.id().equals("r1")).findFirst().orElseThrow().ended().isEmpty());
  }
}
