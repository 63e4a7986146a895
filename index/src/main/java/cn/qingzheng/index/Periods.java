package cn.qingzheng.index;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 2026}, {@code 2026-11}, {@code 2026-11-23}, {@code 2026年11月}, and ranges {@code a..b}, {@code a..}, {@code ..b}. */
final class Periods {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})年?(?:[-/.]?(\\d{1,2})月?(?:[-/.]?(\\d{1,2})日?)?)?");

  private Periods() {}

  /** The period, both ends included; absent if it is none or runs backwards. */
  static Optional<ParsedQuery.Period> read(String typed) {
    String[] ends = typed.strip().split("\\.{2,}|…+|~|～|至", 2);
    if (ends.length == 1) {
      return days(ends[0]).map(d -> new ParsedQuery.Period(Optional.of(d.first()), Optional.of(d.after())));
    }
    Optional<Days> from = days(ends[0]);
    Optional<Days> until = days(ends[1]);
    boolean readable = (from.isPresent() || ends[0].isBlank()) && (until.isPresent() || ends[1].isBlank());
    if (!readable || from.isEmpty() && until.isEmpty()) {
      return Optional.empty();
    }
    if (from.isPresent() && until.isPresent() && !from.get().first().isBefore(until.get().after())) {
      return Optional.empty();
    }
    return Optional.of(new ParsedQuery.Period(from.map(Days::first), until.map(Days::after)));
  }

  private record Days(Instant first, Instant after) {
    static Days of(LocalDate first, LocalDate after) {
      return new Days(
          first.atStartOfDay(PageDocument.ZONE).toInstant(), after.atStartOfDay(PageDocument.ZONE).toInstant());
    }
  }

  private static Optional<Days> days(String typed) {
    Matcher date = DATE.matcher(typed.strip());
    if (!date.matches()) {
      return Optional.empty();
    }
    try {
      int year = Integer.parseInt(date.group(1));
      if (date.group(2) == null) {
        return Optional.of(Days.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 1, 1).plusYears(1)));
      }
      int month = Integer.parseInt(date.group(2));
      if (date.group(3) == null) {
        return Optional.of(Days.of(LocalDate.of(year, month, 1), LocalDate.of(year, month, 1).plusMonths(1)));
      }
      LocalDate day = LocalDate.of(year, month, Integer.parseInt(date.group(3)));
      return Optional.of(Days.of(day, day.plusDays(1)));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }
}
