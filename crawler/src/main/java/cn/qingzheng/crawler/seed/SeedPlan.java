package cn.qingzheng.crawler.seed;

import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Seed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may be crawled. Ids are unique over both lists.
 *
 * @param approvals by the id of the seed or connector they are for, without the overrides that stand in connectors
 * @param platforms whose pages stand on which hosts, of the seeds and connectors left out here too
 */
public record SeedPlan(
    List<Seed> seeds, List<Connector> connectors, Map<String, List<CrawlApproval>> approvals, Platforms platforms) {
  public SeedPlan {
    seeds = List.copyOf(seeds);
    connectors = List.copyOf(connectors);
    approvals = Map.copyOf(approvals);
    Objects.requireNonNull(platforms);
  }

  public SeedPlan(List<Seed> seeds, List<Connector> connectors, Map<String, List<CrawlApproval>> approvals) {
    this(seeds, connectors, approvals, Platforms.of(seeds, connectors));
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
    return with(
        seeds.stream().filter(s -> s.id().equals(id)).toList(),
        connectors.stream().filter(c -> c.id().equals(id)).toList());
  }

  /** The plan with the seeds of these regions, and no connectors: platforms are of no region. */
  public SeedPlan regions(Set<String> regions) {
    return with(seeds.stream().filter(s -> regions.contains(s.region())).toList(), List.of());
  }

  /** The plan with at most so many pages of every seed, and pages of offers of every connector. */
  public SeedPlan limited(int pages) {
    return with(
        seeds.stream().map(s -> limited(s, pages)).toList(), connectors.stream().map(c -> c.limited(pages)).toList());
  }

  /**
   * The plan in which some connectors may not run.
   *
   * @param why in Chinese; empty for a connector that may
   */
  public SeedPlan stopped(Function<Connector, Optional<String>> why) {
    return with(seeds, connectors.stream().map(c -> why.apply(c).map(c::stopped).orElse(c)).toList());
  }

  private SeedPlan with(List<Seed> otherSeeds, List<Connector> otherConnectors) {
    return new SeedPlan(otherSeeds, otherConnectors, approvals, platforms);
  }

  private static Seed limited(Seed seed, int pages) {
    Seed.Limits limits = seed.limits();
    return new Seed(
        seed.id(), seed.name(), seed.kind(), seed.url(), seed.creditCode(), seed.region(),
        new Seed.Limits(Math.min(pages, limits.maxPages()), limits.maxDepth(), limits.render(), limits.paths()));
  }

  /** Whether there is a seed, or a connector that may run. */
  public boolean runnable() {
    return !seeds.isEmpty() || connectors.stream().anyMatch(c -> c.idle().isEmpty());
  }
}
