package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A casebook of every version that was ever shipped, with something in each of its tables, is opened by this program. */
@ParameterizedClass
@EnumSource(Engine.class)
class OlderCasebooksTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private int made;

  private Engine.Place older(int version) throws Exception {
    Engine.Place place = engine.place(folder.resolve(made++ + "-of-" + version));
    try (Connection c = place.store().connect(false)) {
      OlderCasebook.make(c, place.store(), version);
    }
    return place;
  }

  @Test
  void every_version_is_brought_up_to_date_and_keeps_its_rows_its_guards_and_its_chain() throws Exception {
    Map<String, String> guards = guards(older(Migrations.newest()));
    for (int version = 1; version <= Migrations.newest(); version++) {
      Engine.Place place = older(version);
      Map<String, List<Map<String, String>>> before = rows(place);
      before.forEach((table, rows) -> assertFalse(rows.isEmpty(), table + " should hold something"));
      place.open(Sample.CLOCK).close();
      Map<String, List<Map<String, String>>> after = rows(place);
      for (String table : before.keySet()) {
        assertEquals(
            List.of(), lost(expected(version, table, before.get(table)), after.get(table)),
            "rows of version " + version + " lost or changed in " + table);
      }
      assertEquals(guards, guards(place), "triggers and indexes after version " + version);
      holds(place, version);
    }
  }

  /** The rows as they should be now, by the columns that there still are. */
  private static List<Map<String, String>> expected(int version, String table, List<Map<String, String>> before) {
    if (version < 7 && table.equals("case_field")) {
      return before.stream().filter(r -> !List.of("CATALOGUE_REMOVAL", "SUBSIDY_RECOVERY").contains(r.get("field"))).toList();
    }
    if (version < 15 && table.equals("notice")) {
      // The key in clear is gone.
      before.forEach(r -> r.remove("reply_token"));
    }
    return before;
  }

  private static List<Map<String, String>> lost(List<Map<String, String>> before, List<Map<String, String>> after) {
    List<Map<String, String>> left = new ArrayList<>(before);
    left.removeIf(
        b -> after.stream().anyMatch(a -> b.entrySet().stream().allMatch(e -> !a.containsKey(e.getKey()) || a.get(e.getKey()).equals(e.getValue()))));
    return left;
  }

  /** The program goes on with it, and what it guards is guarded. */
  private void holds(Engine.Place place, int version) throws SQLException {
    try (Casebook book = place.open(Sample.CLOCK)) {
      assertInstanceOf(AuditVerdict.Intact.class, book.verifyAudit());
      assertEquals(3, book.auditLength());
      book.startRun("r1");
      SampleBook.record(book, Sample.page("https://px.example/neu").capture("n1", Sample.NOON).hit("guarantee", "包过", "包过。"));
      assertEquals("2025-000001", book.evidence("2025-000001").get(0).caseId());
      if (version >= 2 && version < 7) {
        assertEquals(2, new Dispositions(book).of("2025-000001").size(), "what was stated became entries");
      }
    }
    List<String> forbidden = new ArrayList<>(List.of("UPDATE audit SET why = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM evidence", "UPDATE evidence SET manifest_sha256 = capture_id", "DELETE FROM disposition WHERE id > 0",
        "INSERT INTO notice_step VALUES ('草稿', '办结')"));
    if (version >= 2) {
      forbidden.add("DELETE FROM notice");
      forbidden.add("UPDATE notice SET state = '办结'");
    }
    for (String sql : forbidden) {
      boolean nothingThere = sql.contains("disposition") && (version < 2);
      if (!nothingThere) {
        assertThrows(SQLException.class, () -> place.raw(sql), sql + " on a casebook of version " + version);
      }
    }
  }

  @Test
  void what_tables_ask_of_a_certificate_is_filled_in() throws Exception {
    Engine.Place place = older(19);
    place.open(Sample.CLOCK).close();
    try (Connection c = place.raw()) {
      assertEquals(List.of("f1"), Sql.list(c, r -> r.getString(1), "SELECT fingerprint FROM finding WHERE standing = 'COPYCAT'"));
    }
  }

  @Test
  void one_of_a_newer_program_is_refused_and_left_alone() throws Exception {
    Engine.Place place = older(Migrations.newest());
    place.raw("INSERT INTO schema_version VALUES (" + (Migrations.newest() + 1) + ", 'later.sql', 0)");
    Map<String, List<Map<String, String>>> before = rows(place);
    String said = assertThrows(Refusal.class, () -> place.open(Sample.CLOCK)).getMessage();
    assertTrue(said.contains("版本是 " + (Migrations.newest() + 1)) && said.contains("请换用新版程序"), said);
    assertEquals(before, rows(place));
  }

  @Test
  void an_upgrade_that_fails_half_way_leaves_the_old_version_as_it_was() throws Exception {
    Engine.Place place = older(4);
    place.raw("CREATE TABLE disposition (foreign_thing INTEGER)", "INSERT INTO disposition VALUES (1)");
    Map<String, List<Map<String, String>>> before = rows(place);
    Map<String, String> guards = guards(place);
    String said = assertThrows(Refusal.class, () -> place.open(Sample.CLOCK)).getMessage();
    assertTrue(said.contains("从版本 4 升级") && said.contains("007-dispositions.sql") && said.contains("没有改动"), said);
    assertEquals(before, rows(place));
    assertEquals(guards, guards(place));
    place.raw("DROP TABLE disposition");
    place.open(Sample.CLOCK).close();
  }

  /** Every row of every table, column by column; NULL is missing. */
  private static Map<String, List<Map<String, String>>> rows(Engine.Place place) throws SQLException {
    Map<String, List<Map<String, String>>> out = new TreeMap<>();
    try (Connection c = place.raw()) {
      for (String table : tables(c)) {
        out.put(table, Sql.list(c, OlderCasebooksTest::row, "SELECT * FROM " + table));
      }
    }
    out.remove("schema_version");
    return out;
  }

  private static TreeSet<String> tables(Connection c) throws SQLException {
    TreeSet<String> out = new TreeSet<>();
    DatabaseMetaData meta = c.getMetaData();
    try (ResultSet r = meta.getTables(null, null, "%", new String[] {"TABLE"})) {
      while (r.next()) {
        out.add(r.getString("TABLE_NAME"));
      }
    }
    out.removeIf(name -> name.startsWith("sqlite_") || name.startsWith("pg_") || name.startsWith("sql_"));
    return out;
  }

  private static Map<String, String> row(ResultSet r) throws SQLException {
    Map<String, String> out = new TreeMap<>();
    ResultSetMetaData meta = r.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      if (r.getString(i) != null) {
        out.put(meta.getColumnName(i), r.getString(i));
      }
    }
    return out;
  }

  /** Triggers and indexes with what they say. */
  private Map<String, String> guards(Engine.Place place) throws SQLException {
    String sql =
        switch (engine) {
          case SQLITE -> "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE type IN ('trigger', 'index') AND name NOT LIKE 'sqlite_%'";
          case POSTGRESQL -> "SELECT t.tgname, pg_get_triggerdef(t.oid) || p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
              + "WHERE NOT t.tgisinternal UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
              + "AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key'";
        };
    Map<String, String> out = new TreeMap<>();
    try (Connection c = place.raw()) {
      Sql.list(c, r -> out.put(r.getString(1), r.getString(2)), sql);
    }
    return out;
  }
}
