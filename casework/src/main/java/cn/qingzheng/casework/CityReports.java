package cn.qingzheng.casework;

import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Progress tables that other bureaus sent in. Of one region the youngest report counts; earlier ones stay, so that the
 * tables of an earlier day come out as they did.
 */
public final class CityReports {
  private final Casebook book;

  public CityReports(Casebook book) {
    this.book = book;
  }

  /**
   * @param code six digits, GB/T 2260
   * @param name for example {@code 海棠市}
   */
  public record Region(String code, String name) {}

  /**
   * A report that was taken in.
   *
   * @param file its name
   * @param officer who took it in
   */
  public record Report(long number, Region region, LocalDate asOf, String source, String file, String officer, Instant at) {}

  /** One line of an annex. @param line of the file */
  record Line(int annex, int number, Map<Column, Long> figures, String remark, int line) {}

  /** What a region reports as of a day. */
  record Content(Region region, LocalDate asOf, List<Line> lines) {}

  /**
   * Takes a file in, all of it or nothing.
   *
   * @param source how it came, for example 市局邮件
   * @param own code of the bureau's own region, whose figures are its own cases
   * @throws cn.qingzheng.model.ProblemsException with every mistake, each as {@code file:line}
   */
  public List<Report> take(Path file, String source, String own, String officer) {
    Instant now = book.clock().instant();
    if (source.isBlank()) {
      throw new Refusal("没有写明来源：请填写，如 市局邮件");
    }
    Problems problems = new Problems();
    List<Content> contents = CityReportFile.read(file, own, now.atZone(Cases.ZONE).toLocalDate(), problems);
    problems.throwIfAny();
    String name = String.valueOf(file.getFileName());
    return book.database().write(
        c -> {
          OfficerRows.Signature who = OfficerRows.bind(c, officer, "汇入进展情况表");
          List<Report> out = new ArrayList<>();
          for (Content content : contents) {
            long number = insert(c, content, source.strip(), name, who, now);
            Audit.append(
                c, now,
                new Audit.Act(who.shown(), "汇入进展情况表", content.region.code + " " + content.region.name, source.strip(), "",
                    name + "（截至 " + content.asOf + "）"));
            out.add(new Report(number, content.region, content.asOf, source.strip(), name, who.shown(), now));
          }
          return out;
        });
  }

  private static long insert(
      Connection c, Content content, String source, String file, OfficerRows.Signature who, Instant now) throws SQLException {
    long number =
        Sql.number(
            c,
            "INSERT INTO city_report (region, region_name, as_of, source, file, officer, officer_number, at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            content.region.code, content.region.name, content.asOf.toString(), source, file, who.shown(), who.number(), now);
    for (Line line : content.lines) {
      Sql.update(
          c, "INSERT INTO city_line (report_id, annex, line, file_line, remark) VALUES (?, ?, ?, ?, ?)",
          number, line.annex, line.number, line.line, line.remark);
      for (Map.Entry<Column, Long> figure : line.figures.entrySet()) {
        Sql.update(
            c, "INSERT INTO city_figure (report_id, annex, line, field, value) VALUES (?, ?, ?, ?, ?)",
            number, line.annex, line.number, figure.getKey(), figure.getValue());
      }
    }
    return number;
  }

  /** Every report, the youngest of each region first. */
  public List<Report> all() {
    return book.database().read(c -> reports(c, "ORDER BY region, as_of DESC, id DESC"));
  }

  /** The report that counts of each region on a day: the youngest as-of date, of these the last one taken in. */
  static Map<Report, List<Line>> counting(Connection c, LocalDate day) throws SQLException {
    Map<Report, List<Line>> out = new LinkedHashMap<>();
    List<Report> counting =
        reports(
            c,
            "WHERE id = (SELECT x.id FROM city_report x WHERE x.region = city_report.region AND x.as_of <= ? "
                + "ORDER BY x.as_of DESC, x.id DESC LIMIT 1) ORDER BY region",
            day.toString());
    for (Report report : counting) {
      out.put(report, lines(c, report.number));
    }
    return out;
  }

  private static List<Line> lines(Connection c, long report) throws SQLException {
    List<Line> bare =
        Sql.list(
            c,
            r -> new Line(r.getInt("annex"), r.getInt("line"), new EnumMap<>(Column.class), r.getString("remark"), r.getInt("file_line")),
            "SELECT * FROM city_line WHERE report_id = ? ORDER BY annex, line", report);
    for (Line line : bare) {
      Sql.list(
          c, r -> line.figures.put(Column.valueOf(r.getString("field")), r.getLong("value")),
          "SELECT field, value FROM city_figure WHERE report_id = ? AND annex = ? AND line = ?", report, line.annex, line.number);
    }
    return bare;
  }

  private static List<Report> reports(Connection c, String rest, Object... arguments) throws SQLException {
    return Sql.list(c, CityReports::read, "SELECT * FROM city_report " + rest, arguments);
  }

  private static Report read(ResultSet r) throws SQLException {
    return new Report(
        r.getLong("id"), new Region(r.getString("region"), r.getString("region_name")), LocalDate.parse(r.getString("as_of")),
        r.getString("source"), r.getString("file"), r.getString("officer"), Sql.instant(r, "at"));
  }
}
