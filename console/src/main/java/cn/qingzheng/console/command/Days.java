package cn.qingzheng.console.command;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days are those of the bureau. */
final class Days {
  private Days() {}

  static LocalDate today(Clock clock) {
    return clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
  }
}
