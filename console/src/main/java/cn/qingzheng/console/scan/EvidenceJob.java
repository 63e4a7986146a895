package cn.qingzheng.console.scan;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ExtractionRecord;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.evidence.Papers;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Packages one case outside a scan. */
public final class EvidenceJob {
  private EvidenceJob() {}

  /**
   * Empty if there is no such case.
   *
   * @param people who makes the extraction record that goes into each package; without, none goes in
   * @throws ScanUnderWayException if another process writes to this home
   */
  public static Optional<EvidenceReport> run(
      ScanSetup setup, String caseId, Optional<ExtractionRecord.People> people, Clock clock)
      throws IOException, ScanUnderWayException {
    TaskLock held = HomeLock.take(setup.home());
    try (held;
        Casebook casebook = Casebooks.open(setup.home(), setup.config(), clock)) {
      Optional<CaseFile> file = casebook.caseFile(caseId);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      try (Pictures pictures = Pictures.start(setup);
          Crawler crawler = Crawler.open(setup.home().folder(), setup.crawl(), setup.guard(), clock)) {
        CapturedPages captured = new CapturedPages(crawler.captures(), crawler.archive(), new PageReader());
        EvidenceReport made =
            new EvidencePackaging(setup, casebook, captured, pictures, clock, papers(setup.home(), people)).run(List.of(file.get()), () -> false, n -> {});
        return Optional.of(made.with(StampJob.afterwards(setup, casebook, () -> false)));
      }
    }
  }

  private static Papers papers(Home home, Optional<ExtractionRecord.People> people) {
    return people
        .<Papers>map(p -> new ExtractionPapers(Letters.templates(home).extraction(), p, Optional.empty()))
        .orElseGet(Papers::none);
  }
}
