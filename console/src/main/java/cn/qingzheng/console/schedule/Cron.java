package cn.qingzheng.console.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When something is done by itself: a Quartz cron expression in Asia/Shanghai. */
public final class Cron {
  static final TimeZone ZONE = TimeZone.getTimeZone(ZoneId.of("Asia/Shanghai"));
  private static final int LOOKED_AHEAD = 40;

  private final CronExpression expression;
  private final String text;

  /** @throws IllegalArgumentException if {@link #problem} has something to say about its form */
  public Cron(String text) {
    this.text = text;
    this.expression = parsed(text).orElseThrow(() -> new IllegalArgumentException("cron should have been checked, was: " + text));
  }

  /** What is wrong with an expression, in Chinese, for the check of the settings; empty if it can be used. */
  public static Optional<String> problem(String text, Instant now) {
    try {
      new CronExpression(text);
    } catch (ParseException e) {
      return Optional.of("定时表达式不对：" + text + "（" + e.getMessage() + "），例如每天 1 点：0 0 1 * * ?");
    }
    return new Cron(text).after(now).isEmpty() ? Optional.of("定时表达式今后不会再触发：" + text) : Optional.empty();
  }

  private static Optional<CronExpression> parsed(String text) {
    try {
      CronExpression cron = new CronExpression(text);
      cron.setTimeZone(ZONE);
      return Optional.of(cron);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  CronExpression expression() {
    return expression;
  }

  /** When it fires next after a time; empty if never. */
  public Optional<Instant> after(Instant time) {
    return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(time))).map(Date::toInstant);
  }

  /** The longest time between two of its next firings; empty if it fires once at most. */
  Optional<Duration> longestGap(Instant from) {
    Optional<Duration> longest = Optional.empty();
    Optional<Instant> one = after(from);
    for (int i = 0; i < LOOKED_AHEAD && one.isPresent(); i++) {
      Optional<Instant> next = after(one.get());
      if (next.isPresent()) {
        Duration gap = Duration.between(one.get(), next.get());
        longest = longest.filter(l -> l.compareTo(gap) >= 0).or(() -> Optional.of(gap));
      }
      one = next;
    }
    return longest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron c && c.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
