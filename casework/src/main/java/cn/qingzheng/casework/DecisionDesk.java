package cn.qingzheng.casework;

import cn.qingzheng.model.FindingState;
import java.util.Optional;

/**
 * Where officers decide on what they see on a page: what somebody else decided meanwhile is not overwritten. As the
 * methods of {@link Casebook}, with the version that was seen.
 */
public final class DecisionDesk {
  private final Casebook book;

  public DecisionDesk(Casebook book) {
    this.book = book;
  }

  /**
   * Decides on a finding; dismissing and taking back need a reason.
   *
   * @param seen {@link FindingRecord#version} of what the officer looked at; empty: whatever it is now
   * @throws Refusal in Chinese if somebody decided meanwhile
   */
  public void decide(String fingerprint, FindingState state, String officer, String reason, Optional<String> seen) {
    book.require(Kept.FINDING, fingerprint);
    book.database().write(
        c -> {
          Decisions decisions = new Decisions(c, book.clock().instant(), officer, reason);
          String act = act(state);
          if (state != FindingState.CONFIRMED) {
            decisions.requireReason(act);
          }
          decisions.unchanged(fingerprint, seen);
          decisions.decide(fingerprint, state, act);
          return true;
        });
  }

  private static String act(FindingState state) {
    return switch (state) {
      case CONFIRMED -> "确认问题";
      case DISMISSED -> "排除问题";
      case CANDIDATE -> "撤销认定";
    };
  }

  /** What a case is like now, to be handed back with a decision on it. */
  public String caseVersion(String caseId) {
    book.require(Kept.CASE, caseId);
    return book.database().whole().read(c -> Decisions.caseVersion(c, caseId));
  }

  /**
   * Confirms or dismisses a case and its findings; dismissing needs a reason.
   *
   * @param seen {@link #caseVersion} when the officer looked; empty: whatever it is now
   * @throws Refusal in Chinese if it changed meanwhile
   */
  public void decideCase(String caseId, boolean confirmed, String officer, String reason, Optional<String> seen) {
    book.require(Kept.CASE, caseId);
    book.database().write(
        c -> {
          Decisions decisions = new Decisions(c, book.clock().instant(), officer, reason);
          if (!confirmed) {
            decisions.requireReason("排除案件");
          }
          decisions.caseUnchanged(caseId, seen);
          decisions.decideCase(caseId, confirmed ? CaseState.CONFIRMED : CaseState.DISMISSED, confirmed ? "确认案件" : "排除案件");
          return true;
        });
  }
}
