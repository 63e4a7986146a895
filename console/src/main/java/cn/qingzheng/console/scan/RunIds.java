package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Run;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of runs: a letter for their kind and the second at which they begin, in UTC; a second that is taken is passed over. */
final class RunIds {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private RunIds() {}

  static String next(char kind, Casebook casebook, Clock clock) {
    Set<String> taken = casebook.runs().stream().map(Run::id).collect(Collectors.toSet());
    Instant second = clock.instant();
    while (taken.contains(kind + TIME.format(second))) {
      second = second.plus(1, ChronoUnit.SECONDS);
    }
    return kind + TIME.format(second);
  }
}
