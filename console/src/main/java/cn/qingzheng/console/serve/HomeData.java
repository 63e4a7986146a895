package cn.qingzheng.console.serve;

import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Kept;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.casework.ReportingDates;
import cn.qingzheng.casework.Run;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.doctor.Checkup;
import cn.qingzheng.console.scan.CaseStandings;
import cn.qingzheng.console.scan.HomeReader;
import cn.qingzheng.console.scan.Letters;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.ScanSummaryJson;
import cn.qingzheng.console.schedule.ScheduleState;
import cn.qingzheng.console.web.CaptureRoom;
import cn.qingzheng.console.web.ConsoleData;
import cn.qingzheng.console.web.Office;
import cn.qingzheng.console.web.Sight;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.IndexUnavailableException;
import cn.qingzheng.index.SearchHit;
import cn.qingzheng.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows a home to the web console; a scan may write at the same time. */
public final class HomeData implements ConsoleData, AutoCloseable {
  private final ScanSetup setup;
  private final Casebook casebook;
  private final HomeReader reader;
  private final Letters letters;
  private final Supplier<Optional<ScheduleState>> schedule;
  private final List<Missing> missing;
  private volatile EvidenceIndex index;

  private HomeData(
      ScanSetup setup, Casebook casebook, HomeReader reader, Supplier<Optional<ScheduleState>> schedule) {
    this.setup = setup;
    this.casebook = casebook;
    this.reader = reader;
    this.letters = new Letters(casebook, setup.config().organ(), setup.home());
    this.schedule = schedule;
    this.missing =
        Checkup.forPictures().stream()
            .filter(c -> !c.good())
            .map(c -> new Missing(c.name() + "：" + c.found(), c.consequence()))
            .toList();
  }

  /** @param schedule asked each time the overview is shown */
  public static HomeData open(ScanSetup setup, Clock clock, Supplier<Optional<ScheduleState>> schedule) throws IOException {
    Casebook whole = Casebooks.open(setup.home(), setup.config(), clock);
    Casebook casebook = whole.within(() -> Sight.of(whole));
    try {
      return new HomeData(setup, casebook, HomeReader.open(setup, clock), schedule);
    } catch (IOException | RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /** What the console's users write into. */
  public Office office() {
    return new Office(
        casebook, new HomeLetters(casebook, setup.home(), setup.config(), Clock.systemUTC()),
        new HomeSources(casebook, setup.home(), setup.crawl().keywordSets().keySet()));
  }

  @Override
  public String organ() {
    return setup.config().organ().name();
  }

  /** Before the first scan there is no index; it is looked for again until there is one. */
  @Override
  public Optional<EvidenceIndex> index() {
    if (index == null) {
      synchronized (this) {
        if (index == null) {
          try {
            index = EvidenceIndex.openReadOnly(setup.home().index(), setup.analyzer().folding(), new CaseStandings(casebook.whole()));
          } catch (IndexUnavailableException e) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(index.within(() -> Sight.regions(casebook.whole())));
  }

  @Override
  public Map<String, String> ruleNames() {
    return setup.analyzer().ruleNames();
  }

  /** A subject may have been given to another region since its pages were indexed. */
  @Override
  public boolean sees(SearchHit hit) {
    return casebook.scope().everything() || casebook.sees(Kept.CAPTURE, hit.source().captureId());
  }

  @Override
  public Optional<CapturedPage> page(String captureId) {
    if (hidden(captureId)) {
      return Optional.empty();
    }
    return reader.page(captureId).map(p -> {
      Optional<FindingRecord> found =
          p.result().violations().stream()
              .map(hit -> casebook.finding(Fingerprint.fingerprint(hit, p.page().url())))
              .flatMap(Optional::stream)
              .findFirst();
      Optional<String> caseId = found.flatMap(FindingRecord::caseId);
      return new CapturedPage(p.page(), p.result(), Optional.of(p.capture()), screenshot(caseId, captureId), caseId);
    });
  }

  private boolean hidden(String captureId) {
    return !casebook.scope().everything() && !casebook.sees(Kept.CAPTURE, captureId);
  }

  /** The home's own texts and calendar where it has them. */
  private Templates templates() {
    return Letters.templates(setup.home());
  }

  @Override
  public List<ReportingDates.Due> due() {
    return templates().dates().next(casebook.today(), templates().calendar());
  }

  @Override
  public Optional<Reporting> reporting() {
    ProgressTables tables = new ProgressTables(casebook, templates(), setup.config().organ().place());
    return Optional.of(new Reporting(due(), tables.asOf(casebook.today()), tables.pending(casebook.today())));
  }

  @Override
  public CaptureRoom captures() {
    return new HomeCaptures(casebook, reader, setup.analyzer());
  }

  @Override
  public Optional<PrunedPage> pruned(String captureId) {
    if (hidden(captureId)) {
      return Optional.empty();
    }
    return reader.pruned(captureId).map(p ->
        new PrunedPage(
            p, casebook.pages(p.runId()).stream().filter(r -> r.captureId().equals(captureId)).findFirst()));
  }

  private Optional<Path> screenshot(Optional<String> caseId, String captureId) {
    return caseId.stream()
        .flatMap(id -> casebook.evidence(id).stream())
        .filter(e -> e.captureId().equals(captureId))
        .map(e -> setup.home().pictures().resolve(e.sealed().id() + ".png"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  public List<FindingRecord> findings(FindingFilter filter) {
    return casebook.findings(filter);
  }

  @Override
  public long count(FindingFilter filter) {
    return casebook.count(filter);
  }

  @Override
  public List<CaseFile> cases() {
    return casebook.cases().reversed();
  }

  @Override
  public Optional<CaseFile> caseFile(String caseId) {
    return casebook.caseFile(caseId);
  }

  @Override
  public List<StoredEvidence> evidence(String caseId) {
    return casebook.evidence(caseId);
  }

  @Override
  public List<Draft> drafts(String caseId) {
    return letters.list().stream()
        .filter(n -> n.caseIds().contains(caseId))
        .map(n -> new Draft(
            n.id(),
            n.content().kind().label() + "（主送 " + n.content().recipient() + "）",
            n.state().label() + n.notSendable().map(why -> "，" + why).orElse(""),
            Stream.of(".docx", ".pdf")
                .map(end -> setup.home().outbox().resolve(n.id() + end))
                .filter(Files::isRegularFile)
                .toList()))
        .toList();
  }

  @Override
  public Optional<LastScan> lastScan() {
    return casebook.runs().stream().findFirst().map(this::scan);
  }

  private LastScan scan(Run run) {
    Map<Outcome, Long> pages = new EnumMap<>(Outcome.class);
    casebook.pages(run.id()).forEach(p -> pages.merge(p.outcome(), 1L, Long::sum));
    List<Trouble> troubles =
        ScanSummaryJson.troubles(run.summary()).entrySet().stream().map(e -> new Trouble(e.getKey(), e.getValue())).toList();
    // What went wrong with hosts is told of no region.
    boolean all = casebook.scope().everything();
    return new LastScan(run.id(), run.started(), run.ended(), pages, casebook.changes(run.id()), all ? troubles : List.of(),
        all ? ScanSummaryJson.problems(run.summary()) : List.of());
  }

  @Override
  public Optional<ScheduleState> schedule() {
    return schedule.get();
  }

  @Override
  public List<Missing> missing() {
    return missing;
  }

  @Override
  public void close() throws IOException {
    if (index != null) {
      index.close();
    }
    try (reader) {
      casebook.whole().close();
    }
  }
}
