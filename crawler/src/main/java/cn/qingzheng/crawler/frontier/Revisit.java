package cn.qingzheng.crawler.frontier;

import java.time.Duration;
import java.util.Optional;

/** How long a page is left alone before it is seen again: half as long after a change, half as long again without. */
final class Revisit {
  private static final Duration FIRST = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private Revisit() {}

  /** @param last absent at the first visit */
  static Duration next(Optional<Duration> last, boolean changed) {
    if (last.isEmpty()) {
      return FIRST;
    }
    Duration next = changed ? last.get().dividedBy(2) : last.get().multipliedBy(3).dividedBy(2);
    return next.compareTo(SHORTEST) < 0 ? SHORTEST : next.compareTo(LONGEST) > 0 ? LONGEST : next;
  }
}
