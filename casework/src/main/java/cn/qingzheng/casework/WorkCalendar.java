package cn.qingzheng.casework;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.SourceFile;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Counts working days by the State Council's yearly holiday notices. A year without a file is counted by
 * weekends alone, and the deadline says so.
 */
public final class WorkCalendar {
  /** The days that are not as the weekday says: true for a working one. */
  private final Map<LocalDate, Boolean> exceptions = new HashMap<>();

  private final TreeSet<Integer> years = new TreeSet<>();

  enum Kind {
    HOLIDAY,
    WORKDAY
  }

  /**
   * A day by which something is due.
   *
   * @param caution in Chinese, if a holiday notice was missing
   */
  public record Deadline(LocalDate day, Optional<String> caution) {}

  /** @param files each named {@code 2026.tsv} */
  static WorkCalendar read(List<SourceFile> files, Problems problems) {
    WorkCalendar calendar = new WorkCalendar();
    files.forEach(file -> calendar.add(file, problems));
    return calendar;
  }

  private void add(SourceFile file, Problems problems) {
    String name = file.name().substring(file.name().lastIndexOf('/') + 1);
    if (!name.matches("20\\d\\d\\.tsv")) {
      problems.add(file.name(), 0, "文件名应为年份", "请改名为如 2027.tsv");
      return;
    }
    int year = Integer.parseInt(name.substring(0, 4));
    List<Row> rows = Table.tsv(file, List.of("date", "kind", "name"), problems).rows();
    if (rows.isEmpty()) {
      problems.add(file.name(), 0, "没有一行放假安排", "请按国务院办公厅通知填写，或删去此文件");
    }
    years.add(year);
    for (Row row : rows) {
      Optional<LocalDate> day = row.date("date", problems);
      Optional<Kind> kind = row.constant("kind", Kind.class, problems);
      if (day.isPresent() && kind.isPresent()) {
        add(row, year, day.get(), kind.get(), problems);
      }
    }
  }

  private void add(Row row, int year, LocalDate day, Kind kind, Problems problems) {
    if (day.getYear() != year) {
      row.problem(problems, day + " 不在 " + year + " 年", "请写到 " + day.getYear() + ".tsv");
    } else if (weekend(day) == (kind == Kind.HOLIDAY)) {
      row.problem(problems, day + (weekend(day) ? " 是周末，不必列为放假" : " 不是周末，不必列为上班"), "请核对通知后改正");
    } else if (exceptions.put(day, kind == Kind.WORKDAY) != null) {
      row.problem(problems, day + " 重复", "每天只写一行");
    }
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  public boolean isWorking(LocalDate day) {
    return exceptions.getOrDefault(day, !weekend(day));
  }

  /** The working day that is the n-th after a day (which does not count itself; 行政处罚法 85). */
  public Deadline after(LocalDate day, int n) {
    return count(day, n, 1);
  }

  /** The working day that is the n-th before a day, which does not count itself. */
  public Deadline before(LocalDate day, int n) {
    return count(day, n, -1);
  }

  private Deadline count(LocalDate day, int n, int step) {
    if (n < 1) {
      throw new IllegalArgumentException("deadline should be at least one working day, was: " + n);
    }
    TreeSet<Integer> unknown = new TreeSet<>();
    LocalDate at = day;
    int left = n;
    while (left > 0) {
      at = at.plusDays(step);
      if (!years.contains(at.getYear())) {
        unknown.add(at.getYear());
      }
      if (isWorking(at)) {
        left--;
      }
    }
    return new Deadline(
        at,
        unknown.isEmpty()
            ? Optional.empty()
            : Optional.of(unknown.first() + "年放假安排未录入，期限仅按周六日推算，签发前请核对"));
  }
}
