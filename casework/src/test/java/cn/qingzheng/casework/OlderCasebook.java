package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A casebook as a program of an older version left it, with rows in every table that it had. The rows are in {@code
 * older/NNN.sql}, for what could be kept from version NNN on, and {@code NNN-MMM.sql}, for what could be kept until MMM only.
 */
final class OlderCasebook {
  private static final Path FOLDER = Path.of("src/test/resources/older");

  private OlderCasebook() {}

  static void make(Connection c, Store store, int version) throws SQLException, IOException {
    Migrations.apply(c, store, Sample.CLOCK, version);
    for (Path file : rows(version)) {
      for (String statement : SchemaScript.statements(Files.readString(file, StandardCharsets.UTF_8), store)) {
        Sql.execute(c, statement);
      }
    }
    for (String what : List.of("立候选案件", "确认问题", "证据入卷")) {
      Audit.append(c, Sample.NOON, new Audit.Act("甲", what, "2025-000001", "属实", "", "{}"));
    }
  }

  private static List<Path> rows(int version) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> valid(f.getFileName().toString(), version)).sorted().toList();
    }
  }

  private static boolean valid(String name, int version) {
    int from = Integer.parseInt(name.substring(0, 3));
    int until = name.charAt(3) == '-' ? Integer.parseInt(name.substring(4, 7)) : Integer.MAX_VALUE;
    return from <= version && version <= until;
  }
}
