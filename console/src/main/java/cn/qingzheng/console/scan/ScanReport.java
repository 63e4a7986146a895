package cn.qingzheng.console.scan;

import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.crawler.CrawlSummary;
import cn.qingzheng.model.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What a scan came to.
 *
 * @param stopped whether somebody stopped it; the next scan goes on with it
 * @param pages captured pages by what the analysis proposes
 * @param changes of findings against what was known
 * @param evidence packages made and not made
 * @param unchecked findings seen before whose pages could not be looked at again this time
 */
public record ScanReport(
    String runId,
    boolean stopped,
    CrawlSummary crawl,
    Map<Outcome, Long> pages,
    List<ChangeSummary> changes,
    long unchecked,
    EvidenceReport evidence) {
  public ScanReport {
    pages = Map.copyOf(pages);
    changes = List.copyOf(changes);
  }

  /** What somebody has to look at, in Chinese. */
  public List<String> problems() {
    List<String> all = new java.util.ArrayList<>(crawl.problems());
    if (crawl.nothingCaptured()) {
      all.add("没有采集到任何页面，不能说明没有问题");
    }
    all.addAll(evidence.problems());
    return all;
  }
}
