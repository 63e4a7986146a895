package cn.qingzheng.crawler.seed;

import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which platform a page stands on: decided by its host alone, so that a platform has one name however its pages are
 * come by. A connector, run or not, speaks for its hosts; where there is none, a seed of kind {@link
 * SeedKind#PLATFORM} does. Whoever runs a platform is not the promoter of what others offer there.
 */
public final class Platforms {
  private final List<Entry> entries;
  private final Set<String> seeds;

  private record Entry(Predicate<URI> hosts, Platform platform) {}

  private Platforms(List<Entry> entries, Set<String> seeds) {
    this.entries = List.copyOf(entries);
    this.seeds = Set.copyOf(seeds);
  }

  /**
   * @param id of the connector or seed
   * @param name the one name of the platform
   */
  public record Platform(String id, String name, Optional<Connector> connector) {
    public Platform {
      Objects.requireNonNull(id);
      Objects.requireNonNull(name);
      Objects.requireNonNull(connector);
    }
  }

  static Platforms of(List<Seed> seeds, List<Connector> connectors) {
    List<Entry> entries = new ArrayList<>();
    for (Connector c : connectors) {
      // What a search engine shows stands elsewhere.
      if (c.kind() != ConnectorKind.SEARCH_ENGINE) {
        entries.add(new Entry(c::hosts, new Platform(c.id(), c.name(), Optional.of(c))));
      }
    }
    for (Seed s : seeds) {
      if (s.kind() == SeedKind.PLATFORM) {
        entries.add(new Entry(u -> bare(u).equals(bare(s.url())), new Platform(s.id(), s.name(), Optional.empty())));
      }
    }
    return new Platforms(entries, seeds.stream().map(s -> bare(s.url())).collect(Collectors.toSet()));
  }

  private static String bare(URI url) {
    return Connector.bare(url.getHost());
  }

  /** The platform of an address; two connectors of one host are one platform, under the name of the first. */
  public Optional<Platform> of(URI url) {
    return url.getHost() == null
        ? Optional.empty()
        : entries.stream().filter(e -> e.hosts().test(url)).map(Entry::platform).findFirst();
  }

  /** Whether the site of an address is watched already: by a seed, or as a platform. */
  public boolean watches(URI url) {
    return url.getHost() != null && (seeds.contains(bare(url)) || of(url).isPresent());
  }
}
