package cn.qingzheng.crawler.seed;

import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What may be crawled. Ids are unique over both lists.
 *
 * @param approvals by the id of the seed or connector they are for, without the overrides that stand in connectors
 */
public record SeedPlan(List<Seed> seeds, List<Connector> connectors, Map<String, List<CrawlApproval>> approvals) {
  public SeedPlan {
    seeds = List.copyOf(seeds);
    connectors = List.copyOf(connectors);
    approvals = Map.copyOf(approvals);
  }

  /** A plan without approvals. */
  public SeedPlan(List<Seed> seeds, List<Connector> connectors) {
    this(seeds, connectors, Map.of());
  }

  /** Every approval that was given to a seed or connector, whether it still holds or not. */
  public List<CrawlApproval> approvals(String id) {
    return Stream.concat(
            approvals.getOrDefault(id, List.of()).stream(),
            connectors.stream().filter(c -> c.id().equals(id)).flatMap(c -> c.compliance().override().stream()))
        .toList();
  }

  /** The plan with nothing but this seed or connector; empty lists if the id is unknown. */
  public SeedPlan only(String id) {
    return new SeedPlan(
        seeds.stream().filter(s -> s.id().equals(id)).toList(),
        connectors.stream().filter(c -> c.id().equals(id)).toList(),
        approvals);
  }

  /** Whether there is a seed, or a connector that may run. */
  public boolean runnable() {
    return !seeds.isEmpty() || connectors.stream().anyMatch(c -> c.idle().isEmpty());
  }
}
