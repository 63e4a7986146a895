package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement with its arguments. Optionals become NULL, instants milliseconds, enums their names; what no database
 * takes as text (NUL, halves of surrogate pairs) becomes U+FFFD.
 */
final class Sql {
  private Sql() {}

  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement without arguments. */
  static void execute(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  static int update(Connection c, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(c, sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  static <T> List<T> list(Connection c, Reader<T> reader, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(c, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> out = new ArrayList<>();
      while (rows.next()) {
        out.add(reader.read(rows));
      }
      return out;
    }
  }

  static <T> Optional<T> first(Connection c, Reader<T> reader, String sql, Object... arguments) throws SQLException {
    List<T> all = list(c, reader, sql, arguments);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  static long number(Connection c, String sql, Object... arguments) throws SQLException {
    return first(c, row -> row.getLong(1), sql, arguments).orElseThrow();
  }

  private static PreparedStatement prepare(Connection c, String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = c.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, plain(arguments[i]));
    }
    return statement;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Optional<?> o -> o.map(Sql::plain).orElse(null);
      case Instant i -> i.toEpochMilli();
      case Enum<?> e -> e.name();
      case Boolean b -> b ? 1 : 0;
      case String s -> text(s);
      default -> value;
    };
  }

  private static String text(String s) {
    if (isPlain(s)) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    s.codePoints().map(cp -> cp == 0 || cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isPlain(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) == 0 || Character.isSurrogate(s.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
