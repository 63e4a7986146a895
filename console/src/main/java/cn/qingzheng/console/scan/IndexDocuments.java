package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.index.IndexedPage;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the index's documents. Where findings stand is no part of them: the search asks the casebook. */
final class IndexDocuments {
  private IndexDocuments() {}

  /** @param copies the group of pages that say the same */
  static IndexedPage of(Capture capture, Page page, PageResult result, Casebook casebook, Optional<String> copies) {
    Set<String> findings =
        result.violations().stream().map(hit -> Fingerprint.fingerprint(hit, page.url())).collect(Collectors.toSet());
    IndexedPage.Origin origin =
        new IndexedPage.Origin(
            capture.origin().seedId(),
            Optional.of(casebook.region(capture.id())).filter(region -> !region.isEmpty()),
            capture.origin().listing().map(Listing::platform));
    return new IndexedPage(page, result, origin, findings, copies);
  }
}
