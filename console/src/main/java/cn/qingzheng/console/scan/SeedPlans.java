package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;

/** Reads a folder of seeds, with the sets of keywords that connectors may name. */
public final class SeedPlans {
  private SeedPlans() {}

  /** @param root the folder with {@code wordlists/} */
  public static SeedPlan load(Path seeds, Path root, Problems problems) {
    return SeedFiles.load(seeds, CrawlerSetup.keywords(root.resolve("wordlists/keywords.tsv"), problems).keySet(), problems);
  }
}
