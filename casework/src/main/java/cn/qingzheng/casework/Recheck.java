package cn.qingzheng.casework;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A second look at a confirmed finding.
 *
 * @param at when it was looked at, to the millisecond
 */
public record Recheck(String runId, String caseId, Seen seen, URI url, Instant at) {
  /**
   * What was seen.
   *
   * @param detail in Chinese: the new wording, the other address, why nothing could be seen
   * @param captureId on which the verdict rests; empty if no page came
   */
  public record Seen(String fingerprint, RecheckVerdict verdict, String detail, Optional<String> captureId) {
    public Seen {
      Objects.requireNonNull(fingerprint);
      Objects.requireNonNull(verdict);
      Objects.requireNonNull(detail);
      Objects.requireNonNull(captureId);
    }
  }

  /**
   * A case that is to be looked at again.
   *
   * @param deadline that has passed
   * @param since the day from which it is due
   */
  public record Due(String caseId, LocalDate deadline, LocalDate since) {}
}
