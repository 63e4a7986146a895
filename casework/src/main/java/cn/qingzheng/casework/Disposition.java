package cn.qingzheng.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An entry of what was done about a case.
 *
 * @param number by which a counter-entry names it
 * @param officer as signed
 * @param reverses the entry that this one takes back
 * @param reversedBy the entry that takes this one back
 */
public record Disposition(
    long number, String caseId, Act act, String officer, String reason, Instant at, Optional<Long> reverses, Optional<Long> reversedBy) {
  /**
   * What was done.
   *
   * @param day from which it counts
   * @param docNo 文号 of the document; blank if there is none
   * @param amount as the kind's unit says, at least 1; money in fen
   * @param due day by which a rectification is to be done
   */
  public record Act(DispositionKind kind, LocalDate day, String docNo, long amount, Optional<LocalDate> due) {}

  /** Whether it still stands: neither a counter-entry nor taken back. */
  public boolean stands() {
    return reverses.isEmpty() && reversedBy.isEmpty();
  }
}
