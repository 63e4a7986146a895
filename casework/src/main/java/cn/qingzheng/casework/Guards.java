package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The triggers that hold the line, as the schema scripts make them. A database in which one is missing, changed or
 * switched off is not worked with: what it says of two officers proves nothing.
 */
final class Guards {
  private static final Pattern TRIGGER = Pattern.compile("CREATE TRIGGER (\\w+)\\s.*", Pattern.DOTALL);
  private static final Pattern FUNCTION = Pattern.compile("CREATE FUNCTION (\\w+)\\(\\) RETURNS trigger .*? AS \\$\\$(.*)\\$\\$;?\\s*", Pattern.DOTALL);
  private static final Pattern DROPPED = Pattern.compile("DROP TRIGGER (?:IF EXISTS )?(\\w+)\\b.*", Pattern.DOTALL);

  /** What each trigger says, by its name; on PostgreSQL followed by what its function says. */
  private final Map<String, String> expected;

  private Guards(Map<String, String> expected) {
    this.expected = expected;
  }

  /** @param statements of all schema scripts in order, in the words of the store */
  static Guards of(List<String> statements) {
    Map<String, String> triggers = new TreeMap<>();
    Map<String, String> functions = new TreeMap<>();
    for (String statement : statements) {
      Matcher trigger = TRIGGER.matcher(statement);
      Matcher function = FUNCTION.matcher(statement);
      Matcher dropped = DROPPED.matcher(statement);
      if (trigger.matches()) {
        triggers.put(trigger.group(1), plain(statement));
      } else if (function.matches()) {
        functions.put(function.group(1), plain(function.group(2)));
      } else if (dropped.matches()) {
        triggers.remove(dropped.group(1));
      }
    }
    triggers.replaceAll((name, says) -> says + called(says).map(functions::get).orElse(""));
    // Others only keep lists up to date.
    triggers.values().removeIf(says -> !says.contains("raise"));
    return new Guards(triggers);
  }

  /** The name of the function that a PostgreSQL trigger calls. */
  private static Optional<String> called(String trigger) {
    Matcher m = Pattern.compile("executefunction(\\w+)\\(\\)$").matcher(trigger);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }

  /** Without what databases write differently: blanks, quotes, the schema's name, the last semicolon. */
  static String plain(String sql) {
    return sql.replaceAll("[\\s\";]+", "").replace("ONpublic.", "ON").toLowerCase(Locale.ROOT);
  }

  /** The guards that are missing, changed or switched off. */
  List<String> broken(Connection c, Store store) throws SQLException {
    Map<String, String> there = store.triggers(c);
    List<String> out = new ArrayList<>();
    expected.forEach((name, says) -> {
      if (!says.equals(there.get(name))) {
        out.add(name);
      }
    });
    return out;
  }

  /** @throws Refusal in Chinese if any is missing, changed or switched off */
  void require(Connection c, Store store) throws SQLException {
    List<String> broken = broken(c, store);
    if (!broken.isEmpty()) {
      throw new Refusal(
          "数据库 " + store.place() + " 的防护（触发器）被删、改或停用 " + broken.size() + " 处：" + String.join("、", broken.stream().limit(5).toList())
              + "：请停用此库，保全文件，与备份和审计记录核对后从备份恢复");
    }
  }
}
