package cn.qingzheng.casework;

import cn.qingzheng.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An open case as it waits.
 *
 * @param worst of its findings that nobody dismissed
 * @param since when the oldest of them was first seen
 * @param region 行政区划代码 of the subject, empty if nobody knows
 * @param assignee who works on it, as shown
 * @param newest a page to look at: that of the worst finding, if there is any
 */
public record QueueItem(
    CaseFile file, Severity worst, Instant since, String region, Optional<String> assignee, List<String> rules, List<String> tags,
    Optional<FindingRecord> newest) {
  public QueueItem {
    rules = List.copyOf(rules);
    tags = List.copyOf(tags);
  }
}
