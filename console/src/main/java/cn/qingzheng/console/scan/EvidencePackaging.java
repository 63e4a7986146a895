package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.evidence.EvidenceBuilder;
import cn.qingzheng.evidence.EvidenceException;
import cn.qingzheng.evidence.EvidenceRequest;
import cn.qingzheng.evidence.Papers;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Severity;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Seals a package for every capture that shows a confirmed finding, a candidate of high severity or one on a page of
 * high risk, and has none yet. A capture that shows no more than one of the same address that is already sealed
 * needs none: pages with a counter of visits differ every night.
 */
final class EvidencePackaging {
  private static final Logger LOG = LoggerFactory.getLogger(EvidencePackaging.class);

  private final ScanSetup setup;
  private final Casebook casebook;
  private final CapturedPages captured;
  private final Pictures pictures;
  private final EvidenceBuilder builder;
  private final EvidenceShelf shelf;
  private final Clues clues;
  private final Clock clock;
  private final Papers papers;

  private final List<EvidencePackage> built = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int kept;
  private int withoutPicture;
  private Optional<String> clockNote = Optional.empty();

  /** Without documents: an extraction record needs two officers, and at night there are none. */
  EvidencePackaging(ScanSetup setup, Casebook casebook, CapturedPages captured, Pictures pictures, Clock clock) {
    this(setup, casebook, captured, pictures, clock, Papers.none());
  }

  EvidencePackaging(
      ScanSetup setup, Casebook casebook, CapturedPages captured, Pictures pictures, Clock clock, Papers papers) {
    this.papers = papers;
    this.setup = setup;
    this.casebook = casebook;
    this.captured = captured;
    this.pictures = pictures;
    this.builder = new EvidenceBuilder(clock, SealingKeys.required(setup.config().evidence()));
    this.shelf = new EvidenceShelf(setup.home().evidence());
    this.clock = clock;
    this.clues = new Clues(setup.plan().seeds());
  }

  /**
   * Packages the open cases among these.
   *
   * @param stopped asked before each capture; what is left then is packaged by the next run
   * @param done called with the number of captures dealt with
   */
  EvidenceReport run(List<CaseFile> cases, BooleanSupplier stopped, IntConsumer done) throws IOException {
    return run(cases, c -> true, stopped, done);
  }

  /** @param wanted which captures */
  EvidenceReport run(List<CaseFile> cases, Predicate<String> wanted, BooleanSupplier stopped, IntConsumer done)
      throws IOException {
    shelf.tidy(casebook);
    int count = 0;
    for (CaseFile file : cases) {
      if (file.state().open()) {
        for (Map.Entry<String, Set<String>> shown : captures(file.id()).entrySet()) {
          if (stopped.getAsBoolean()) {
            return report();
          }
          if (wanted.test(shown.getKey())) {
            packageOne(file.id(), shown.getKey(), Optional.of(shown.getValue()));
            done.accept(++count);
          }
        }
      }
    }
    return report();
  }

  /** Packages just these captures, by case, whatever they show: that something is gone is shown by a page without it. */
  EvidenceReport exactly(Map<String, Set<String>> captureIds, BooleanSupplier stopped) throws IOException {
    shelf.tidy(casebook);
    for (Map.Entry<String, Set<String>> wanted : captureIds.entrySet()) {
      for (String captureId : wanted.getValue()) {
        if (stopped.getAsBoolean()) {
          return report();
        }
        packageOne(wanted.getKey(), captureId, Optional.empty());
      }
    }
    return report();
  }

  private EvidenceReport report() {
    return new EvidenceReport(built, kept, withoutPicture, pictures.problem(), problems, StampReport.none());
  }

