package cn.qingzheng.casework;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The monthly report as a page and as sheets: each figure of a chart stands in the table under it. */
final class MonthlySheet {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy年M月", Locale.ROOT);
  private static final int WIDE = 156;
  private static final int HIGH = 78;
  /** So many bars are told apart; what is left over is one more. */
  private static final int BARS = 8;
  private static final List<MonthlyMeasure> TREND =
      List.of(MonthlyMeasure.NEW, MonthlyMeasure.CONFIRMED, MonthlyMeasure.GONE, MonthlyMeasure.BACK, MonthlyMeasure.SENT, MonthlyMeasure.ANSWERED, MonthlyMeasure.OVERDUE);
  private static final List<MonthlyMeasure> DRAWN = List.of(MonthlyMeasure.NEW, MonthlyMeasure.CONFIRMED, MonthlyMeasure.GONE);

  private final MonthlyStatistics of;
  private final MonthlyTexts texts;
  private final String organ;
  private final MonthlyCharts charts = new MonthlyCharts();

  MonthlySheet(MonthlyStatistics of, MonthlyTexts texts, String organ) {
    this.of = of;
    this.texts = texts;
    this.organ = organ;
  }

  /** @param rows the first is the head */
  private record Part(String section, String sheet, List<List<Object>> rows) {}

