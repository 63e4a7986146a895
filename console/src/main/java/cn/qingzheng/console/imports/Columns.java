package cn.qingzheng.console.imports;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.SourceFile;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which column of a table is which field, by its heading or as the user says. */
final class Columns {
  private final Map<String, String> fieldOf = new HashMap<>();
  private final Set<String> fields;
  private final Map<String, String> said;

  /** @param said headings by field, as the user named them */
  Columns(Map<String, String> said, Problems problems) {
    Map<String, List<String>> known = known();
    this.fields = known.keySet();
    this.said = said;
    known.forEach((field, headings) -> headings.forEach(h -> fieldOf.put(plain(h), field)));
    said.forEach((field, heading) -> {
      if (!fields.contains(field)) {
        problems.add("--column", 0, "没有字段“" + field + "”", "可写：" + String.join("、", fields));
      }
    });
  }

  private static Map<String, List<String>> known() {
    Problems none = new Problems();
    Map<String, List<String>> known = new LinkedHashMap<>();
    for (Row row : Table.tsv(new SourceFile("columns.tsv", resource()), List.of("field", "headings"), none).rows()) {
      List<String> headings = new ArrayList<>(row.list("headings"));
      headings.add(0, row.text("field"));
      known.put(row.text("field"), headings);
    }
    none.throwIfAny();
    return known;
  }

  private static String resource() {
    try (InputStream in = Columns.class.getResourceAsStream("/imports/columns.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String heading) {
    return heading.strip().toLowerCase(Locale.ROOT);
  }

  /** The rows with their cells under the names of the fields; headings that mean nothing here are left out. */
  List<Row> named(List<Row> rows, Problems problems) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, String> headings = headings(rows, problems);
    return rows.stream().map(row -> named(row, headings)).toList();
  }

  /** The heading of every field that the table has. */
  private Map<String, String> headings(List<Row> rows, Problems problems) {
    Map<String, String> headings = new LinkedHashMap<>();
    Set<String> written = new java.util.TreeSet<>();
    rows.forEach(r -> written.addAll(r.cells().keySet()));
    for (String heading : written) {
      Optional<String> field = Optional.ofNullable(fieldOf.get(plain(heading))).filter(f -> !said.containsKey(f));
      field.ifPresent(f -> {
        String other = headings.putIfAbsent(f, heading);
        if (other != null) {
          problems.add(rows.get(0).source(), 0, "列“" + other + "”和“" + heading + "”都是 " + f, "请用 --column " + f + "=列名 指明用哪一列");
        }
      });
    }
    said.forEach((field, heading) -> {
      if (written.contains(heading)) {
        headings.put(field, heading);
      } else {
        problems.add(rows.get(0).source(), 0, "没有列“" + heading + "”", "表中有：" + String.join("、", written));
      }
    });
    return headings;
  }

  private static Row named(Row row, Map<String, String> headings) {
    Map<String, String> cells = new LinkedHashMap<>();
    headings.forEach((field, heading) -> cells.put(field, row.text(heading)));
    return new Row(row.source(), row.line(), cells);
  }
}
