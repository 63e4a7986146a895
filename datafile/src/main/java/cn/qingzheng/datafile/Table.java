package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table with a header line. Lines that begin with {@code #} before the header or between rows are comments;
 * blank lines are skipped; cells are trimmed. TSV has no quoting (a tab cannot stand in a cell), CSV is
 * RFC 4180.
 */
public final class Table {
  private final List<Row> rows;

  private Table(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  public List<Row> rows() {
    return rows;
  }

  /**
   * Reads tab-separated values.
   *
   * @param columns the columns that must be there, in any order; others are allowed and kept
   */
  public static Table tsv(Path file, List<String> columns, Problems problems) {
    return SourceFile.read(file, problems)
        .map(source -> tsv(source, columns, problems))
        .orElseGet(() -> new Table(List.of()));
  }

  /** Reads tab-separated values that are already in memory; see {@link #tsv(Path, List, Problems)}. */
  public static Table tsv(SourceFile source, List<String> columns, Problems problems) {
    return new Table(tsvRows(source, columns, problems));
  }

  /** Reads comma-separated values; see {@link #tsv}. */
  public static Table csv(Path file, List<String> columns, Problems problems) {
    return SourceFile.read(file, problems)
        .map(source -> new Table(csvRows(source, columns, problems)))
        .orElseGet(() -> new Table(List.of()));
  }

  /**
   * Reads the first sheet of a workbook; see {@link #csv}. Cells are as shown, dates written {@code 2026-11-23} or
   * {@code 2026-11-23 08:00}; formulas give what was last computed. A row's line is its number in the sheet.
   */
  public static Table xlsx(Path file, List<String> columns, Problems problems) {
    String name = SourceFile.shown(file);
    return new Table(rows(new SourceFile(name, ""), Workbook.read(file, name, problems), columns, problems));
  }

  private static List<Row> rows(SourceFile source, List<Workbook.Line> lines, List<String> columns, Problems problems) {
    List<Row> rows = new ArrayList<>();
    List<String> header = null;
    for (Workbook.Line line : lines) {
      if (line.cells().stream().allMatch(String::isBlank) || line.cells().get(0).startsWith("#")) {
        continue;
      }
      if (header == null) {
        header = header(source, line.number(), line.cells(), columns, problems);
      } else {
        row(source, line.number(), header, line.cells(), problems).ifPresent(rows::add);
      }
    }
    if (header == null && problems.isEmpty()) {
      noHeader(source, columns, problems);
    }
    return rows;
  }

  private static List<Row> tsvRows(SourceFile source, List<String> columns, Problems problems) {
    List<Row> rows = new ArrayList<>();
    List<String> header = null;
    String[] lines = source.content().split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank() || lines[i].startsWith("#")) {
        continue;
      }
      List<String> cells = List.of(lines[i].split("\t", -1));
      if (header == null) {
        header = header(source, i + 1, cells, columns, problems);
      } else {
        row(source, i + 1, header, cells, problems).ifPresent(rows::add);
      }
    }
    if (header == null) {
      noHeader(source, columns, problems);
    }
    return rows;
  }

  private static List<Row> csvRows(SourceFile source, List<String> columns, Problems problems) {
    List<Row> rows = new ArrayList<>();
    List<String> header = null;
    CSVFormat format =
        CSVFormat.RFC4180.builder().setCommentMarker('#').setIgnoreEmptyLines(true).get();
    int line = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(source.content()), format)) {
      for (CSVRecord cells : parser) {
        // getCurrentLineNumber is the last line of the record; a quoted cell may span several.
        int last = (int) parser.getCurrentLineNumber();
        line = Math.max(1, last - lineFeeds(cells));
        if (cells.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (header == null) {
          header = header(source, line, cells.toList(), columns, problems);
        } else {
          row(source, line, header, cells.toList(), problems).ifPresent(rows::add);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      problems.add(source.name(), line + 1, "CSV 格式错误：" + e.getMessage(), "请检查引号是否成对");
    }
    if (header == null) {
      noHeader(source, columns, problems);
    }
    return rows;
  }

  private static int lineFeeds(CSVRecord cells) {
    return (int) cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private static void noHeader(SourceFile source, List<String> columns, Problems problems) {
    problems.add(source.name(), 0, "没有表头行", "第一行请写列名：" + String.join("、", columns));
  }

  private static List<String> header(
      SourceFile source, int line, List<String> cells, List<String> columns, Problems problems) {
    List<String> header = cells.stream().map(String::strip).toList();
    List<String> missing = columns.stream().filter(c -> !header.contains(c)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          source.name(),
          line,
          "缺少列" + missing.stream().map(c -> "“" + c + "”").collect(Collectors.joining()),
          "表头应包含：" + String.join("、", columns));
    }
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !seen.add(name)) {
        problems.add(source.name(), line, "列“" + name + "”重复", "每个列名只写一次");
      }
    }
    return header;
  }

  private static Optional<Row> row(
      SourceFile source, int line, List<String> header, List<String> cells, Problems problems) {
    if (cells.size() > header.size()) {
      problems.add(
          source.name(),
          line,
          "有 " + cells.size() + " 列，表头只有 " + header.size() + " 列",
          "请删去多余的分隔符，或给含逗号的内容加引号");
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      values.put(header.get(i), cells.get(i).strip());
    }
    return Optional.of(new Row(source.name(), line, values));
  }
}
