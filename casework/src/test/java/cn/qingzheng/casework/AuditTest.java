package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AuditTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;

  @BeforeEach
  void threeDecisions() {
    place = engine.place(folder);
    book = place.open(Sample.CLOCK);
    book.startRun("r1");
    Sample s = Sample.page("https://a.example/1").hit("guarantee", "包过", "包过。");
    book.record("r1", s.page(), s.result(), s.fingerprint());
    String fingerprint = s.fingerprint("guarantee", "包过", "包过。");
    book.confirm(fingerprint, "甲", "属实");
    book.reconsider(fingerprint, "乙", "主体有误");
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void every_decision_stands_there_with_name_reason_before_and_after() {
    List<AuditEntry> log = book.audit(0, 10);
    assertEquals(List.of("立候选案件", "确认问题", "撤销认定"), log.stream().map(AuditEntry::what).toList());
    assertEquals(List.of("系统", "甲", "乙"), log.stream().map(AuditEntry::who).toList());
    assertEquals("主体有误", log.get(2).why());
    assertEquals("CONFIRMED", log.get(2).before());
    assertEquals("CANDIDATE", log.get(2).after());
    assertEquals(List.of(log.get(2)), book.audit(2, 10));
    assertEquals(3, assertInstanceOf(AuditVerdict.Intact.class, book.verifyAudit()).entries());
  }

  @Test
  void the_database_refuses_to_change_or_delete_a_line() {
    assertThrows(SQLException.class, () -> place.raw("UPDATE audit SET who = '丙' WHERE seq = 2"));
    assertThrows(SQLException.class, () -> place.raw("DELETE FROM audit WHERE seq = 3"));
    String again = engine == Engine.SQLITE ? "INSERT OR REPLACE" : "INSERT";
    assertThrows(
        SQLException.class,
        () -> place.raw(again + " INTO audit SELECT seq, at, '丙', what, object, why, before, after, prev, hash FROM audit WHERE seq = 2"));
    assertInstanceOf(AuditVerdict.Intact.class, book.verifyAudit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "UPDATE audit SET who = '丙' WHERE seq = 2; 2",
        "UPDATE audit SET at = at + 1 WHERE seq = 1; 1",
        "UPDATE audit SET why = '属', before = '实' || before WHERE seq = 2; 2",
        "DELETE FROM audit WHERE seq = 2; 2",
        "DELETE FROM audit WHERE seq = 3; 3",
        "DELETE FROM audit; 1",
        "UPDATE audit_head SET seq = 2; 4"
      })
  void who_gets_round_the_triggers_is_found_out(String tampering, long line) throws SQLException {
    if (engine == Engine.SQLITE) {
      place.raw("DROP TRIGGER audit_is_not_changed", "DROP TRIGGER audit_is_not_deleted", tampering);
    } else {
      place.raw("ALTER TABLE audit DISABLE TRIGGER ALL", tampering);
    }
    assertEquals(line, assertInstanceOf(AuditVerdict.Broken.class, book.verifyAudit()).seq());
  }

  @Test
  void a_newer_database_is_refused_in_chinese_and_left_alone() throws SQLException {
    place.raw("INSERT INTO schema_version VALUES (99, 'later.sql', 0)");
    String message = assertThrows(Refusal.class, () -> place.open(Sample.CLOCK)).getMessage();
    assertTrue(message.contains("版本是 99") && message.contains("新版程序"), message);
  }
}
