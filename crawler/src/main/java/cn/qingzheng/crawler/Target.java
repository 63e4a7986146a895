package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.Pace;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A seed or connector as this run crawls it.
 *
 * @param maxDepth links away from the start that are followed
 * @param obeysRobots false only with an approval that still holds
 */
record Target(
    String id,
    String userAgent,
    CrawlSettings.Limits limits,
    Pace pace,
    int maxDepth,
    RenderMode render,
    boolean obeysRobots,
    Optional<Connector> connector) {
  /** Detail pages are bounded by their own limit; this only ends what should have ended before. */
  private static final int MAX_DETAIL_PAGES = 100_000;

  static Target of(Seed seed, CrawlSettings settings) {
    return new Target(
        seed.id(),
        settings.identity().userAgent(),
        settings.limits(),
        new Pace(settings.politeness().minDelay(), 0, seed.limits().maxPages(), OptionalInt.empty()),
        seed.limits().maxDepth(),
        seed.limits().render(),
        true,
        Optional.empty());
  }

  static Target of(Connector c, CrawlSettings settings, Clock clock) {
    CrawlSettings.Limits limits =
        new CrawlSettings.Limits(
            c.politeness().maxBytes(),
            c.politeness().timeout(),
            settings.limits().connectTimeout(),
            settings.limits().maxRedirects());
    LocalDate today = LocalDate.now(clock.withZone(c.politeness().window().zone()));
    boolean overridden = c.compliance().override().filter(o -> !o.expires().isBefore(today)).isPresent();
    return new Target(
        c.id(),
        c.userAgent().orElse(settings.identity().userAgent()),
        limits,
        new Pace(
            c.politeness().delay(),
            c.politeness().jitter(),
            c.detail().map(Connector.Detail::limit).orElse(MAX_DETAIL_PAGES),
            c.politeness().retries()),
        0,
        c.render(),
        !overridden,
        Optional.of(c));
  }
}
