package cn.qingzheng.casework;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the progress tables of other bureaus, CSV or XLSX: a row for each line of an annex. A row without figures was not
 * reported. Which figures are impossible is said at once for all of them.
 */
final class CityReportFile {
  /** The columns that name the line; after them the figures in the order of {@link Column}, then the remark. */
  private static final List<String> FIRST = List.of("地区代码", "地区", "截至", "附件", "行", "项目");
  private static final String REMARK = "说明";
  static final List<String> COLUMNS = columns();

  private final String own;
  private final Problems problems;
  private final LocalDate today;
  private final Map<String, CityReports.Content> contents = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  private CityReportFile(String own, Problems problems, LocalDate today) {
    this.own = own;
    this.problems = problems;
    this.today = today;
  }

  private static List<String> columns() {
    List<String> out = new ArrayList<>(FIRST);
    Stream.of(Column.values()).map(Column::label).forEach(out::add);
    out.add(REMARK);
    return List.copyOf(out);
  }

  static List<CityReports.Content> read(Path file, String own, LocalDate today, Problems problems) {
    boolean workbook = file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
    List<String> needed = List.of("地区代码", "地区", "截至", "附件", "行", "排查总量");
    List<Row> rows = (workbook ? Table.xlsx(file, needed, problems) : Table.csv(file, needed, problems)).rows();
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(file.toString(), 0, "没有一行数据", "请按“进展数据”表的格式填写");
    }
    CityReportFile reader = new CityReportFile(own, problems, today);
    if (problems.isEmpty()) {
      rows.forEach(reader::row);
    }
    return List.copyOf(reader.contents.values());
  }

  private void row(Row row) {
    String code = row.required("地区代码", problems);
    String name = row.required("地区", problems);
    if (!code.isEmpty() && !code.matches("(?!0{6})\\d{6}")) {
      row.problem(problems, "“地区代码”应为六位数字，现为：" + code, "请按 GB/T 2260 填写，如 370200");
    }
    if (code.equals(own)) {
      row.problem(problems, "“地区代码”" + code + " 是本局自己的", "本局的数由案件统计，只汇入下级的表");
    }
    Optional<LocalDate> asOf = row.date("截至", problems);
    if (asOf.isEmpty() && row.text("截至").isEmpty()) {
      row.problem(problems, "“截至”为空", "请填写日期，如 2026-11-13");
    }
    asOf.filter(day -> day.isAfter(today)).ifPresent(day -> row.problem(problems, "“截至”的 " + day + " 还没有到", "请改正"));
    int annex = number(row, "附件", 2);
    int line = number(row, "行", 3);
    if (annex > 0 && line > 0 && !seen.add(code + "/" + asOf + "/" + annex + "/" + line)) {
      row.problem(problems, code + " 的附件" + annex + "第 " + line + " 行重复", "每行只写一次");
    }
    Map<Column, Long> values = values(row, annex);
    if (annex > 0 && !values.isEmpty()) {
      fitting(row, annex, values);
    }
    if (annex > 0 && line > 0 && asOf.isPresent()) {
      add(new CityReports.Region(code, name), asOf.get(), new CityReports.Line(annex, line, values, row.text(REMARK), row.line()), row);
    }
  }

  private void add(CityReports.Region region, LocalDate asOf, CityReports.Line line, Row row) {
    CityReports.Content content =
        contents.computeIfAbsent(region.code() + "/" + asOf, k -> new CityReports.Content(region, asOf, new ArrayList<>()));
    if (!content.region().equals(region)) {
      row.problem(problems, "代码 " + region.code() + " 前面写作“" + content.region().name() + "”，这里写作“" + region.name() + "”", "请统一");
    }
    if (!line.figures().isEmpty()) {
      content.lines().add(line);
    }
  }

  private int number(Row row, String column, int max) {
    String text = row.text(column).replaceAll("^(附件|第)|行$", "");
    if (text.matches("[1-" + max + "]")) {
      return Integer.parseInt(text);
    }
    row.problem(problems, "“" + column + "”应为 1 到 " + max + "，现为：" + row.text(column), "请改正");
    return 0;
  }

  private Map<Column, Long> values(Row row, int annex) {
    Map<Column, Long> out = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      Optional<String> text = row.optional(column.label());
      if (text.isPresent() && annex > 0 && column != Column.VERIFIED && !Column.of(annex).contains(column)) {
        row.problem(problems, "附件" + annex + "没有“" + column.label() + "”这一栏", "请清空");
      } else {
        text.flatMap(t -> value(row, column, t)).ifPresent(v -> out.put(column, v));
      }
    }
    return out;
  }

  private Optional<Long> value(Row row, Column column, String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      long value = (column == Column.SUBSIDY_RECOVERY ? number.movePointRight(2) : number).longValueExact();
      if (value >= 0) {
        return Optional.of(value);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // reported below
    }
    row.problem(
        problems, "“" + column.label() + "”不对：" + text, column == Column.SUBSIDY_RECOVERY ? "请写元，不小于 0，最多两位小数" : "请写不小于 0 的整数");
    return Optional.empty();
  }

  /** Nothing can be verified that was not screened. */
  private void fitting(Row row, int annex, Map<Column, Long> values) {
    if (!values.containsKey(Column.SCREENED)) {
      if (row.text("排查总量").isEmpty()) {
        row.problem(problems, "“排查总量”为空", "请填写，没有的填 0");
      }
      return;
    }
    long screened = values.get(Column.SCREENED);
    values.forEach((column, value) -> {
      if (!column.amount() && column != Column.SCREENED && value > screened) {
        row.problem(problems, "“" + column.label() + "”" + value + " 大于排查总量 " + screened, "请核对");
      }
    });
    Optional<Long> verified = Optional.ofNullable(values.get(Column.VERIFIED));
    boolean removedMore = annex == 1 && verified.isPresent() && values.getOrDefault(Column.CATALOGUE_REMOVAL, 0L) > verified.get();
    if (removedMore) {
      row.problem(problems, "“移出目录”" + values.get(Column.CATALOGUE_REMOVAL) + " 大于已核实 " + verified.get(), "请核对");
    }
  }
}
