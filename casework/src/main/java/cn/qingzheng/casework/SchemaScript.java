package cn.qingzheng.casework;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a schema script, in the words of SQLite. A statement ends with a semicolon at the end of a line; a
 * trigger's ends with {@code END;} and a function's with {@code $$;}, their bodies stand on one line. A line
 * {@code -- sqlite:} or {@code -- postgresql:} says that the statement after it is for that database alone.
 */
final class SchemaScript {
  private SchemaScript() {}

  static List<String> statements(String script, Store store) {
    List<String> out = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    String only = store.dialect();
    for (String line : script.split("\n")) {
      if (line.matches("-- (sqlite|postgresql):\\s*")) {
        only = line.substring(3, line.indexOf(':'));
      }
      if (line.startsWith("--") || line.isBlank()) {
        continue;
      }
      one.append(line).append('\n');
      if (line.endsWith(";")) {
        if (only.equals(store.dialect())) {
          out.addAll(store.schema(one.toString()));
        }
        one.setLength(0);
        only = store.dialect();
      }
    }
    if (!one.isEmpty()) {
      throw new IllegalStateException("schema script should end with a semicolon, was: " + one);
    }
    return out;
  }
}
