package cn.qingzheng.crawler.frontier;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Which known pages a run visits again.
 *
 * @param dueOnly whether pages that are not due rest
 * @param watched pages that never rest
 */
public record Revisits(boolean dueOnly, Predicate<URI> watched) {
  /** A run that begins at the same hour every night must not find that a page is due a minute later. */
  private static final Duration EARLY = Duration.ofHours(12);

  /** Every page in every run. */
  public static Revisits all() {
    return new Revisits(false, url -> true);
  }

  /** Until when a page counts as due in a run that is under way now. */
  static Instant horizon(Instant now) {
    return now.plus(EARLY);
  }

  /** Whether a known page is left for a later run. What a sitemap says has changed, and every first page, is not. */
  boolean rests(UrlTask task, Instant due, Instant now) {
    return dueOnly
        && task.kind() == UrlKind.PAGE
        && task.place() >= Place.KNOWN.at(0)
        && due.isAfter(horizon(now))
        && !watched.test(task.url());
  }
}
