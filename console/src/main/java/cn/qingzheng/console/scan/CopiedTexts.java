package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.CopySignature;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CopyClue;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.crawler.CaptureStore;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.frontier.Copy;
import cn.qingzheng.crawler.frontier.CopyTable;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.TextFolding;
import java.util.Optional;

/** Finds pages of several hosts that say the same, and tells the casebook where that may mean something. */
final class CopiedTexts {
  private final CopyTable table;
  private final CaptureStore captures;
  private final TextFolding folding;

  CopiedTexts(Crawler crawler, Analyzer analyzer) {
    this.table = crawler.copies(CopySignature.NEAR);
    this.captures = crawler.captures();
    this.folding = analyzer.folding();
  }

  /**
   * Keeps what a page says, to be compared.
   *
   * @return the group of pages that say the same or nearly the same; empty if it says too little
   */
  Optional<String> keep(Capture capture, Page page) {
    return CopySignature.of(page, folding).map(s -> Long.toHexString(table.add(capture, s)));
  }

  /**
   * Notes in the casebook which pages with something to look at stand on other hosts too, under other names. A page
   * that only tells of adverts is no clue, however often it is copied.
   */
  void note(String runId, Casebook casebook) {
    casebook.pages(runId).stream()
        .filter(p -> p.outcome() == Outcome.REVIEW || p.outcome() == Outcome.HIGH_RISK)
        .map(PageRecord::captureId)
        .forEach(id -> captures.find(id).ifPresent(c -> note(c, runId, casebook)));
  }

  private void note(Capture capture, String runId, Casebook casebook) {
    for (Copy copy : table.elsewhere(capture)) {
      casebook.copied(
          new CopyClue.Seen(runId, capture.id()),
          new CopyClue.Seen(copy.latest().origin().runId(), copy.latest().id()), copy.distance());
    }
  }
}
