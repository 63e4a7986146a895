package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever holds the application's account and a client of his own: in a file without recursive triggers and without
 * foreign keys, on a server with temporary tables. He gets no letter out and no evidence away with one name.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class WaysRoundTest {
  private static final String EVIDENCE = "EV-20261123-000001";
  private static final String APPROVE_BY_D =
      "INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) "
          + "SELECT id, version, content_hash, 'REVIEW', 'PASS', 'D001', '', 1 FROM notice WHERE state = '待复核'";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Letters letters;

  @BeforeEach
  void open() throws IOException {
    letters = new Letters(folder, SampleBook.LABOUR, Sample.CLOCK, engine);
  }

  @AfterEach
  void close() {
    letters.close();
  }

  /** What the database says against the last statement, on a connection of its own; those before it prepare it. */
  private String refused(String... statements) throws SQLException {
    try (Connection c = letters.place.raw()) {
      for (int i = 0; i + 1 < statements.length; i++) {
        Sql.execute(c, statements[i]);
      }
      String crime = statements[statements.length - 1];
      return assertThrows(SQLException.class, () -> Sql.execute(c, crime), crime).getMessage();
    }
  }

  private void refused(List<String> crimes) throws SQLException {
    for (String crime : crimes) {
      String[] parts = crime.split(" \\| ");
      String message = refused(parts[0]);
      assertTrue(message.contains(parts[1]), parts[0] + ": " + message);
    }
  }

  @Test
  void what_a_sealed_letter_rests_on_is_neither_changed_nor_replaced_nor_emptied() throws Exception {
    letters.sealed();
    refused(
        List.of(
            "DELETE FROM notice_finding | 不可删除",
            "UPDATE notice_finding SET notice_id = notice_id | 不可修改",
            "DELETE FROM notice_case | 不可删除",
            "INSERT INTO notice_case SELECT n.id, k.id FROM notice n, case_file k | 起草时写定",
            "UPDATE decision SET officer = '别人' | 不可修改",
            "DELETE FROM decision | 不可删除",
            "UPDATE finding SET state = 'CONFIRMED' WHERE state = 'CANDIDATE' | 工作人员认定",
            "UPDATE finding SET state = 'DISMISSED' WHERE state = 'CONFIRMED' | 工作人员认定",
            "UPDATE officer_role SET role = 'APPROVER' WHERE officer = 'B001' | 不可改写"));
    if (engine == Engine.SQLITE) {
      refused(
          List.of(
              "INSERT OR REPLACE INTO notice_approval SELECT id, notice_id, version, content_hash, step, verdict, 'C001', reason, at FROM notice_approval | 复核",
              "INSERT OR REPLACE INTO document_number SELECT organ, word, year, 2, doc_no, notice_id, version, taken_by, taken_at, NULL, NULL FROM document_number | 不可替换",
              "INSERT OR REPLACE INTO notice SELECT 'N-1', kind, scope, issuer, issuer_kind, issuer_level, recipient, '草稿', 1, related, drafter, created_at, reply_by, content, content_hash, NULL, reply_token, NULL FROM notice | 不可替换",
              "INSERT OR REPLACE INTO decision SELECT id, fingerprint, state, '别人', reason, at, officer_number FROM decision | 不可替换",
              "INSERT OR REPLACE INTO notice_finding SELECT * FROM notice_finding | 起草时写定"));
    } else {
      for (String table : List.of("notice_approval", "notice_version", "evidence", "officer", "decision", "schema_version")) {
        assertTrue(refused("TRUNCATE " + table + " CASCADE").contains("不可清空"), table);
      }
    }
  }

  @Test
  void a_letter_without_a_recorded_author_is_approved_by_nobody() throws Exception {
    letters.draft();
    String copy =
        "INSERT INTO notice SELECT 'N-raw', kind, scope, issuer, issuer_kind, issuer_level, recipient, '草稿', 1, related, '丁香（D001）', "
            + "created_at, reply_by, content, content_hash, NULL, 'token', NULL FROM notice";
    String version = "INSERT INTO notice_version SELECT 'N-raw', 1, '白果（B001）', 'B001', content, content_hash, '', 1 FROM notice WHERE id = 'N-raw'";
    String in = "UPDATE notice SET state = '待复核' WHERE id = 'N-raw'";
    assertTrue(refused(copy, in, APPROVE_BY_D).contains("拟稿人记录不全"));
    assertTrue(refused(version, APPROVE_BY_D).contains("拟稿人记录不全"), "the letter names one author, its text another");
  }

  @Test
  void a_temporary_table_does_not_stand_in_for_the_real_one() throws Exception {
    String id = letters.draft().id();
    letters.desk.edit(id, new NoticeDesk.Edit(Optional.of("改过"), Optional.empty(), Optional.empty()), "改", People.APPROVER);
    letters.desk.submit(id, People.WRITER);
    String shadow = "CREATE TEMP TABLE notice_version AS SELECT notice_id, version, author, 'B001' AS author_number, content_hash FROM notice_version";
    assertTrue(refused(shadow, APPROVE_BY_D).contains("拟稿人不能复核"));
  }

  @Test
  void evidence_is_not_lost_by_one_name() throws Exception {
    letters.draft();
    new EvidenceRemovals(letters.book).ask(EVIDENCE, "误采", People.APPROVER);
    refused(
        List.of(
            "UPDATE evidence SET file = 'nowhere.zip' | 不可改存",
            "UPDATE evidence SET case_id = (SELECT min(id) FROM case_file WHERE id <> case_id) WHERE id = '" + EVIDENCE + "' | 移出案件",
            "INSERT INTO evidence_removal VALUES ('EV-20261123-000009', 'x', 'x', 'x', 'x', 'B001', 1, NULL, NULL) | 在案的证据",
            "UPDATE evidence_removal SET approved_by = 'D001', approved_at = 1 | 另一名",
            "DELETE FROM evidence WHERE id = '" + EVIDENCE + "' | 两名不同的人员"));
    if (engine == Engine.SQLITE) {
      assertTrue(refused("INSERT OR REPLACE INTO evidence SELECT id, case_id, capture_id, 'x', sealed_at, manifest_sha256, manifest_sm3 FROM evidence").contains("已经用过"));
      String alone = "UPDATE evidence_removal SET approved_by = 'D001', approved_at = 1";
      assertTrue(refused("PRAGMA ignore_check_constraints = ON", alone).contains("另一名"));
    }
    assertEquals(2, letters.book.evidence().size());
  }

  @Test
  void a_database_without_its_guards_is_not_worked_with() throws Exception {
    String id = letters.signed().id();
    String off =
        engine == Engine.SQLITE
            ? "DROP TRIGGER notice_approval_is_by_another"
            : "ALTER TABLE notice_approval DISABLE TRIGGER notice_approval_is_by_another";
    letters.place.raw(off);
    String refusal = assertThrows(Refusal.class, () -> letters.seals.seal(id, People.SEAL_KEEPER)).getMessage();
    assertTrue(refusal.contains("1 处：notice_approval_is_by_another"), refusal);
    assertTrue(assertThrows(Refusal.class, () -> letters.place.open(Sample.CLOCK)).getMessage().contains("notice_approval_is_by_another"));
    String hollow =
        engine == Engine.SQLITE
            ? "CREATE TRIGGER notice_approval_is_by_another BEFORE INSERT ON notice_approval WHEN 0 BEGIN SELECT RAISE(ABORT, 'x'); END"
            : "CREATE OR REPLACE FUNCTION notice_approval_is_by_another() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; "
                + "ALTER TABLE notice_approval ENABLE TRIGGER notice_approval_is_by_another";
    letters.place.raw(hollow);
    assertThrows(Refusal.class, () -> new EvidenceRemovals(letters.book).approve(EVIDENCE, People.APPROVER));
  }

  @Test
  void an_account_that_does_not_own_the_tables_switches_nothing_off() throws Exception {
    if (engine == Engine.SQLITE) {
      return;
    }
    letters.place.raw("CREATE ROLE keeper LOGIN PASSWORD 'k'", "CREATE ROLE clerk LOGIN PASSWORD 'c'", "CREATE DATABASE two OWNER keeper");
    PostgresServer whole = ((PostgresStore) letters.place.store()).server();
    String url = whole.url().replaceAll("/\\w+$", "/two");
    PostgresServer server = new PostgresServer(url, "clerk", "c", Optional.of(new PostgresServer.Account("keeper", "k")));
    try (Casebook book = Casebook.open(server, folder, Sample.CLOCK)) {
      book.startRun("r1");
      People.registerAll(book);
      book.note("甲", "导出", "x", "");
    }
    try (Casebook again = Casebook.open(new PostgresServer(url, "clerk", "c"), folder, Sample.CLOCK);
        Connection c = java.sql.DriverManager.getConnection(url, "clerk", "c")) {
      assertEquals(1, again.runs().size());
      for (String crime : List.of("ALTER TABLE evidence DISABLE TRIGGER ALL", "DROP TRIGGER evidence_is_not_deleted_by_one ON evidence",
          "SET session_replication_role = replica", "TRUNCATE run CASCADE", "CREATE TABLE mine (x TEXT)",
          "CREATE OR REPLACE FUNCTION audit_is_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$")) {
        String message = assertThrows(SQLException.class, () -> Sql.execute(c, crime), crime).getMessage();
        assertTrue(message.contains("permission denied") || message.contains("must be owner"), message);
      }
    }
  }
}
