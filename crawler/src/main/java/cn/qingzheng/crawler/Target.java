package cn.qingzheng.crawler;

import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.crawler.frontier.Pace;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.Seed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A seed or connector as this run crawls it.
 *
 * @param maxDepth links away from the start that are followed
 * @param paths pages that are wanted
 * @param approvals those that still hold
 */
record Target(
    String id,
    String userAgent,
    CrawlSettings.Limits limits,
    Pace pace,
    int maxDepth,
    Connector.Rendering render,
    PathScope paths,
    List<CrawlApproval> approvals,
    Optional<Connector> connector) {
  /** Detail pages are bounded by their own limit; this only ends what should have ended before. */
  private static final int MAX_DETAIL_PAGES = 100_000;

  Target {
    approvals = List.copyOf(approvals);
    render = new Connector.Rendering(render.mode(), render.options().withAnyCertificate(approved(approvals, CrawlApproval.Subject.CERTIFICATE)));
  }

  static Target of(Seed seed, CrawlSettings settings, List<CrawlApproval> approvals) {
    return new Target(
        seed.id(),
        settings.identity().userAgent(),
        settings.limits(),
        new Pace(settings.politeness().minDelay(), 0, seed.limits().maxPages(), OptionalInt.empty()),
        seed.limits().maxDepth(),
        new Connector.Rendering(seed.limits().render(), RenderOptions.none()),
        PathScope.of(seed.limits().paths()),
        approvals,
        Optional.empty());
  }

  static Target of(Connector c, CrawlSettings settings, List<CrawlApproval> approvals) {
    CrawlSettings.Limits limits =
        new CrawlSettings.Limits(
            c.politeness().maxBytes(),
            c.politeness().timeout(),
            settings.limits().connectTimeout(),
            settings.limits().maxRedirects());
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
        PathScope.of(c.detail().map(Connector.Detail::paths).orElseGet(PathRules::all)),
        approvals,
        Optional.of(c));
  }

  boolean obeysRobots() {
    return !approved(approvals, CrawlApproval.Subject.ROBOTS);
  }

  boolean anyCertificate() {
    return approved(approvals, CrawlApproval.Subject.CERTIFICATE);
  }

  private static boolean approved(List<CrawlApproval> approvals, CrawlApproval.Subject subject) {
    return approvals.stream().anyMatch(a -> a.subject() == subject);
  }
}
