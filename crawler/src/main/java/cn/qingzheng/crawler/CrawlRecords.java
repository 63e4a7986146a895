package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchiveExport;
import cn.qingzheng.crawler.fetch.HttpFetcher;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.CopyTable;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.HostTable;
import cn.qingzheng.crawler.frontier.LedgerQueries;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.crawler.frontier.RunTable;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.robots.RobotsGate;
import cn.qingzheng.crawler.robots.RobotsRules;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Seed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the crawler did, does and would do, for those who look from outside. Asks nobody anything. */
public final class CrawlRecords implements AutoCloseable {
  private final Path home;
  private final CrawlDb db;
  private final LedgerQueries queries;
  private final CrawlSettings settings;
  private final Clock clock;
  private final HttpFetcher fetcher;
  private final RobotsGate robots;

  private CrawlRecords(Path home, CrawlDb db, CrawlSettings settings, Clock clock) {
    this.home = home;
    this.db = db;
    this.queries = new LedgerQueries(db);
    this.settings = settings;
    this.clock = clock;
    this.fetcher = new HttpFetcher(AddressGuard.publicOnly(), settings, clock);
    this.robots = new RobotsGate(db, fetcher, settings, clock);
  }

  /** @param home the folder of {@code crawl.db}; a scan may be under way in it */
  public static CrawlRecords open(Path home, CrawlSettings settings, Clock clock) throws IOException {
    return new CrawlRecords(home, CrawlDb.open(home.resolve("crawl.db")), settings, clock);
  }

  public Optional<Capture> capture(String id) {
    return new CaptureTable(db).find(id);
  }

  /** What is known of a capture whose records were removed when their time had come. */
  public Optional<PruneTable.Pruned> pruned(String id) {
    return new PruneTable(db).pruned(id);
  }

  /** How many captures of an address were removed. */
  public long prunedOf(String address) {
    return CanonicalUrl.of(address).map(u -> new PruneTable(db).prunedOf(u.toString())).orElse(0L);
  }

  /** The last capture of an address. */
  public Optional<Capture> latest(String address) {
    return CanonicalUrl.of(address).flatMap(new CaptureTable(db)::latest);
  }

  /** @param near bits that differ at most between copies */
  public CopyTable copies(int near) {
    return new CopyTable(db, near);
  }

  /**
   * Copies the records of a capture out of the archive, and those that its revisits refer to.
   *
   * @param out a WARC file that does not exist yet
   * @return how many
   * @throws java.nio.file.FileAlreadyExistsException if it does
   * @throws IOException if a record is gone or cannot be read
   */
  public int export(Capture capture, Path out) throws IOException {
    try (Archive archive = Archive.open(home.resolve("archive"), clock, settings.archiveFileBytes(), new PruneTable(db))) {
      return ArchiveExport.write(archive, capture, out, clock.instant());
    }
  }

  /** As {@link #export(Capture, Path)}, of what has no entry here; 0 if the archive does not know it either. */
  public int export(String id, Path out) throws IOException {
    return ArchiveExport.write(home.resolve("archive"), id, out, clock.instant());
  }

  /** The last requests to a host, the newest first. */
  public List<LedgerQueries.Request> ledger(String host, int limit) {
    return queries.requests(host.toLowerCase(Locale.ROOT), limit);
  }

  /** The run that was begun last. */
  public Optional<String> lastRun() {
    return queries.lastRun();
  }

  /**
   * A host in a run.
   *
   * @param count what came of its addresses; those that wait are its {@code queueLeft}
   * @param suspension if it is left alone over several runs
   */
  public record HostState(
      CrawlSummary.Count count, Optional<LedgerQueries.Traffic> traffic, Optional<HostTable.Suspension> suspension) {}

  /** The hosts of a run, by name. */
  public Map<String, HostState> hosts(String runId) {
    Map<String, LedgerQueries.Traffic> traffic = queries.traffic(runId);
    Map<String, HostTable.Suspension> suspended = suspended();
    Map<String, HostState> hosts = new TreeMap<>();
    new RunTable(db, runId)
        .counts()
        .forEach(
            (host, count) ->
                hosts.put(
                    host,
                    new HostState(
                        count, Optional.ofNullable(traffic.get(host)), Optional.ofNullable(suspended.get(host)))));
    return hosts;
  }

  private Map<String, HostTable.Suspension> suspended() {
    return new HostTable(db).suspended(clock.instant());
  }

  /**
   * Why an address is fetched or not.
   *
   * @param url as the crawler writes it
   * @param seeds whose site it stands on
   * @param refusal why the crawler does not follow links to it, in Chinese
   * @param robots what the site's robots.txt says, if it was read within a day
   * @param known what the last run made of it
   * @param history what all runs have seen of it
   */
  public record Explanation(
      URI url,
      List<String> seeds,
      Optional<String> refusal,
      Optional<Boolean> robots,
      Optional<HostTable.Suspension> suspension,
      Optional<LedgerQueries.Known> known,
      Optional<LedgerQueries.History> history) {}

  /** Empty if it is no address that the crawler could ask for. */
  public Optional<Explanation> explain(String address, SeedPlan plan) {
    return CanonicalUrl.of(address).map(url -> explain(url, plan));
  }

  private Explanation explain(URI url, SeedPlan plan) {
    List<String> seeds =
        plan.seeds().stream().filter(s -> SameSite.host(s.url(), url)).map(Seed::id).toList();
    return new Explanation(
        url,
        seeds,
        LinkFilter.refusal(url).or(() -> unwanted(url, plan)),
        robots.known(url).map((RobotsRules r) -> r.allows(url)),
        suspension(url),
        queries.known(url),
        queries.history(url));
  }

  /** What the path rules say, if no seed of the host wants the address. */
  private static Optional<String> unwanted(URI url, SeedPlan plan) {
    List<Seed> seeds = plan.seeds().stream().filter(s -> SameSite.host(s.url(), url)).toList();
    List<String> refusals =
        seeds.stream()
            .flatMap(s -> PathScope.of(s.limits().paths()).refusal(url).map(why -> "种子 " + s.id() + " 的" + why).stream())
            .toList();
    return refusals.isEmpty() || refusals.size() < seeds.size() ? Optional.empty() : Optional.of(String.join("；", refusals));
  }

  private Optional<HostTable.Suspension> suspension(URI url) {
    return Optional.ofNullable(suspended().get(url.getHost().toLowerCase(Locale.ROOT)));
  }

  /**
   * What a scan would do for a seed.
   *
   * @param robots whether robots.txt allows its first page, if it was read within a day
   * @param known pages captured before
   * @param due of them, those that are worth a visit by now
   */
  public record Outlook(
      Seed seed, Optional<Boolean> robots, Optional<HostTable.Suspension> suspension, long known, long due) {
    /** Of a seed that was never crawled. */
    public static Outlook unknown(Seed seed) {
      return new Outlook(seed, Optional.empty(), Optional.empty(), 0, 0);
    }
  }

  /** What a scan would do, a line for each seed. */
  public List<Outlook> outlook(SeedPlan plan) {
    return plan.seeds().stream().map(this::outlook).toList();
  }

  private Outlook outlook(Seed seed) {
    long[] pages = queries.pages(seed.id(), clock.instant());
    URI url = CanonicalUrl.of(seed.url().toString()).orElse(seed.url());
    return new Outlook(
        seed, robots.known(url).map((RobotsRules r) -> r.allows(url)), suspension(url), pages[0], pages[1]);
  }

  @Override
  public void close() throws IOException {
    try (fetcher; db) {
      // both, whatever the other says
    }
  }
}
