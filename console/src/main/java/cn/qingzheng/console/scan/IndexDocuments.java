package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.index.IndexedPage;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Makes the index's documents, with where the casebook stands. */
final class IndexDocuments {
  private IndexDocuments() {}

  /** @param copies the group of pages that say the same */
  static IndexedPage of(Capture capture, Page page, PageResult result, Casebook casebook, Optional<String> copies) {
    Set<FindingState> states = new HashSet<>();
    Set<String> cases = new HashSet<>();
    for (Hit hit : result.violations()) {
      Optional<FindingRecord> known = casebook.finding(Fingerprint.fingerprint(hit, page.url()));
      known.ifPresent(r -> states.add(r.finding().state()));
      known.flatMap(FindingRecord::caseId).ifPresent(cases::add);
    }
    return new IndexedPage(
        page,
        result,
        capture.origin().seedId(),
        capture.origin().listing().map(Listing::platform),
        new IndexedPage.Casework(states, cases, casebook.region(capture.id())),
        copies);
  }
}
