package cn.qingzheng.console.scan;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.crawler.ConnectorPreview;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tries a connector on its platform with one page. */
public final class ConnectorTrial {
  private ConnectorTrial() {}

  /**
   * @param root the folder with {@code wordlists/}
   * @param plan that the connector is of
   * @param keyword to search for instead of the first of the connector's
   * @param page how many pages of results come before, from 0
   * @throws ScanUnderWayException if a scan is asking platforms now: two at once would be too fast for one
   * @throws cn.qingzheng.model.ProblemsException with every mistake in settings and keywords
   */
  public static ConnectorPreview.Outcome run(
      Home home, Path root, SeedPlan plan, Connector connector, Optional<String> keyword, int page, AddressGuard guard, Clock clock)
      throws IOException, InterruptedException, ScanUnderWayException {
    Problems problems = new Problems();
    Config config = Config.load(home.settings(), problems);
    CrawlSettings crawl = CrawlerSetup.settings(config, root, problems);
    AddressGuard way = config.crawl().proxy().map(guard::through).orElse(guard);
    problems.throwIfAny();
    String word =
        keyword.orElseGet(() -> connector.keywords().sets().stream()
            .flatMap(set -> crawl.keywordSets().getOrDefault(set, List.of()).stream())
            .findFirst()
            .orElse(""));
    TaskLock held = HomeLock.take(home);
    try (held) {
      return ConnectorPreview.fetch(home.folder(), crawl, way, clock, plan, connector, word, page);
    }
  }
}
