package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds to a bureau's own tables what the bureaus below reported, cell by cell. */
final class RollUp {
  private RollUp() {}

  /** @param own cumulative */
  static ProgressTable add(ProgressTable own, Connection c) throws SQLException {
    Map<CityReports.Report, List<CityReports.Line>> cities = CityReports.counting(c, own.asOf());
    List<String> warnings = new ArrayList<>();
    ProgressTable.Annex annex1 = annex(own.annex1(), cities, warnings);
    ProgressTable.Annex annex2 = annex(own.annex2(), cities, warnings);
    return new ProgressTable(own.asOf(), own.from(), annex1, annex2, own.unidentified(), own.measures(), warnings);
  }

  private static ProgressTable.Annex annex(
      ProgressTable.Annex own, Map<CityReports.Report, List<CityReports.Line>> cities, List<String> warnings) {
    List<ProgressTable.Line> out = new ArrayList<>();
    for (ProgressTable.Line line : own.lines()) {
      Sum sum = new Sum(line);
      cities.forEach(
          (report, lines) ->
              lines.stream().filter(l -> l.annex() == own.number() && l.number() == line.number()).forEach(l -> sum.add(report, l)));
      TableCount.check(own.number(), line.number(), sum.cells, warnings);
      out.add(sum.line());
    }
    return new ProgressTable.Annex(own.number(), out);
  }

  /** One line while it is added up. */
  private static final class Sum {
    private final ProgressTable.Line own;
    private final Map<Column, ProgressTable.Cell> cells = new EnumMap<>(Column.class);
    private final List<String> remarks = new ArrayList<>();
    private boolean known;

    Sum(ProgressTable.Line own) {
      this.own = own;
      this.cells.putAll(own.cells());
      this.known = own.known();
      if (!own.remark().isEmpty()) {
        remarks.add(own.remark());
      }
    }

    void add(CityReports.Report report, CityReports.Line line) {
      known = true;
      for (Column column : cells.keySet()) {
        long value = value(line, column);
        if (value > 0) {
          String what =
              report.region().name() + "：" + TableText.amount(column, value) + "（" + report.source() + "，" + report.file() + " 第" + line.line()
                  + "行，截至" + report.asOf() + "）";
          cells.merge(column, one(report, what, value), Sum::both);
        }
      }
      if (!line.remark().isEmpty()) {
        remarks.add(report.region().name() + "：" + line.remark());
      }
    }

    /** Annex 2 has no cell for what was verified; without it the sum of the columns, at most what was screened. */
    private static long value(CityReports.Line line, Column column) {
      if (column != Column.VERIFIED || line.figures().containsKey(Column.VERIFIED)) {
        return line.figures().getOrDefault(column, 0L);
      }
      long sum =
          line.figures().entrySet().stream()
              .filter(e -> !e.getKey().amount() && e.getKey() != Column.SCREENED && e.getKey() != Column.CATALOGUE_REMOVAL)
              .mapToLong(Map.Entry::getValue)
              .reduce(0, Math::addExact);
      return Math.min(sum, line.figures().getOrDefault(Column.SCREENED, 0L));
    }

    private static ProgressTable.Cell one(CityReports.Report report, String what, long value) {
      return new ProgressTable.Cell(
          value, List.of(new ProgressTable.Behind("region:" + report.region().code(), what, List.of(), value)));
    }

    private static ProgressTable.Cell both(ProgressTable.Cell a, ProgressTable.Cell b) {
      List<ProgressTable.Behind> behind = new ArrayList<>(a.behind());
      behind.addAll(b.behind());
      return new ProgressTable.Cell(Math.addExact(a.value(), b.value()), behind);
    }

    ProgressTable.Line line() {
      return new ProgressTable.Line(own.number(), own.label(), cells, known, String.join("；", remarks));
    }
  }
}
