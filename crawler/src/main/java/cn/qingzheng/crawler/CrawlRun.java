package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.fetch.HttpFetcher;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.Found;
import cn.qingzheng.crawler.frontier.HostQueueFrontier;
import cn.qingzheng.crawler.frontier.HostTable;
import cn.qingzheng.crawler.frontier.Pace;
import cn.qingzheng.crawler.frontier.Revisits;
import cn.qingzheng.crawler.frontier.RunTable;
import cn.qingzheng.crawler.frontier.SpentTable;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTable;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.robots.RobotsGate;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run: puts the parts together, lets crawler4j drive them, and sums up. */
final class CrawlRun {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlRun.class);

  private final Parts parts;
  private final SeedPlan plan;
  private final String runId;
  private final CrawlListener listener;
  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, ConnectorStats> stats = new HashMap<>();
  private final Tally tally = new Tally();
  private final RunTable urls;
  private final HttpFetcher fetcher;
  private final HostQueueFrontier frontier;

  /** What outlives a run. */
  record Parts(
      Path folder,
      CrawlSettings settings,
      AddressGuard guard,
      Clock clock,
      CrawlDb db,
      Archive archive,
      CaptureIds ids,
      PageStage.Reader reader,
      Optional<PageRenderer> renderer,
      CrawlMeter meter) {}

  CrawlRun(Parts parts, SeedPlan plan, String runId, CrawlListener listener) {
    this.parts = parts;
    this.plan = plan;
    this.runId = runId;
    this.listener = listener;
    Approvals approvals = new Approvals(plan, parts.clock());
    plan.seeds().forEach(s -> targets.put(s.id(), Target.of(s, parts.settings(), approvals.holding(s.id()))));
    for (Connector c : plan.connectors()) {
      targets.put(c.id(), Target.of(c, parts.settings(), approvals.holding(c.id())));
      stats.put(c.id(), new ConnectorStats(c));
    }
    this.urls = new RunTable(parts.db(), runId);
    this.fetcher = new HttpFetcher(parts.guard(), parts.settings(), parts.clock(), parts.meter());
    this.frontier =
        new HostQueueFrontier(
            new UrlTable(parts.db(), runId, revisits(), parts.clock()), new HostTable(parts.db()), parts.settings(), parts.clock(), this::pace, this::addressOf, this::failed);
  }

  /** Runs until nothing is left or {@link #stop}. */
  CrawlSummary run() throws IOException {
    frontier.meter(parts.meter());
    parts.meter().running(Optional.of(frontier::state));
    try (fetcher) {
      frontier.add(starts());
      if (parts.settings().budget().dueOnly()) {
        plan.seeds().stream().filter(s -> s.limits().maxDepth() > 0).forEach(s -> frontier.addDue(s.id()));
      }
      frontier.refuseSuspended();
      crawl4j().run(parts.settings().threads(), runId, counting(), this::progress);
      frontier.conclude();
      listener.progress(progress());
      return new Summing(urls, frontier, tally, stats, new SpentTable(parts.db()), new HostTable(parts.db()), parts.clock())
          .sum(plan, runId, new Approvals(plan, parts.clock()).expired());
    } finally {
      parts.meter().running(Optional.empty());
    }
  }

  /** The listener, with what it took counted. */
  private CrawlListener counting() {
    return new CrawlListener() {
      @Override
      public void captured(Capture capture, Page page, boolean unchanged) {
        listener.captured(capture, page, unchanged);
        parts.meter().captured(unchanged);
      }

      @Override
      public void failed(CrawlFailure failure) {
        listener.failed(failure);
      }

      @Override
      public void progress(CrawlProgress progress) {
        listener.progress(progress);
      }
    };
  }

  void stop() {
    frontier.finish();
    fetcher.interrupt();
  }

  private Crawl4j crawl4j() throws IOException {
    ConnectorBudgets budgets =
        new ConnectorBudgets(new SpentTable(parts.db()), parts.clock(), parts.settings().patience().suspension());
    CaptureTable captures = new CaptureTable(parts.db());
    RobotsGate robots = new RobotsGate(parts.db(), fetcher, parts.settings(), parts.clock());
    HostTurn turns =
        new HostTurn(fetcher, robots, budgets, captures, this::target, frontier, tally, parts.clock(), BlockSigns.load());
    ComputeGate gate = ComputeGate.ofThisMachine();
    PageStage stage =
        new PageStage(
            new CaptureStage(parts.archive(), captures, runId, parts.ids(), parts.clock(), parts.meter()),
            parts.reader(),
            parts.renderer(),
            new LinkFilter(),
            new SearchStage(this::target, stats::get, plan.platforms(), listener),
            this::target,
            turns,
            gate,
            frontier::isFinished);
    return new Crawl4j(parts.folder(), frontier, turns, stage, tally, gate);
  }

  private Revisits revisits() {
    return new Revisits(parts.settings().budget().dueOnly(), listener::watches);
  }

  private List<UrlTask> starts() {
    List<UrlTask> starts = new ArrayList<>();
    plan.seeds().forEach(s -> starts.add(UrlTask.of(s.id(), UrlKind.PAGE, s.url(), 0, Baggage.none(), Found.bySeed())));
    for (Connector c : plan.connectors()) {
      if (c.idle().isEmpty()) {
        starts.addAll(SearchStage.searches(c, keywords(c), LocalDate.now(parts.clock().withZone(c.politeness().window().zone()))));
      }
    }
    return starts;
  }

  private List<String> keywords(Connector c) {
    return c.keywords().sets().stream()
        .flatMap(set -> parts.settings().keywordSets().getOrDefault(set, List.of()).stream())
        .distinct()
        .toList();
  }

  /** An address of a run that was begun with a seed that is no longer in the plan gets a pace that ends it. */
  private Pace pace(String seedId) {
    Target target = targets.get(seedId);
    return target == null
        ? new Pace(parts.settings().politeness().minDelay(), 0, 0, OptionalInt.of(0))
        : target.pace();
  }

  private Target target(String seedId) {
    Target target = targets.get(seedId);
    if (target == null) {
      throw new IllegalStateException("seed should be in the plan, was: " + seedId);
    }
    return target;
  }

  /** The machine behind a host; behind a rule of the operator's, machine and port. */
  private String addressOf(String host) {
    try {
      InetSocketAddress to = parts.guard().connectTo(host, 80);
      String ip = to.getAddress().getHostAddress();
      return to.getAddress().isLoopbackAddress() ? ip + " " + to.getPort() : ip;
    } catch (IOException e) {
      // The request will say so, with its cause.
      return "";
    }
  }

  private void failed(UrlTask task, FailureCause cause, String detail, int attempts) {
    tally.failed();
    parts.meter().failed(cause);
    try {
      listener.failed(
          new CrawlFailure(runId, task.seedId(), task.url(), cause, detail, attempts, parts.clock().instant()));
    } catch (RuntimeException e) {
      LOG.error("listener failed on {}", task.url(), e);
    }
  }

  private CrawlProgress progress() {
    return tally.progress(frontier.getQueueLength());
  }
}
