package cn.qingzheng.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Brings a database to the version that this program knows: the files {@code schema/NNN-….sql} in order, each in
 * the same transaction as its row in {@code schema_version}.
 */
final class Migrations {
  /** Position is version minus one. A file that was released is never edited. */
  private static final List<String> FILES =
      List.of(
          "001-casebook.sql", "002-notices.sql", "003-found-pages.sql", "004-officers.sql", "005-passwords.sql",
          "006-copied-text.sql", "007-dispositions.sql", "008-city-reports.sql", "009-letters.sql",
          "010-delivery.sql", "011-replies.sql", "012-leads.sql", "013-rechecks.sql", "014-subject-clues.sql",
          "015-reply-keys.sql", "016-nights.sql", "017-regions.sql", "018-desk.sql", "019-searches.sql",
          "020-what-tables-ask.sql", "021-connector-decisions.sql", "022-ways-round.sql");

  private static final String TABLE = "schema_version";

  private Migrations() {}

  static void apply(Connection c, Store store, Clock clock) throws SQLException {
    apply(c, store, clock, FILES.size());
  }

  /** The version that this program writes. */
  static int newest() {
    return FILES.size();
  }

  /** Whether anything is left to be done; refuses what a newer program wrote. */
  static boolean due(Connection c, Store store) throws SQLException {
    return version(c, store) < FILES.size();
  }

  /** Up to a version only: how an older program left its file. */
  static void apply(Connection c, Store store, Clock clock, int upTo) throws SQLException {
    store.beginWriting(c);
    try {
      if (!store.has(c, TABLE)) {
        for (String statement : store.schema(
            "CREATE TABLE " + TABLE + " (version INTEGER PRIMARY KEY, file TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;")) {
          Sql.execute(c, statement);
        }
      }
      long version = version(c, store);
      for (int i = (int) version; i < upTo; i++) {
        step(c, store, FILES.get(i), version);
        Sql.update(c, "INSERT INTO schema_version VALUES (?, ?, ?)", i + 1, FILES.get(i), clock.instant());
      }
      if (version < upTo) {
        store.settle(c);
      }
      Sql.execute(c, "COMMIT");
    } catch (SQLException | RuntimeException e) {
      Sql.execute(c, "ROLLBACK");
      throw e;
    }
  }

  private static void step(Connection c, Store store, String file, long from) throws SQLException {
    try {
      for (String statement : SchemaScript.statements(read(file), store)) {
        Sql.execute(c, statement);
      }
    } catch (SQLException e) {
      throw new Refusal(
          "数据库 " + store.place() + " 从版本 " + from + " 升级到 " + FILES.size() + " 时失败（" + file + "）：" + e.getMessage()
              + "；内容没有改动，请用原来版本的程序打开，并把这条信息告诉维护人员", e);
    }
  }

  private static long version(Connection c, Store store) throws SQLException {
    long version = store.has(c, TABLE) ? Sql.number(c, "SELECT coalesce(max(version), 0) FROM schema_version") : 0;
    if (version > FILES.size()) {
      throw new Refusal(
          "数据库 " + store.place() + " 的版本是 " + version + "，本程序只认识到 " + FILES.size() + "：请换用新版程序打开，本次未作任何改动");
    }
    return version;
  }

  /** The guards of the schema in its youngest version. */
  static Guards guards(Store store) {
    return Guards.of(FILES.stream().flatMap(file -> SchemaScript.statements(read(file), store).stream()).toList());
  }

  private static String read(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("/schema/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
