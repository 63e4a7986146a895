package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.console.search.NewHits;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.ImportStage;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes material that people hand in through the same stages as what is crawled: archive, analysis, casebook, index,
 * evidence. Asks no network. Material that was handed in before is not recorded again.
 */
public final class ImportJob {
  private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);

  private final ScanSetup setup;
  private final Clock clock;

  public ImportJob(ScanSetup setup, Clock clock) {
    this.setup = setup;
    this.clock = clock;
  }

  /** Something that holds material: a file, a form, a table. */
  public interface Source {
    /** As the user knows it. */
    String name();

    /** The file itself, if its pieces do not hold all of it. */
    Optional<Original> original();

    /**
     * Gives its pages, pictures, documents or rows one after the other.
     *
     * @throws IOException with the cause in Chinese; what was given before counts
     */
    void each(Sink sink) throws IOException;
  }

  /** @param sha256 lower-case hex */
  public record Original(Path file, String sha256) {}

  /** Takes material. */
  @FunctionalInterface
  public interface Sink {
    void take(ImportStage.Material material) throws IOException;
  }

  /**
   * What an import came to.
   *
   * @param pages taken in now, by what the analysis proposes
   * @param before how many had been handed in before
   * @param failed sources that could not be read, with the cause in Chinese
   */
  public record Report(
      String runId,
      Map<Outcome, Long> pages,
      long before,
      List<ChangeSummary> changes,
      EvidenceReport evidence,
      List<String> failed) {
    public Report {
      pages = Map.copyOf(pages);
      changes = List.copyOf(changes);
      failed = List.copyOf(failed);
    }

    public long taken() {
      return pages.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  static boolean isImport(String runId) {
    return runId.startsWith("I");
  }

  /**
   * @param progress called with the number of pieces dealt with
   * @throws ScanUnderWayException if another process writes to this home
   */
  public Report run(List<Source> sources, LongConsumer progress) throws IOException, ScanUnderWayException {
    TaskLock held = HomeLock.take(setup.home());
    try (held;
        Stores stores = Stores.open(setup, clock);
        Crawler crawler = Crawler.open(setup.home().folder(), setup.crawl(), setup.guard(), clock)) {
      return new Work(stores, crawler, progress).run(sources);
    }
  }

  private final class Work {
    private final Stores stores;
    private final CapturedPages captured;
    private final Clues clues = new Clues(setup.plan().seeds());
    private final CopiedTexts copies;
    private final ImportStage stage;
    private final String runId;
    private final LongConsumer progress;
    private final List<String> failed = new ArrayList<>();
    private final Set<String> captures = new HashSet<>();
    private long before;

    Work(Stores stores, Crawler crawler, LongConsumer progress) {
      this.stores = stores;
      this.runId = RunIds.next('I', stores.casebook(), clock);
      this.captured = new CapturedPages(crawler.captures(), crawler.archive(), new PageReader());
      this.copies = new CopiedTexts(crawler, setup.analyzer());
      this.stage = crawler.imports(runId);
      this.progress = progress;
    }

    Report run(List<Source> sources) throws IOException {
      Casebook casebook = stores.casebook();
      casebook.startRun(runId);
      for (Source source : sources) {
        try {
          keepOriginal(source);
          source.each(this::take);
        } catch (IOException e) {
          LOG.warn("import of {}", source.name(), e);
          failed.add(source.name() + "：" + e.getMessage());
        }
      }
      stores.index().commit();
      NewHits.count(stores.casebook(), stores.index());
      copies.note(runId, casebook);
      EvidenceReport evidence =
          new EvidencePackaging(setup, casebook, captured, Pictures.none(setup), clock)
              .run(casebook.cases(), captures::contains, () -> false, n -> {});
      casebook.endRun(runId, "{}");
      return new Report(runId, pages(casebook), before, casebook.changes(runId), evidence, failed);
    }

    /** Under its own hash, so that it is kept once and nobody can change it unseen. */
    private void keepOriginal(Source source) throws IOException {
      Optional<Original> original = source.original();
      if (original.isPresent()) {
        Path kept = Files.createDirectories(setup.home().imports()).resolve(original.get().sha256());
        if (!Files.exists(kept)) {
          Path part = kept.resolveSibling(original.get().sha256() + ".part");
          Files.copy(original.get().file(), part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }

    private void take(ImportStage.Material material) throws IOException {
      ImportStage.Kept kept = stage.keep(platform(material));
      Capture capture = kept.capture();
      if (captures.add(capture.id())) {
        before += kept.before() ? 1 : 0;
        record(capture);
      }
      progress.accept(captures.size());
    }

    /** What a process archived that died before it was recorded belongs to the run of that process. */
    private void record(Capture capture) throws IOException {
      String run = capture.origin().runId();
      if (!stores.casebook().recorded(run, capture.id())) {
        stores.casebook().startRun(run);
        new PageSink(run, setup.analyzer(), stores, clues, copies, clock, p -> {})
            .captured(capture, captured.page(capture), false);
      }
    }

    private Map<Outcome, Long> pages(Casebook casebook) {
      Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
      for (PageRecord page : casebook.pages(runId)) {
        counts.merge(page.outcome(), 1L, Long::sum);
      }
      return counts;
    }
  }

  /** A platform has one name, however its pages come in. */
  private ImportStage.Material platform(ImportStage.Material m) {
    Optional<Listing> listing =
        setup.plan().platforms().of(m.url())
            .map(p -> new Listing(
                p.id(), p.name(), m.listing().map(Listing::title).orElse(""), m.listing().flatMap(Listing::price),
                m.listing().flatMap(Listing::seller)))
            .or(m::listing);
    return new ImportStage.Material(m.url(), m.at(), m.contentType(), m.body(), m.readable(), listing, m.origin(), m.record());
  }
}
