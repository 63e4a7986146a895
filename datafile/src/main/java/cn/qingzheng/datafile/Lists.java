package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Files of which only the first column counts, with or without a header. */
public final class Lists {
  private Lists() {}

  /** The first cell of every row of a CSV or, by its ending, of the first sheet of an XLSX; blank ones left out. */
  public static List<String> firstColumn(Path file, Problems problems) {
    boolean sheet = file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
    List<List<String>> rows = sheet
        ? Workbook.read(file, SourceFile.shown(file), problems).stream().map(Workbook.Line::cells).toList()
        : SourceFile.read(file, problems).map(source -> csv(source, problems)).orElse(List.of());
    return rows.stream().filter(r -> !r.isEmpty()).map(r -> r.getFirst().strip()).filter(c -> !c.isEmpty()).toList();
  }

  private static List<List<String>> csv(SourceFile source, Problems problems) {
    try (CSVParser parser = CSVParser.parse(new StringReader(source.content()), CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get())) {
      return parser.stream().map(r -> r.toList()).toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add(source.name(), 0, "CSV 格式错误：" + e.getMessage(), "请检查引号是否成对");
      return List.of();
    }
  }
}
