package cn.qingzheng.crawler.frontier;

/** The order in which a host's addresses are asked for, first ones first; within one, by depth. */
public enum Place {
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

  int at(int depth) {
    return ordinal() * DEPTHS + Math.min(depth, DEPTHS - 1);
  }

  static Place of(UrlTask task, boolean known) {
    Place given = values()[task.place() / DEPTHS];
    return switch (task.kind()) {
      case LIST -> SEARCH;
      case SITEMAP -> LIST;
      case PAGE -> {
        if (task.baggage().listing().isPresent()) {
          yield OFFER;
        }
        if (task.depth() == 0) {
          yield START;
        }
        yield given == NEW && known ? KNOWN : given;
      }
    };
  }
}
