package cn.qingzheng.crawler;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Retry-After header in both its forms (RFC 9110 §10.2.3), a date in any of the three that are legal (§5.6.7). */
public final class RetryAfter {
  /** Longer than anybody means it. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** What the day of the week says follows from the date; that it is wrong is no reason to come too soon. */
  private static final Pattern WEEKDAY = Pattern.compile("^[A-Za-z]{3,9},? +");

  private static final Pattern SHORT_YEAR = Pattern.compile("\\d{1,2}-[A-Za-z]{3}-\\d{2} .*");

  /** IMF-fixdate, RFC 850 and asctime, without the day of the week; the library's reader knows the last one not. */
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("d-MMM-uu HH:mm:ss 'GMT'", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu", Locale.ENGLISH));

  private RetryAfter() {}

  /** Never negative, at most a year; absent if it is neither seconds nor a date. */
  public static Optional<Duration> parse(String value, Clock clock) {
    String text = value.strip();
    if (text.matches("\\d+")) {
      return Optional.of(text.length() > 9 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text))));
    }
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    return date(text, now).map(at -> bounded(Duration.between(now, at)));
  }

  private static Optional<LocalDateTime> date(String text, LocalDateTime now) {
    String date = WEEKDAY.matcher(text).replaceFirst("").replaceAll(" +", " ");
    for (DateTimeFormatter form : FORMS) {
      try {
        LocalDateTime at = LocalDateTime.parse(date, form);
        // RFC 9110 §5.6.7: a year of two digits that seems more than fifty years ahead is in the past.
        boolean past = SHORT_YEAR.matcher(date).matches() && at.isAfter(now.plus(50, ChronoUnit.YEARS));
        return Optional.of(past ? at.minusYears(100) : at);
      } catch (DateTimeException e) {
        // another form, or none
      }
    }
    return Optional.empty();
  }

  private static Duration bounded(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