  LegalPage page() {
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Title(texts.text("title")));
    blocks.add(new LegalPage.Subtitle("（" + MONTH.format(of.month()) + "）"));
    blocks.add(new LegalPage.Flush(filled("unit", Map.of("organ", organ))));
    blocks.add(new LegalPage.Paragraph(opening()));
    for (Part part : parts()) {
      blocks.add(new LegalPage.Heading(texts.sections().get(part.section())));
      picture(part).ifPresent(blocks::add);
      blocks.add(grid(part));
    }
    texts.notes().forEach(note -> blocks.add(new LegalPage.Note(note)));
    String foot = filled("foot", Map.of("month", MONTH.format(of.month())));
    return new LegalPage(texts.text("title") + " " + of.month(), false, Optional.empty(), Optional.empty(), foot, blocks);
  }

  String opening() {
    Map<String, String> values = new HashMap<>();
    values.put("month", MONTH.format(of.month()));
    values.put("pages", Long.toString(of.pages()));
    for (MonthlyMeasure m : MonthlyMeasure.values()) {
      values.put(m.name(), Long.toString(of.count(m)));
    }
    return filled("opening", values);
  }

  private String filled(String key, Map<String, String> values) {
    return PaperTexts.filled(texts.text(key), values);
  }

  List<SheetWriter.Sheet> tables() {
    return parts().stream()
        .map(p -> new SheetWriter.Sheet(p.sheet(), p.rows(), p.rows().get(0).stream().map(h -> 30).toList()))
        .toList();
  }

  private List<Part> parts() {
    List<Part> out = new ArrayList<>(List.of(totals(), trend()));
    out.add(part("facet", of.by(t -> MonthlyFacts.facet(t.facet()))));
    out.add(part("platform", of.by(t -> t.platform().orElse(texts.text("own_site")))));
    out.add(part("region", of.by(t -> t.region().orElse(texts.text("no_region")))));
    out.add(part("outcome", of.by(t -> MonthlyFacts.outcome(t.outcome()))));
    return out;
  }

  private Part totals() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of(texts.heads().get("item"), texts.heads().get("month"), texts.heads().get("before"), texts.heads().get("total")));
    for (MonthlyMeasure m : MonthlyMeasure.values()) {
      rows.add(List.of(texts.measure(m), of.count(m), of.count(m, of.month().minusMonths(1)), of.total(m)));
    }
    return new Part("totals", sheet("totals"), rows);
  }

  private Part trend() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(head("trend", TREND));
    for (YearMonth month : of.months()) {
      List<Object> row = new ArrayList<>(List.of(month.toString()));
      TREND.forEach(m -> row.add(of.count(m, month)));
      rows.add(row);
    }
    return new Part("trend", sheet("trend"), rows);
  }

  private Part part(String section, List<MonthlyStatistics.Line> lines) {
    List<MonthlyMeasure> columns = java.util.Arrays.stream(MonthlyMeasure.values()).filter(MonthlyMeasure::ofFindings).toList();
    List<List<Object>> rows = new ArrayList<>();
    rows.add(head(section, columns));
    for (MonthlyStatistics.Line line : lines) {
      List<Object> row = new ArrayList<>(List.of(line.label()));
      columns.forEach(m -> row.add(line.of(m)));
      rows.add(row);
    }
    return new Part(section, sheet(section), rows);
  }

  private List<Object> head(String section, List<MonthlyMeasure> columns) {
    List<Object> head = new ArrayList<>(List.of(texts.heads().get(section)));
    columns.forEach(m -> head.add(texts.measure(m)));
    return head;
  }

  /** A heading without its number, as a sheet may be called. */
  private String sheet(String section) {
    return texts.sections().get(section).replaceFirst("^[一二三四五六七八九十]+、", "").replaceAll("[\\\\/?*\\[\\]:]", "");
  }

  private static LegalPage.Grid grid(Part part) {
    int columns = part.rows().get(0).size();
    int other = columns > 5 ? 17 : 32;
    List<Integer> widths = new ArrayList<>(List.of(WIDE - other * (columns - 1)));
    for (int i = 1; i < columns; i++) {
      widths.add(other);
    }
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    for (List<Object> row : part.rows()) {
      boolean head = rows.isEmpty();
      List<LegalPage.Cell> cells = new ArrayList<>();
      for (Object cell : row) {
        cells.add(head ? LegalPage.Cell.head(cell.toString(), 1, 1) : cell instanceof Long ? LegalPage.Cell.centre(cell.toString()) : LegalPage.Cell.left(cell.toString()));
      }
      rows.add(cells);
    }
    return new LegalPage.Grid(widths, 1, 21, rows);
  }

  /** What is drawn: the months, the kinds of rules and the platforms; of one bar alone there is nothing to be seen. */
  private Optional<LegalPage.Block> picture(Part part) {
    boolean drawn = part.section().equals("trend") || part.section().equals("facet") || part.section().equals("platform");
    if (!drawn || part.rows().size() < 3) {
      return Optional.empty();
    }
    List<Object> head = part.rows().get(0);
    MonthlyCharts.Data data = new MonthlyCharts.Data(sheet(part.section()), new ArrayList<>(), new LinkedHashMap<>());
    for (MonthlyMeasure m : DRAWN) {
      int column = head.indexOf(texts.measure(m));
      data.series().put(texts.measure(m), values(part, column, data.categories()));
    }
    byte[] png = part.section().equals("trend") ? charts.lines(data) : charts.bars(data);
    return Optional.of(new LegalPage.Picture(png, WIDE, HIGH, alt(data)));
  }

  /** Of many rows the first, and the sum of what is left; the months are all drawn. */
  private List<Long> values(Part part, int column, List<String> categories) {
    List<List<Object>> rows = part.rows().subList(1, part.rows().size());
    int shown = part.section().equals("trend") || rows.size() <= BARS + 1 ? rows.size() : BARS;
    List<String> labels = new ArrayList<>(rows.subList(0, shown).stream().map(r -> r.get(0).toString()).toList());
    List<Long> out = new ArrayList<>(rows.subList(0, shown).stream().map(r -> (Long) r.get(column)).toList());
    if (shown < rows.size()) {
      labels.add(texts.text("others"));
      out.add(rows.subList(shown, rows.size()).stream().mapToLong(r -> (Long) r.get(column)).sum());
    }
    categories.clear();
    categories.addAll(labels);
    return out;
  }

  private String alt(MonthlyCharts.Data data) {
    List<String> said = new ArrayList<>();
    data.series().forEach(
        (name, values) -> {
          List<String> each = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            each.add(data.categories().get(i) + " " + values.get(i));
          }
          said.add(name + "：" + String.join("，", each));
        });
    return filled("alt", Map.of("title", data.title(), "values", String.join("；", said)));
  }
}
