package cn.qingzheng.console.scan;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The crawler's settings out of the operator's, and the words to search platforms for. */
final class CrawlerSetup {
  private CrawlerSetup() {}

  static CrawlSettings settings(Config config, Path root, Problems problems) {
    CrawlSettings d = CrawlSettings.defaults();
    Config.Crawl c = config.crawl();
    CrawlSettings.Limits limits =
        new CrawlSettings.Limits(
            c.maxBodyBytes(), c.deadline(), d.limits().connectTimeout(), d.limits().maxRedirects());
    CrawlSettings.Politeness politeness =
        new CrawlSettings.Politeness(c.delay(), d.politeness().loadFactor(), d.politeness().maxDelay());
    CrawlSettings settings =
        d.withThreads(c.threads())
            .with(politeness)
            .with(limits)
            .with(c.budget())
            .withArchiveFileBytes((long) config.archive().fileMegabytes() << 20)
            .withKeywordSets(keywords(root.resolve("wordlists/keywords.tsv"), problems));
    return c.contact().isBlank()
        ? settings
        : settings.with(
            new CrawlSettings.Identity(
                d.identity().robotsName(), d.identity().robotsName() + "/0.1 (+" + ascii(c.contact()) + ")"));
  }

  /** The words to search platforms for, by set. */
  static Map<String, List<String>> keywords(Path file, Problems problems) {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    for (Row row : Table.tsv(file, List.of("set", "keyword"), problems).rows()) {
      sets.computeIfAbsent(row.required("set", problems), k -> new ArrayList<>()).add(row.required("keyword", problems));
    }
    return sets;
  }

  private static String ascii(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
