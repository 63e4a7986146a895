package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class CasesTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;

  @BeforeEach
  void open() {
    place = engine.place(folder);
    book = place.open(Sample.CLOCK);
    book.startRun("r1");
  }

  @AfterEach
  void close() {
    book.close();
  }

  private void record(Sample s) {
    book.record("r1", s.page(), s.result(), s.fingerprint());
  }

  private static Sample bad(String url, String capture) {
    return Sample.page(url).capture(capture, Sample.NOON).hit("guarantee", "包过", "包过。");
  }

  private List<String> ids() {
    return book.cases().stream().map(CaseFile::id).toList();
  }

  @Test
  void one_candidate_case_per_subject_with_numbers_without_gaps() {
    record(bad("https://a.example/1", "1").by("海棠培训（青岛）有限公司", PromoterStatus.UNAPPROVED));
    record(bad("https://a.example/2", "2").by("海棠培训(青岛) 有限公司", PromoterStatus.UNAPPROVED));
    record(bad("https://b.example/1", "3"));
    record(Sample.page("https://c.example/1").capture("4", Sample.NOON).hit("guarantee", "包过", "可能包过", Severity.MEDIUM).outcome(Outcome.REVIEW));

    assertEquals(List.of("2026-000001", "2026-000002"), ids());
    assertEquals(new CaseFile.Tally(2, 2, 2, 0), book.cases().get(0).tally());
    assertEquals(Subject.Kind.HOST, book.cases().get(1).subject().kind());
  }

  @Test
  void what_nobody_is_known_for_is_the_platforms_on_whatever_host_until_a_seller_is_seen() {
    record(bad("https://m.mall.example/1", "1").on("示例商城"));
    record(bad("https://www.mall.example/2", "2").on("示例商城"));
    assertEquals(1, book.cases().size());
    assertEquals("示例商城（卖家待查）", book.cases().get(0).subject().shown());
    assertEquals(Subject.Kind.HOST, book.cases().get(0).subject().kind());
    book.startRun("r2");
    Sample again = Sample.page("https://m.mall.example/1").capture("3", Sample.NOON.plusSeconds(60)).hit("guarantee", "包过", "包过。").listed("示例商城", "甲店");
    book.record("r2", again.page(), again.result(), again.fingerprint());
    assertEquals(
        List.of("示例商城（卖家待查）", "示例商城／甲店"),
        book.cases().stream().map(c -> c.subject().shown()).sorted().toList());
  }

  @Test
  void numbers_begin_anew_with_the_year_in_china() {
    record(bad("https://a.example/1", "1"));
    book.close();
    book = place.open(Clock.fixed(Instant.parse("2026-12-31T17:00:00Z"), ZoneOffset.UTC));
    record(bad("https://b.example/1", "2"));
    assertEquals(List.of("2026-000001", "2027-000001"), ids());
  }

  @Test
  void a_subject_known_by_name_takes_its_code_and_two_that_are_one_are_merged() {
    record(bad("https://a.example/1", "1").by("海棠培训有限公司", PromoterStatus.UNAPPROVED));
    record(bad("https://a.example/2", "2").by("海棠培训有限公司", "91370200MA3CODE01X", PromoterStatus.UNAPPROVED, Optional.empty()));
    assertEquals(1, book.cases().size());
    assertEquals(Optional.of("91370200MA3CODE01X"), book.cases().get(0).subject().creditCode());

    record(bad("https://b.example/1", "3").by("海棠职业技能学校", PromoterStatus.UNAPPROVED));
    record(bad("https://b.example/2", "4").by("海棠职业技能学校", "91370200MA3CODE01X", PromoterStatus.UNAPPROVED, Optional.empty()));
    assertEquals(List.of("2026-000001"), ids(), "the second case went into the first");
    assertEquals(4, book.cases().get(0).tally().findings());
    assertEquals(CaseState.MERGED, book.caseFile("2026-000002").orElseThrow().state());
  }

  @Test
  void two_bodies_of_one_name_stay_two_and_the_name_alone_is_neither() {
    record(bad("https://a.example/1", "1").by("海棠培训", "91370200MA3CODE01X", PromoterStatus.UNAPPROVED, Optional.empty()));
    record(bad("https://b.example/1", "2").by("海棠培训", "91370100MA3CODE02Y", PromoterStatus.UNAPPROVED, Optional.empty()));
    record(bad("https://c.example/1", "3").by("海棠培训", PromoterStatus.UNAPPROVED));
    assertEquals(3, book.cases().size());
    assertEquals(Optional.empty(), book.cases().get(2).subject().creditCode());
  }

  @Test
  void shops_of_one_name_on_two_platforms_are_two() {
    record(bad("https://p.example/1", "1").listed("甲平台", "考证小铺"));
    record(bad("https://q.example/1", "2").listed("乙平台", "考证小铺"));
    record(bad("https://p.example/2", "3").listed("甲平台", "考证小铺"));
    assertEquals(List.of("甲平台／考证小铺", "乙平台／考证小铺"), book.cases().stream().map(k -> k.subject().shown()).toList());
  }

  @Test
  void a_host_that_gets_a_name_takes_its_case_along_and_keeps_the_name() {
    record(bad("https://a.example/1", "1"));
    Sample named = bad("https://a.example/1", "2").by("海棠培训", PromoterStatus.UNAPPROVED);
    record(named);
    record(bad("https://a.example/1", "3"));

    assertEquals(List.of("2026-000001"), ids());
    assertEquals("海棠培训", book.cases().get(0).subject().name());
    assertEquals(1, book.cases().get(0).tally().findings());
  }

  @Test
  void a_dismissed_case_is_not_reopened_by_what_was_dismissed_but_a_new_finding_opens_another() {
    record(bad("https://a.example/1", "1"));
    book.dismissCase("2026-000001", "甲", "系转载新闻");
    record(bad("https://a.example/1", "2"));
    assertEquals(1, book.cases().size());

    record(bad("https://a.example/9", "3"));
    assertEquals(List.of("2026-000001", "2026-000002"), ids());
    assertThrows(Refusal.class, () -> book.confirmCase("2026-000001", "甲", "补充"));
  }

  @Test
  void what_was_dismissed_before_does_not_join_the_case_of_its_subject() {
    Sample medium = Sample.page("https://a.example/1").capture("1", Sample.NOON).hit("guarantee", "包过", "可能包过", Severity.MEDIUM).outcome(Outcome.REVIEW);
    record(medium);
    book.dismiss(medium.fingerprint("guarantee", "包过", "可能包过"), "甲", "引用");
    record(bad("https://a.example/2", "2"));
    assertEquals(1, book.cases().get(0).tally().findings());
  }

  @Test
  void a_page_of_high_risk_gives_its_lesser_findings_a_case_too() {
    record(Sample.page("https://c.example/1").hit("guarantee", "包过", "可能包过", Severity.MEDIUM).outcome(Outcome.HIGH_RISK));
    assertEquals(List.of("2026-000001"), ids());
  }

  @Test
  void confirming_gives_a_case_to_a_finding_that_had_none() {
    Sample medium = Sample.page("https://c.example/1").hit("guarantee", "包过", "可能包过", Severity.MEDIUM).outcome(Outcome.REVIEW);
    record(medium);
    assertEquals(List.of(), ids());
    book.confirm(medium.fingerprint("guarantee", "包过", "可能包过"), "甲", "已电话核实");

    FindingRecord record = book.findings(FindingFilter.all().state(FindingState.CONFIRMED)).get(0);
    assertEquals(Optional.of("2026-000001"), record.caseId());
    assertEquals("甲", record.decision().orElseThrow().officer());
    assertEquals(new CaseFile.Tally(1, 1, 0, 1), book.cases().get(0).tally());
  }

  @Test
  void decisions_need_a_name_and_dismissals_a_reason() {
    Sample one = bad("https://a.example/1", "1");
    record(one);
    String fingerprint = one.fingerprint("guarantee", "包过", "包过。");
    assertTrue(assertThrows(Refusal.class, () -> book.dismiss(fingerprint, "甲", " ")).getMessage().contains("理由"));
    assertThrows(Refusal.class, () -> book.confirm(fingerprint, "", "是"));
    assertThrows(Refusal.class, () -> book.confirm(fingerprint, "系统", "是"));
    assertThrows(Refusal.class, () -> book.confirm("unknown", "甲", "是"));
    assertEquals(FindingState.CANDIDATE, book.finding(fingerprint).orElseThrow().finding().state());
  }

  @Test
  void evidence_is_filed_once_under_its_case() {
    record(bad("https://a.example/1", "1").outcome(Outcome.HIGH_RISK));
    String id = book.nextEvidenceId();
    assertEquals("EV-20261123-000001", id);
    assertEquals("EV-20261123-000002", book.nextEvidenceId());
    EvidencePackage sealed = new EvidencePackage(id, folder.resolve("evidence/x.zip"), Sample.NOON, "a".repeat(64), "b".repeat(64));
    book.addEvidence("2026-000001", "1", sealed, "甲");
    long lines = book.audit(0, 100).size();
    book.addEvidence("2026-000001", "1", sealed, "甲");

    assertEquals(List.of(new StoredEvidence("2026-000001", "1", sealed)), book.evidence("2026-000001"));
    assertEquals(lines, book.audit(0, 100).size());
    assertThrows(Refusal.class, () -> book.addEvidence("2026-000009", "1", sealed, "甲"));
  }
}
