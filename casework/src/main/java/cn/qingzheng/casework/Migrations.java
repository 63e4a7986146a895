package cn.qingzheng.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a database to the version that this program knows: the files {@code schema/NNN-….sql} in order, each in
 * the same transaction as its row in {@code schema_version}.
 */
final class Migrations {
  /** Position is version minus one. A file that was released is never edited. */
  private static final List<String> FILES = List.of("001-casebook.sql", "002-notices.sql", "003-found-pages.sql", "004-officers.sql");

  private Migrations() {}

  static void apply(Connection c, Path file, Clock clock) throws SQLException {
    apply(c, file, clock, FILES.size());
  }

  /** Up to a version only: how an older program left its file. */
  static void apply(Connection c, Path file, Clock clock, int upTo) throws SQLException {
    Database.execute(c, "BEGIN IMMEDIATE");
    try {
      long version = version(c);
      if (version > FILES.size()) {
        throw new Refusal(
            "数据库 " + file + " 的版本是 " + version + "，本程序只认识到 " + FILES.size()
                + "：请换用新版程序打开，本次未作任何改动");
      }
      for (int i = (int) version; i < upTo; i++) {
        for (String statement : statements(read(FILES.get(i)))) {
          Database.execute(c, statement);
        }
        Sql.update(c, "INSERT INTO schema_version VALUES (?, ?, ?)", i + 1, FILES.get(i), clock.instant());
      }
      Database.execute(c, "COMMIT");
    } catch (SQLException | RuntimeException e) {
      Database.execute(c, "ROLLBACK");
      throw e;
    }
  }

  private static long version(Connection c) throws SQLException {
    Database.execute(
        c,
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, file TEXT NOT NULL, "
            + "applied_at INTEGER NOT NULL) STRICT");
    return Sql.number(c, "SELECT coalesce(max(version), 0) FROM schema_version");
  }

  private static String read(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream("/schema/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts at semicolons that end a line; a trigger ends with {@code END;}, its body stands on one line before. */
  static List<String> statements(String script) {
    List<String> out = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    for (String line : script.split("\n")) {
      if (line.startsWith("--") || line.isBlank()) {
        continue;
      }
      one.append(line).append('\n');
      if (line.endsWith(";")) {
        out.add(one.toString());
        one.setLength(0);
      }
    }
    if (!one.isEmpty()) {
      throw new IllegalStateException("schema script should end with a semicolon, was: " + one);
    }
    return out;
  }
}
