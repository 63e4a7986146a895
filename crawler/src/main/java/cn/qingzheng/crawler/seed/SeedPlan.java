package cn.qingzheng.crawler.seed;

import cn.qingzheng.model.Seed;
import java.util.List;

/** What may be crawled. Ids are unique over both lists. */
public record SeedPlan(List<Seed> seeds, List<Connector> connectors) {
  public SeedPlan {
    seeds = List.copyOf(seeds);
    connectors = List.copyOf(connectors);
  }

  /** The plan with nothing but this seed or connector; empty lists if the id is unknown. */
  public SeedPlan only(String id) {
    return new SeedPlan(
        seeds.stream().filter(s -> s.id().equals(id)).toList(),
        connectors.stream().filter(c -> c.id().equals(id)).toList());
  }

  /** Whether there is a seed, or a connector that may run. */
  public boolean runnable() {
    return !seeds.isEmpty() || connectors.stream().anyMatch(c -> c.idle().isEmpty());
  }
}
