package cn.qingzheng.casework;

import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Severity;
import java.util.Optional;

/**
 * Which findings to list; an empty part asks nothing.
 *
 * @param severity exactly this one
 * @param present whether it was there when last looked
 * @param host lower-case, exactly
 * @param slice newest first
 */
public record FindingFilter(
    Optional<FindingState> state,
    Optional<Severity> severity,
    Optional<Boolean> present,
    Optional<String> host,
    Optional<String> caseId,
    Slice slice) {

  /**
   * @param limit at most so many, from 1
   * @param offset after so many, from 0
   */
  public record Slice(int limit, int offset) {
    public Slice {
      if (limit < 1 || offset < 0) {
        throw new IllegalArgumentException("slice should be limit >= 1 and offset >= 0, was: " + limit + ", " + offset);
      }
    }
  }

  /** All of them. */
  public static FindingFilter all() {
    return new FindingFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        new Slice(Integer.MAX_VALUE, 0));
  }

  public FindingFilter state(FindingState only) {
    return new FindingFilter(Optional.of(only), severity, present, host, caseId, slice);
  }

  public FindingFilter severity(Severity only) {
    return new FindingFilter(state, Optional.of(only), present, host, caseId, slice);
  }

  public FindingFilter present(boolean only) {
    return new FindingFilter(state, severity, Optional.of(only), host, caseId, slice);
  }

  public FindingFilter host(String only) {
    return new FindingFilter(state, severity, present, Optional.of(only), caseId, slice);
  }

  public FindingFilter inCase(String only) {
    return new FindingFilter(state, severity, present, host, Optional.of(only), slice);
  }

  public FindingFilter slice(int limit, int offset) {
    return new FindingFilter(state, severity, present, host, caseId, new Slice(limit, offset));
  }
}
