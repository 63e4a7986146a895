package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything a scan stands on, read and checked before it starts.
 *
 * @param plan seeds and connectors
 * @param guard which addresses may be asked
 */
public record ScanSetup(
    Home home, Config config, SeedPlan plan, Analyzer analyzer, CrawlSettings crawl, AddressGuard guard) {

  /**
   * Reads settings, seeds, wordlists and registry.
   *
   * @param root the folder with {@code wordlists/}
   * @throws cn.qingzheng.model.ProblemsException with every mistake in all of them
   */
  public static ScanSetup load(Home home, Path root, Path seeds, AddressGuard guard) {
    Problems problems = new Problems();
    Config config = Config.load(home.settings(), problems);
    CrawlSettings crawl = CrawlerSetup.settings(config, root, problems);
    SeedPlan plan = SeedFiles.load(seeds, crawl.keywordSets().keySet(), problems);
    Optional<Path> registry =
        config.registry().file().or(() -> Optional.of(home.registry()).filter(Files::exists));
    Optional<Analyzer> analyzer =
        AnalyzerSetup.load(root.resolve("wordlists"), registry, config.registry().complete(), problems);
    SealingKeys.load(config.evidence(), System.getenv(), problems);
    SealingKeys.roots(config.evidence(), problems);
    problems.throwIfAny();
    AddressGuard way = config.crawl().proxy().map(guard::through).orElse(guard);
    return new ScanSetup(home, config, plan, analyzer.orElseThrow(), crawl, way);
  }

  public ScanSetup with(Config other) {
    return new ScanSetup(home, other, plan, analyzer, crawl, guard);
  }

  public ScanSetup with(SeedPlan other) {
    return new ScanSetup(home, config, other, analyzer, crawl, guard);
  }

  public ScanSetup with(CrawlSettings other) {
    return new ScanSetup(home, config, plan, analyzer, other, guard);
  }
}
