package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Recheck;
import cn.qingzheng.casework.Rechecks;
import cn.qingzheng.console.search.NewHits;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.MDC;

/**
 * Looks again at the confirmed findings of cases: visits their addresses and nothing else, as politely as a scan, says
 * what became of each, and seals what it saw.
 */
public final class RecheckJob {
  /** Begins the names of its runs; a scan does not go on with one. */
  private static final char KIND = 'C';

  private final ScanSetup setup;
  private final Clock clock;
  private final AtomicReference<Crawler> crawling = new AtomicReference<>();
  private volatile boolean stopped;

  public RecheckJob(ScanSetup setup, Clock clock) {
    this.setup = setup;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param seen by case, in the order of its findings
   */
  public record Report(String runId, boolean stopped, Map<String, List<Recheck.Seen>> seen, EvidenceReport evidence) {}

  static boolean isRecheck(String runId) {
    return runId.charAt(0) == KIND;
  }

  /**
   * Runs to the end, or until {@link #stop}; then nothing is kept of cases that were not wholly looked at.
   *
   * @param caseIds those without confirmed findings have nothing to look at
   * @throws ScanUnderWayException if another process writes to this home
   */
  public Report run(List<String> caseIds) throws IOException, ScanUnderWayException {
    TaskLock held = HomeLock.take(setup.home());
    try (held;
        Pictures pictures = Pictures.start(setup);
        Stores stores = Stores.open(setup, clock);
        Crawler crawler = Crawler.open(setup.home().folder(), setup.crawl(), setup.guard(), clock, pictures.renderer())) {
      crawling.set(crawler);
      if (stopped) {
        crawler.stop();
      }
      return run(caseIds, crawler, stores, pictures);
    } finally {
      MDC.remove("run");
      crawling.set(null);
    }
  }

  /** Ends it soon. */
  public void stop() {
    stopped = true;
    Optional.ofNullable(crawling.get()).ifPresent(Crawler::stop);
  }

  private Report run(List<String> caseIds, Crawler crawler, Stores stores, Pictures pictures) throws IOException {
    Casebook casebook = stores.casebook();
    Rechecks rechecks = new Rechecks(casebook);
    Map<String, List<FindingRecord>> items = new LinkedHashMap<>();
    caseIds.forEach(id -> items.put(id, rechecks.items(id)));
    CapturedPages captured = new CapturedPages(crawler.captures(), crawler.archive(), new PageReader());
    Addresses addresses = addresses(items, captured);
    ScanSetup narrow = setup.with(addresses.plan(setup.plan()));
    String runId = RunIds.next(KIND, casebook, clock);
    MDC.put("run", runId);
    casebook.startRun(runId);
    CopiedTexts copies = new CopiedTexts(crawler, setup.analyzer());
    RecheckSink sink =
        new RecheckSink(runId, setup.analyzer(), stores, copies, new Clues(narrow.plan().seeds()), addresses.byId);
    crawler.run(new SeedPlan(addresses.seeds, List.of(), addresses.approvals, narrow.plan().platforms()), runId, sink);
    stores.index().commit();
    NewHits.count(stores.casebook(), stores.index());
    copies.note(runId, casebook);
    Map<String, List<Recheck.Seen>> seen = new LinkedHashMap<>();
    EvidenceReport evidence = EvidenceReport.none();
    if (!stopped) {
      RecheckVerdicts verdicts = new RecheckVerdicts(casebook, sink);
      items.forEach((caseId, findings) -> seen.put(caseId, verdicts.of(caseId, findings)));
      seen.forEach((caseId, list) -> rechecks.record(caseId, runId, list));
      evidence = evidence(seen, narrow, casebook, captured, pictures);
    }
    casebook.endRun(runId, "{\"kind\":\"recheck\",\"stopped\":" + stopped + "}");
    return new Report(runId, stopped, seen, evidence);
  }

  private EvidenceReport evidence(
      Map<String, List<Recheck.Seen>> seen, ScanSetup narrow, Casebook casebook, CapturedPages captured, Pictures pictures)
      throws IOException {
    Map<String, Set<String>> wanted = new TreeMap<>();
    seen.forEach((caseId, list) ->
        list.forEach(s -> s.captureId().ifPresent(id -> wanted.computeIfAbsent(caseId, k -> new LinkedHashSet<>()).add(id))));
    EvidenceReport made = new EvidencePackaging(narrow, casebook, captured, pictures, clock).exactly(wanted, () -> stopped);
    return made.with(StampJob.afterwards(setup, casebook, () -> stopped));
  }

  /** What to visit: each address as a seed of its own, known as the seed was by which it was found. */
  private record Addresses(List<Seed> seeds, Map<String, List<CrawlApproval>> approvals, Map<String, URI> byId) {
    SeedPlan plan(SeedPlan all) {
      return new SeedPlan(Stream.concat(all.seeds().stream(), seeds.stream()).toList(), all.connectors(), all.approvals(), all.platforms());
    }
  }

  private Addresses addresses(Map<String, List<FindingRecord>> items, CapturedPages captured) throws IOException {
    Addresses out = new Addresses(new ArrayList<>(), new HashMap<>(), new LinkedHashMap<>());
    Map<String, Seed> known = new HashMap<>();
    setup.plan().seeds().forEach(seed -> known.put(seed.id(), seed));
    Set<URI> done = new LinkedHashSet<>();
    for (FindingRecord item : items.values().stream().flatMap(List::stream).toList()) {
      if (done.add(item.finding().url())) {
        String id = "recheck-" + done.size();
        Optional<String> found = captured.store().find(item.finding().seen().captureId()).map(Capture::origin).map(Capture.Origin::seedId);
        Optional<Seed> seed = found.map(known::get);
        out.seeds.add(seed(id, item, seed));
        found.ifPresent(f -> out.approvals.put(id, setup.plan().approvals(f)));
        out.byId.put(id, item.finding().url());
      }
    }
    return out;
  }

  private static Seed seed(String id, FindingRecord item, Optional<Seed> as) {
    RenderMode render = as.map(s -> s.limits().render()).orElse(RenderMode.NONE);
    return new Seed(
        id, as.map(Seed::name).orElse(item.subject().name()), as.map(Seed::kind).orElse(SeedKind.PLATFORM), item.finding().url(),
        as.flatMap(Seed::creditCode), as.map(Seed::region).orElse(""), new Seed.Limits(1, 0, render, PathRules.all()));
  }
}
