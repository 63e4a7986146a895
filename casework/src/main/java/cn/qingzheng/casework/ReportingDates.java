package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When tables and summary are to be handed in. “13日前” is before that day: the last working day before it is the day to
 * do it.
 */
public final class ReportingDates {
  static final String FILE = "reporting-dates.yaml";

  private final TreeSet<Integer> tables;
  private final Optional<MonthDay> summary;
  private final int ahead;

  private ReportingDates(TreeSet<Integer> tables, Optional<MonthDay> summary, int ahead) {
    this.tables = tables;
    this.summary = summary;
    this.ahead = ahead;
  }

  /**
   * Something that is to be handed in.
   *
   * @param what in Chinese
   * @param nominal the day before which it has to be there
   * @param last the last working day before that
   * @param remind from this day on to be reminded of
   * @param caution in Chinese, if a holiday notice was missing
   */
  public record Due(String what, LocalDate nominal, LocalDate last, LocalDate remind, Optional<String> caution) {}

  /**
   * Reads the dates, the operator's before the shipped ones.
   *
   * @throws cn.qingzheng.model.ProblemsException with every mistake, each as {@code file:line}
   */
  public static ReportingDates load(Optional<Path> folder) {
    Problems problems = new Problems();
    Optional<ReportingDates> dates = read(folder, problems);
    problems.throwIfAny();
    return dates.orElseThrow();
  }

  static Optional<ReportingDates> read(Optional<Path> folder, Problems problems) {
    Optional<Path> own = folder.map(f -> f.resolve(FILE)).filter(Files::exists);
    Optional<YamlMap> yaml =
        own.isPresent() ? YamlMap.read(own.get(), problems) : YamlMap.parse("templates/" + FILE, shipped(), problems);
    return yaml.map(y -> read(y, problems));
  }

  private static String shipped() {
    try (InputStream in = ReportingDates.class.getResourceAsStream("/templates/" + FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReportingDates read(YamlMap yaml, Problems problems) {
    yaml.onlyKeys(Set.of("schema", "source", "tables", "summary", "remind"), problems);
    if (!yaml.requiredText("schema", problems).equals("reporting-dates/1")) {
      yaml.problem("schema", "版本应为 reporting-dates/1", "请按随附文件书写", problems);
    }
    yaml.requiredText("source", problems);
    TreeSet<Integer> tables = new TreeSet<>();
    for (String day : yaml.texts("tables", problems)) {
      if (day.matches("[1-9]|1\\d|2[0-8]")) {
        tables.add(Integer.valueOf(day));
      } else {
        yaml.problem("tables", "“" + day + "”不是每月都有的日子", "请写 1 到 28", problems);
      }
    }
    if (tables.isEmpty()) {
      yaml.problem("tables", "没有报送日", "请写如 [13, 28]", problems);
    }
    Optional<MonthDay> summary = yaml.text("summary", problems).flatMap(text -> monthDay(yaml, text, problems));
    return new ReportingDates(tables, summary, yaml.integer("remind", 1, 10, 2, problems));
  }

  private static Optional<MonthDay> monthDay(YamlMap yaml, String text, Problems problems) {
    try {
      return Optional.of(MonthDay.parse("--" + text));
    } catch (DateTimeException e) {
      yaml.problem("summary", "“" + text + "”不是月和日", "请写如 11-20", problems);
      return Optional.empty();
    }
  }

  /** What is due after a day, soonest first: the next of the tables, and the summary. */
  public List<Due> next(LocalDate today, WorkCalendar calendar) {
    List<Due> out = new ArrayList<>();
    out.add(due("进展情况表（附件1、附件2）", nextTables(today), calendar));
    summary.ifPresent(day -> {
      LocalDate thisYear = day.atYear(today.getYear());
      out.add(due("工作总结", thisYear.isAfter(today) ? thisYear : day.atYear(today.getYear() + 1), calendar));
    });
    out.sort(java.util.Comparator.comparing(Due::nominal));
    return out;
  }

  private LocalDate nextTables(LocalDate today) {
    Integer later = tables.higher(today.getDayOfMonth());
    return later != null ? today.withDayOfMonth(later) : YearMonth.from(today).plusMonths(1).atDay(tables.first());
  }

  private Due due(String what, LocalDate nominal, WorkCalendar calendar) {
    WorkCalendar.Deadline last = calendar.before(nominal, 1);
    WorkCalendar.Deadline remind = calendar.before(nominal, ahead);
    return new Due(what, nominal, last.day(), remind.day(), remind.caution().or(last::caution));
  }

  /** What to remind of on a day: everything whose time to be reminded has come. */
  public List<Due> reminders(LocalDate today, WorkCalendar calendar) {
    return next(today, calendar).stream().filter(d -> !today.isBefore(d.remind())).toList();
  }
}
