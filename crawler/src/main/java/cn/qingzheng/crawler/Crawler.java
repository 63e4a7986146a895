package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.CopyTable;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Crawls what a plan names. Keeps {@code crawl.db} and {@code archive/} in its home. One run at a time; a run that
 * was stopped or killed goes on when it is run again under the same id.
 */
public final class Crawler implements AutoCloseable {
  private final CrawlDb db;
  private final Archive archive;
  private final CrawlRun.Parts parts;
  private volatile boolean stopAsked;
  private final AtomicReference<CrawlRun> current = new AtomicReference<>();

  private Crawler(CrawlDb db, Archive archive, CrawlRun.Parts parts) {
    this.db = db;
    this.archive = archive;
    this.parts = parts;
  }

  /** As {@link #open(Path, CrawlSettings, AddressGuard, Clock, Optional)}, without a browser. */
  public static Crawler open(Path home, CrawlSettings settings, AddressGuard guard, Clock clock) throws IOException {
    return open(home, settings, guard, clock, Optional.empty());
  }

  /** As {@link #open(Path, CrawlSettings, AddressGuard, Clock, Optional, CrawlMeter)}, without counting. */
  public static Crawler open(
      Path home, CrawlSettings settings, AddressGuard guard, Clock clock, Optional<PageRenderer> renderer)
      throws IOException {
    return open(home, settings, guard, clock, renderer, CrawlMeter.none());
  }

  /**
   * Opens the home, creates it if missing.
   *
   * @param guard where connections may go
   * @param renderer runs scripts; pages that need it and find none are counted
   * @param meter counts what runs do
   */
  public static Crawler open(
      Path home, CrawlSettings settings, AddressGuard guard, Clock clock, Optional<PageRenderer> renderer, CrawlMeter meter)
      throws IOException {
    CrawlDb db = CrawlDb.open(home.resolve("crawl.db"));
    try {
      Archive archive = Archive.open(home.resolve("archive"), clock, settings.archiveFileBytes(), new PruneTable(db));
      db.beforeCommit(archive::force);
      db.afterCommit(meter::committed);
      PageReader reader = new PageReader();
      CrawlRun.Parts parts =
          new CrawlRun.Parts(
              home, settings, guard, clock, db, archive, new CaptureIds(), reader::reading, renderer, meter);
      return new Crawler(db, archive, parts);
    } catch (IOException | RuntimeException e) {
      db.close();
      throw e;
    }
  }

  /**
   * Crawls until nothing is left to do or {@link #stop} is called; goes on with a run of the same id. Blocks.
   *
   * @param runId the scan's id
   * @throws IllegalStateException if a run is under way
   * @throws IllegalArgumentException if the plan holds nothing that may run
   */
  public CrawlSummary run(SeedPlan plan, String runId, CrawlListener listener) throws IOException {
    if (!plan.runnable()) {
      throw new IllegalArgumentException("plan should hold something that may run, was: " + plan);
    }
    CrawlRun run = new CrawlRun(parts, plan, runId, listener);
    if (!current.compareAndSet(null, run)) {
      throw new IllegalStateException("one run at a time");
    }
    try {
      if (stopAsked) {
        run.stop();
      }
      return run.run();
    } finally {
      stopAsked = false;
      current.set(null);
    }
  }

  /** Ends the run soon: what is under way is broken off and given back. If none is under way, the next ends at once. */
  public void stop() {
    stopAsked = true;
    Optional.ofNullable(current.get()).ifPresent(CrawlRun::stop);
  }

  /** Takes material that a person hands in, for a run of its own. */
  public ImportStage imports(String runId) {
    return new ImportStage(archive, new CaptureTable(db), runId);
  }

  /** The captures of all runs. */
  public CaptureStore captures() {
    return new CaptureTable(db);
  }

  /**
   * What the captures say, by the signatures of their texts.
   *
   * @param near bits that differ at most between copies
   */
  public CopyTable copies(int near) {
    return new CopyTable(db, near);
  }

  /** Removes what is old; not while anybody writes to this home. */
  public Retention retention() {
    return new Retention(parts.folder().resolve("archive"), db, archive, parts.clock(), step -> {});
  }

  /** The archive that the captures lie in. */
  public Archive archive() {
    return archive;
  }

  @Override
  public void close() throws IOException {
    stop();
    // The database first, because its last commit forces the archive.
    try (archive; db) {
      // both, whatever the other says
    }
  }
}
