package cn.qingzheng.crawler.frontier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The rest that hosts and IP addresses have coming from before this process. */
final class Rests {
  private final Map<String, FrontierStore.Rest> rests;
  private final boolean clean;
  private final Clock clock;
  private final long began = System.nanoTime();

  /** @param clean whether nothing was under way when the last process ended */
  Rests(Map<String, FrontierStore.Rest> rests, boolean clean, Clock clock) {
    this.rests = rests;
    this.clean = clean;
    this.clock = clock;
  }

  /**
   * When a host may be asked first by somebody who wants this rest: a process that died may have asked it at its last
   * moment, and said nothing of it.
   *
   * @return in {@link System#nanoTime}
   */
  long owed(Duration pause) {
    return clean ? began : began + pause.toNanos();
  }

  /**
   * When a host or IP address may be asked first.
   *
   * @param usual the rest it is owed if nothing is known of it but that it may have been asked just now
   * @return in {@link System#nanoTime}
   */
  long freeAt(String name, Duration usual) {
    FrontierStore.Rest rest = rests.getOrDefault(name, new FrontierStore.Rest(Instant.EPOCH, 0));
    Duration pause = Duration.ofMillis(rest.pauseMillis());
    Duration left = Duration.between(clock.instant(), rest.until());
    // A clock that was set back must not make the rest longer than it is.
    long known = System.nanoTime() + Math.max(0, Pauses.min(left, pause).toNanos());
    Duration whole = pause.compareTo(usual) > 0 ? pause : usual;
    return clean ? known : Math.max(known, began + whole.toNanos());
  }
}
