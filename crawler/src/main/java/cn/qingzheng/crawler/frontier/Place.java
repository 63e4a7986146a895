package cn.qingzheng.crawler.frontier;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The order in which a host's addresses are asked for, first ones first; within one, by depth. */
enum Place {
  /** Searches: an offer that is known from its result page is then not met without what stood there. */
  SEARCH,
  OFFER,
  START,
  /** Sitemaps and feeds. */
  LIST,
  /** Said to be new or changed by a sitemap or feed. */
  FRESH,
  NEW,
  /** Captured by an earlier run. */
  KNOWN,
  /** Said to be unchanged since it was captured. */
  STALE;

  private static final int DEPTHS = 1000;
  private static final Duration RECENT = Duration.ofDays(30);

  int at(int depth) {
    return ordinal() * DEPTHS + Math.min(depth, DEPTHS - 1);
  }

  /** @param seen when it was captured last, if ever */
  static Place of(UrlTask task, Optional<Instant> seen, Instant now) {
    return switch (task.kind()) {
      case LIST, ROBOTS -> SEARCH;
      case SITEMAP -> LIST;
      case PAGE -> {
        if (task.baggage().listing().isPresent()) {
          yield OFFER;
        }
        yield task.depth() == 0 ? START : ofPage(task.found(), seen, now);
      }
    };
  }

  private static Place ofPage(Found found, Optional<Instant> seen, Instant now) {
    if (found.changed().isEmpty()) {
      return seen.isPresent() ? KNOWN : NEW;
    }
    Instant changed = found.changed().get();
    if (seen.isPresent()) {
      return changed.isAfter(seen.get()) ? FRESH : STALE;
    }
    return changed.isAfter(now.minus(RECENT)) ? FRESH : NEW;
  }
}
