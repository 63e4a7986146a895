package cn.qingzheng.casework;

import cn.qingzheng.model.Finding;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding with what the casebook knows about it.
 *
 * @param occurrences how often the same wording stood on the page when last seen
 * @param caseId the case it belongs to
 * @param decision the last one, if anybody decided
 */
public record FindingRecord(
    Finding finding, Where where, int occurrences, Subject subject, Optional<String> caseId, Optional<Decision> decision) {
  /** @param outcome of the page */
  public record Where(String host, String title, Outcome outcome, Optional<String> platform) {}

  /** Which decision is the last one: who decides on what he saw before somebody else decided is told so. */
  public String version() {
    return decision.map(d -> d.state().name() + "@" + d.at().toEpochMilli()).orElse("-");
  }

  /** What an officer said. */
  public record Decision(FindingState state, String officer, String reason, Instant at) {}
}
