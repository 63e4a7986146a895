package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.Run;
import cn.qingzheng.console.search.NewHits;
import cn.qingzheng.crawler.CrawlProgress;
import cn.qingzheng.crawler.CrawlSummary;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One scan: crawl, analyse, record, index, package. A scan that was stopped or killed less than a day ago is gone on
 * with; what it had done is not done again.
 */
public final class ScanJob {
  private static final Logger LOG = LoggerFactory.getLogger(ScanJob.class);
  private static final Duration WORTH_RESUMING = Duration.ofHours(24);

  private final ScanSetup setup;
  private final Clock clock;
  private final ScanMetrics metrics;
  private final AtomicReference<Crawler> crawling = new AtomicReference<>();
  private volatile boolean stopped;

  public ScanJob(ScanSetup setup, Clock clock) {
    this(setup, clock, new ScanMetrics(clock));
  }

  /** @param metrics counts what this scan does */
  public ScanJob(ScanSetup setup, Clock clock, ScanMetrics metrics) {
    this.setup = setup;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Who watches a scan. Called from several threads. */
  public interface Watcher {
    void crawled(CrawlProgress progress);

    /** @param done captures dealt with */
    void packaged(int done);

    /** Watches nothing. */
    static Watcher none() {
      return new Watcher() {
        @Override
        public void crawled(CrawlProgress progress) {}

        @Override
        public void packaged(int done) {}
      };
    }
  }

  /**
   * Runs to the end, or until {@link #stop}.
   *
   * @throws ScanUnderWayException if another process scans this home
   */
  public ScanReport run(Watcher watcher) throws IOException, ScanUnderWayException {
    TaskLock held = HomeLock.take(setup.home());
    ScanMetrics.End end = ScanMetrics.End.FAILED;
    metrics.began();
    try {
      ScanReport report = run(held, watcher);
      end = report.stopped() ? ScanMetrics.End.STOPPED : ScanMetrics.End.DONE;
      return report;
    } finally {
      metrics.ended(end);
    }
  }

  private ScanReport run(TaskLock held, Watcher watcher) throws IOException {
    try (held;
        Pictures pictures = Pictures.start(setup);
        Stores stores = Stores.open(setup, clock);
        Crawler crawler =
            Crawler.open(setup.home().folder(), setup.crawl(), setup.guard(), clock, pictures.renderer(), metrics)) {
      crawling.set(crawler);
      if (stopped) {
        crawler.stop();
      }
      return run(crawler, stores, pictures, watcher);
    } finally {
      MDC.remove("run");
      crawling.set(null);
    }
  }

  /** Ends the scan soon; it can be gone on with. */
  public void stop() {
    stopped = true;
    Optional.ofNullable(crawling.get()).ifPresent(Crawler::stop);
  }

  private ScanReport run(Crawler crawler, Stores stores, Pictures pictures, Watcher watcher) throws IOException {
    Casebook casebook = stores.casebook();
    CapturedPages captured = new CapturedPages(crawler.captures(), crawler.archive(), new PageReader());
    Optional<Run> unfinished = unfinished(casebook);
    String runId = unfinished.map(Run::id).orElseGet(() -> RunIds.next('R', casebook, clock));
    MDC.put("run", runId);
    casebook.startRun(runId);
    CopiedTexts copies = new CopiedTexts(crawler, setup.analyzer());
    if (unfinished.isPresent()) {
      indexAgain(runId, captured, stores, copies);
    }
    Clues clues = new Clues(setup.plan().seeds());
    PageSink sink = new PageSink(runId, setup.analyzer(), stores, clues, copies, clock, watcher::crawled);
    CrawlSummary crawl = crawler.run(setup.plan().stopped(new StoppedConnectors(casebook)), runId, sink);
    stores.index().commit();
    copies.note(runId, casebook);
    NewHits.count(stores.casebook(), stores.index());
    EvidenceReport evidence = stopped ? EvidenceReport.none() : evidence(captured, casebook, pictures, watcher::packaged);
    ScanReport report =
        new ScanReport(
            runId, stopped, crawl, casebook.outcomes(runId), casebook.changes(runId), unchecked(casebook, runId), evidence);
    if (!stopped) {
      casebook.endRun(runId, ScanSummaryJson.of(report));
    }
    return report;
  }

  /** Present as far as anybody knows, and not seen in this run. */
  private static long unchecked(Casebook casebook, String runId) {
    long seen =
        casebook.changes(runId).stream()
            .filter(c -> c.kind() != FindingChange.Kind.RESOLVED)
            .mapToLong(ChangeSummary::findings)
            .sum();
    return Math.max(0, casebook.count(FindingFilter.all().present(true)) - seen);
  }

  private EvidenceReport evidence(CapturedPages captured, Casebook casebook, Pictures pictures, IntConsumer done)
      throws IOException {
    EvidenceReport made =
        new EvidencePackaging(setup, casebook, captured, pictures, clock).run(casebook.cases(), () -> stopped, done);
    return made.with(StampJob.afterwards(setup, casebook, () -> stopped));
  }

  private Optional<Run> unfinished(Casebook casebook) {
    return casebook.runs().stream()
        .filter(r -> !ImportJob.isImport(r.id()) && !RecheckJob.isRecheck(r.id()))
        .findFirst()
        .filter(r -> r.ended().isEmpty())
        .filter(r -> r.started().isAfter(clock.instant().minus(WORTH_RESUMING)));
  }

  /** What the killed process had recorded but perhaps not committed to the index; putting it in twice is once. */
  private void indexAgain(String runId, CapturedPages captured, Stores stores, CopiedTexts copies) throws IOException {
    Clues clues = new Clues(setup.plan().seeds());
    try (Stream<Capture> captures = captured.store().ofRun(runId)) {
      for (Capture capture : (Iterable<Capture>) captures::iterator) {
        try {
          Page page = captured.page(capture);
          stores.index().put(
              IndexDocuments.of(
                  capture, page, setup.analyzer().analyze(page, clues.of(capture)), stores.casebook(),
                  copies.keep(capture, page)));
        } catch (IOException e) {
          LOG.warn("capture {} not indexed again", capture.id(), e);
        }
      }
    }
  }
}