  /** Captures that show something worth a package, in the order of the findings, with the fingerprints of these. */
  private Map<String, Set<String>> captures(String caseId) {
    Map<String, Set<String>> shown = new LinkedHashMap<>();
    for (FindingRecord r : casebook.findings(FindingFilter.all().inCase(caseId).present(true))) {
      boolean grave =
          r.finding().hit().judgement().severity() == Severity.HIGH || r.where().outcome() == Outcome.HIGH_RISK;
      boolean candidate = r.finding().state() == FindingState.CANDIDATE && grave;
      if (candidate || r.finding().state() == FindingState.CONFIRMED) {
        shown.computeIfAbsent(r.finding().seen().captureId(), id -> new HashSet<>()).add(r.finding().fingerprint());
      }
    }
    return shown;
  }

  /** @param fingerprints what the capture shows, where an earlier package that shows it too will do */
  private void packageOne(String caseId, String captureId, Optional<Set<String>> fingerprints) {
    MDC.MDCCloseable about = MDC.putCloseable("capture", captureId);
    try (about) {
      Optional<Capture> capture = captured.store().find(captureId);
      if (capture.isEmpty()) {
        problems.add("采集记录不在了，无法制作证据包：" + captureId);
      } else if (fingerprints.isPresent() && alreadySealed(caseId, capture.get(), fingerprints.get())) {
        kept++;
      } else {
        built.add(seal(caseId, capture.get()));
      }
    } catch (IOException | EvidenceException | RuntimeException e) {
      // One capture that cannot be packaged costs itself only.
      LOG.error("evidence of capture {} in case {}", captureId, caseId, e);
      problems.add("证据包未能制作（案件 " + caseId + "，采集 " + captureId + "）：" + e.getMessage());
    }
  }

  private boolean alreadySealed(String caseId, Capture capture, Set<String> fingerprints) throws IOException {
    for (StoredEvidence e : casebook.evidence(caseId)) {
      if (e.captureId().equals(capture.id())) {
        return true;
      }
      Optional<Capture> sealed = captured.store().find(e.captureId()).filter(c -> c.url().equals(capture.url()));
      if (sealed.isPresent() && shows(sealed.get(), fingerprints)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sealed capture shows these findings as well. */
  private boolean shows(Capture sealed, Set<String> fingerprints) throws IOException {
    Page page = captured.page(sealed);
    return setup.analyzer().analyze(page, clues.of(sealed)).hits().stream()
        .map(hit -> Fingerprint.fingerprint(hit, page.url()))
        .collect(Collectors.toSet())
        .containsAll(fingerprints);
  }

  /** Asked once for all packages made at a time. */
  private String clockNote() {
    if (clockNote.isEmpty()) {
      clockNote = Optional.of(ClockCheck.note(setup.config().evidence().clockServer(), clock));
    }
    return clockNote.get();
  }

  private EvidencePackage seal(String caseId, Capture capture) throws IOException, EvidenceException {
    Page page = captured.page(capture);
    PageResult result = setup.analyzer().analyze(page, clues.of(capture));
    List<ArchivedRecord> referred = captured.archive().referred(capture);
    String id = casebook.nextEvidenceId();
    Pictures.Again again =
        capture.origin().imported().isPresent()
            ? Pictures.Again.missing("人工取得后导入的材料，程序没有访问原处；原件在归档中")
            : pictures.take(capture, result.hits(), captured, id, clock);
    EvidenceRequest request =
        new EvidenceRequest(
            new EvidenceRequest.Identity(id, caseId, setup.config().organ().name()),
            new EvidenceRequest.Material(
                capture, page, result, referred, captured.archive()::record, again.recapture()),
            again.picture(),
            Map.of(),
            Machine.environment(result.checked().packs(), pictures.browser(), clockNote()),
            List.of(),
            papers);
    EvidencePackage sealed = shelf.placed(caseId, builder.build(request, shelf.aside()));
    casebook.addEvidence(caseId, capture.id(), sealed, Casebook.PROGRAM);
    shelf.put(sealed);
    if (again.picture() instanceof EvidenceRequest.Picture.Missing && capture.origin().imported().isEmpty()) {
      withoutPicture++;
    }
    return sealed;
  }
}
