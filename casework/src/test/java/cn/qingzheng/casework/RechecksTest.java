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
class RechecksTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;
  private String caseId;

  @BeforeEach
  void open() {
    place = engine.place(folder);
    book = SampleBook.fill(place);
    caseId = SampleBook.caseOf(book, "启明职业培训学校");
    book.confirmCase(caseId, "甲", "属实");
  }

  @AfterEach
  void close() {
    book.close();
  }

  private void at(LocalDate day) {
    book.close();
    book = place.open(Clock.offset(Sample.CLOCK, Duration.ofDays(day.toEpochDay() - DAY.toEpochDay())));
  }

  private Rechecks rechecks() {
    return new Rechecks(book);
  }

  private void see(String run, RecheckVerdict... verdicts) {
    List<FindingRecord> items = rechecks().items(caseId);
    for (int i = 0; i < verdicts.length; i++) {
      rechecks().record(
          caseId, run, List.of(new Recheck.Seen(items.get(i).finding().fingerprint(), verdicts[i], "x", Optional.of("c"))));
    }
  }

  private List<LocalDate> due(LocalDate day) {
    return rechecks().due(day).stream().map(Recheck.Due::since).toList();
  }

  @Test
  void a_case_is_due_one_seven_and_thirty_days_after_a_deadline_until_somebody_looked() {
    Disposition.Act order = new Disposition.Act(DispositionKind.RECTIFICATION, DAY, "", 1, Optional.of(DAY.plusDays(10)));
    long number = new Dispositions(book).enter(caseId, order, "甲", "现场检查");
    assertEquals(List.of(), due(DAY.plusDays(10)));
    assertEquals(List.of(DAY.plusDays(11)), due(DAY.plusDays(11)));
    at(DAY.plusDays(12));
    see("C1", RecheckVerdict.STILL_THERE, RecheckVerdict.GONE);
    assertEquals(List.of(), due(DAY.plusDays(12)));
    assertEquals(List.of(DAY.plusDays(17)), due(DAY.plusDays(20)));
    assertEquals(List.of(DAY.plusDays(40)), due(DAY.plusDays(90)), "a day that was missed is made up for once");
    new Dispositions(book).reverse(number, DAY.plusDays(12), "甲", "误记");
    assertEquals(List.of(), due(DAY.plusDays(90)));
  }

  @Test
  void only_what_was_gone_when_last_looked_at_settles_a_case() {
    assertFalse(rechecks().settled(caseId, DAY));
    see("C1", RecheckVerdict.GONE);
    assertFalse(rechecks().settled(caseId, DAY), "of two findings one was not looked at");
    see("C2", RecheckVerdict.GONE, RecheckVerdict.UNREACHABLE);
    assertFalse(rechecks().settled(caseId, DAY), "what could not be reached proves nothing");
    see("C3", RecheckVerdict.GONE, RecheckVerdict.GONE);
    assertTrue(rechecks().settled(caseId, DAY));
    assertFalse(rechecks().settled(caseId, DAY.plusDays(1)));
    see("C4", RecheckVerdict.RELAPSED);
    assertFalse(rechecks().settled(caseId, DAY));
    String other = SampleBook.caseOf(book, "堃喆考证服务部");
    assertFalse(rechecks().settled(other, DAY), "nothing is confirmed there");
  }

  @Test
  void what_was_seen_stays_as_it_was_seen() throws Exception {
    see("C1", RecheckVerdict.GONE);
    see("C1", RecheckVerdict.STILL_THERE);
    assertEquals(List.of(RecheckVerdict.GONE), rechecks().of(caseId).stream().map(r -> r.seen().verdict()).toList());
    for (String crime : List.of("UPDATE recheck SET verdict = 'GONE', detail = 'y'", "DELETE FROM recheck")) {
      try (Connection c = place.raw()) {
        assertThrows(SQLException.class, () -> Sql.execute(c, crime));
      }
    }
    assertEquals("复查", book.audit(0, 1000).getLast().what());
  }
}
