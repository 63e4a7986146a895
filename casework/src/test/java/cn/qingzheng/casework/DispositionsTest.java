package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
class DispositionsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;
  private Dispositions acts;
  private String caseId;

  @BeforeEach
  void open() {
    place = engine.place(folder);
    book = SampleBook.fill(place);
    acts = new Dispositions(book);
    book.confirm(Sample.page("https://www.jianding.example/").fingerprint("guarantee", "包过", "疑似包过宣传。"), "甲", "属实");
    caseId = SampleBook.caseOf(book, "海棠职业资格鉴定所");
    book.setCaseField(caseId, CaseField.ANNEX_2_LINE, 1, DAY.minusDays(20), "甲", "备案");
  }

  @AfterEach
  void close() {
    book.close();
  }

  private static Disposition.Act act(DispositionKind kind, LocalDate day, long amount) {
    return new Disposition.Act(kind, day, "海人社处〔2026〕3号", amount, Optional.empty());
  }

  private ProgressTable.Line line(LocalDate day) {
    return new ProgressTables(book, Templates.load(Optional.empty()), "").asOf(day).annex2().line(1);
  }

  @Test
  void money_counts_from_the_day_it_was_recovered_and_adds_up() {
    acts.enter(caseId, act(DispositionKind.SUBSIDY_RECOVERY, DAY.minusDays(10), 1_280_050), "甲", "缴款书");
    acts.enter(caseId, act(DispositionKind.SUBSIDY_RECOVERY, DAY, 100), "甲", "缴款书");
    assertEquals(0, line(DAY.minusDays(11)).value(Column.SUBSIDY_RECOVERY));
    assertEquals(1_280_050, line(DAY.minusDays(10)).value(Column.SUBSIDY_RECOVERY));
    assertEquals(1_280_150, line(DAY).value(Column.SUBSIDY_RECOVERY));
    assertEquals(List.of(caseId), line(DAY).cells().get(Column.SUBSIDY_RECOVERY).behind().get(0).cases());
  }

  @Test
  void a_wrong_entry_is_taken_back_from_a_day_on_and_stays_to_be_read() {
    long wrong = acts.enter(caseId, act(DispositionKind.SUBSIDY_RECOVERY, DAY.minusDays(10), 500), "甲", "缴款书");
    long counter = acts.reverse(wrong, DAY, "乙", "金额有误");
    assertEquals(500, line(DAY.minusDays(1)).value(Column.SUBSIDY_RECOVERY));
    assertEquals(0, line(DAY).value(Column.SUBSIDY_RECOVERY));
    List<Disposition> all = acts.of(caseId);
    assertEquals(List.of(wrong, counter), all.stream().map(Disposition::number).toList());
    assertEquals(Optional.of(counter), all.get(0).reversedBy());
    assertFalse(all.get(0).stands() || all.get(1).stands());
    assertThrows(Refusal.class, () -> acts.reverse(wrong, DAY, "乙", "再来一次"));
    assertThrows(Refusal.class, () -> acts.reverse(counter, DAY, "乙", "冲销冲销"));
    AuditEntry last = book.audit(0, 1000).getLast();
    assertEquals("冲销处置", last.what());
    assertEquals("乙", last.who());
    assertEquals("金额有误", last.why());
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThrows(Refusal.class, () -> acts.enter("2026-009999", act(DispositionKind.INTERVIEW, DAY, 1), "甲", "x"));
    assertThrows(Refusal.class, () -> acts.enter(caseId, act(DispositionKind.INTERVIEW, DAY.plusDays(1), 1), "甲", "x"));
    assertThrows(Refusal.class, () -> acts.enter(caseId, act(DispositionKind.INTERVIEW, DAY, 2), "甲", "x"));
    assertThrows(Refusal.class, () -> acts.enter(caseId, act(DispositionKind.CERTIFICATE_VOIDING, DAY, 0), "甲", "x"));
    assertThrows(Refusal.class, () -> acts.enter(caseId, act(DispositionKind.INTERVIEW, DAY, 1), "甲", " "));
    assertThrows(Refusal.class, () -> acts.enter(caseId, act(DispositionKind.INTERVIEW, DAY, 1), " ", "x"));
    Disposition.Act due = new Disposition.Act(DispositionKind.RECTIFICATION, DAY, "", 1, Optional.of(DAY.minusDays(1)));
    assertThrows(Refusal.class, () -> acts.enter(caseId, due, "甲", "x"));
    long number = acts.enter(caseId, act(DispositionKind.INTERVIEW, DAY, 1), "甲", "x");
    assertThrows(Refusal.class, () -> acts.reverse(number, DAY.minusDays(1), "甲", "早于原登记"));
    book.dismissCase(caseId, "甲", "误报");
    assertThrows(Refusal.class, () -> acts.enter(caseId, act(DispositionKind.INTERVIEW, DAY, 1), "甲", "x"));
  }

  @Test
  void nobody_changes_or_deletes_an_entry_past_the_casebook() throws SQLException {
    long number = acts.enter(caseId, act(DispositionKind.CERTIFICATE_VOIDING, DAY, 120), "甲", "公告");
    try (Connection c = place.raw()) {
      assertThrows(SQLException.class, () -> Sql.execute(c, "UPDATE disposition SET amount = 1"));
    }
    try (Connection c = place.raw()) {
      assertThrows(SQLException.class, () -> Sql.execute(c, "DELETE FROM disposition"));
    }
    try (Connection c = place.raw()) {
      String crooked =
          "INSERT INTO disposition (case_id, kind, day, doc_no, amount, officer, reason, at, reverses) SELECT case_id, kind, day, "
              + "'', 7, 'x', 'x', 0, id FROM disposition";
      assertThrows(SQLException.class, () -> Sql.execute(c, crooked));
    }
    assertEquals(120, acts.of(caseId).get(0).act().amount());
    assertEquals(number, acts.of(caseId).get(0).number());
  }

  @Test
  void removal_from_the_catalogue_counts_in_the_line_it_belongs_to_once_per_institution() {
    book.setCaseField(caseId, CaseField.ANNEX_1_LINE, 2, DAY, "甲", "承担补贴性培训");
    book.setCaseField(caseId, CaseField.INEFFECTIVE, 1, DAY, "甲", "现场检查");
    acts.enter(caseId, act(DispositionKind.PROJECT_REMOVAL, DAY, 3), "甲", "公告");
    ProgressTables tables = new ProgressTables(book, Templates.load(Optional.empty()), "");
    assertEquals(0, tables.asOf(DAY).annex1().line(2).value(Column.CATALOGUE_REMOVAL));
    acts.enter(caseId, act(DispositionKind.INSTITUTION_REMOVAL, DAY, 1), "甲", "公告");
    assertEquals(1, tables.asOf(DAY).annex1().line(2).value(Column.CATALOGUE_REMOVAL));
    assertEquals(Map.of(DispositionKind.PROJECT_REMOVAL, 3L, DispositionKind.INSTITUTION_REMOVAL, 1L), tables.asOf(DAY).measures());
    assertTrue(tables.summary(tables.asOf(DAY)).contains("已采取措施：移出项目目录3个，移出机构目录1次"));
  }

  @Test
  void what_was_stated_in_an_older_casebook_becomes_entries_that_say_the_same_on_every_day() throws SQLException {
    Engine.Place old = engine.place(folder.resolve("old"));
    book.close();
    try (Connection c = old.store().connect(false)) {
      Migrations.apply(c, old.store(), Sample.CLOCK, 4);
    }
    old.raw(
        "INSERT INTO subject (id, kind, name, first_seen) VALUES (1, 'BODY', '海棠学校', 0)",
        "INSERT INTO case_file (id, year, number, subject_id, state, opened_at, because) VALUES ('2026-000001', 2026, 1, 1, 'CONFIRMED', 0, '')",
        field("ANNEX_2_LINE", 1, "2026-11-01"), field("SUBSIDY_RECOVERY", 500, "2026-11-05"),
        field("SUBSIDY_RECOVERY", 900, "2026-11-10"), field("SUBSIDY_RECOVERY", 700, "2026-11-07"),
        field("CATALOGUE_REMOVAL", 1, "2026-11-05"));
    book = old.open(Clock.offset(Sample.CLOCK, Duration.ofDays(1)));
    for (Map.Entry<Integer, Long> day : Map.of(4, 0L, 6, 500L, 8, 700L, 12, 700L).entrySet()) {
      assertEquals(day.getValue(), line(LocalDate.of(2026, 11, day.getKey())).value(Column.SUBSIDY_RECOVERY), "day " + day.getKey());
    }
    long next = new Dispositions(book).enter("2026-000001", act(DispositionKind.INTERVIEW, DAY, 1), "甲", "x");
    assertEquals(next, new Dispositions(book).of("2026-000001").getLast().number());
    assertEquals(1, new Dispositions(book).of("2026-000001").stream().filter(d -> d.act().kind() == DispositionKind.INSTITUTION_REMOVAL).count());
  }

  private static String field(String name, long value, String day) {
    return "INSERT INTO case_field (case_id, field, value, officer, reason, day, at) VALUES ('2026-000001', '" + name + "', " + value
        + ", '甲', '', '" + day + "', 0)";
  }
}
