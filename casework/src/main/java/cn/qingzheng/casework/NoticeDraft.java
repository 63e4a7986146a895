package cn.qingzheng.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A notice as it lies in the casebook.
 *
 * @param id our own number of the draft; the 文号 comes with the signature
 * @param contentHash SHA-256 of the content, lower-case hex
 */
public record NoticeDraft(
    String id, NoticeState state, List<String> caseIds, NoticeContent content, String contentHash, Drafting drafting,
    Signing signing) {
  public NoticeDraft {
    caseIds = List.copyOf(caseIds);
  }

  /**
   * @param version of the text, from 1
   * @param approver another officer than any who wrote it, if one signed this very text
   * @param related the notice that it is about
   */
  public record Drafting(String drafter, Instant at, int version, Optional<String> approver, Optional<String> related) {}

  /**
   * @param docNo 文号, from the signature on
   * @param day of the signature: the date of the letter
   */
  public record Signing(Optional<String> docNo, Optional<LocalDate> day) {}

  /** Why it cannot be sent, in Chinese; empty if it can. */
  public Optional<String> notSendable() {
    if (state == NoticeState.WITHDRAWN) {
      return Optional.of("已撤回");
    }
    if (state == NoticeState.CLOSED) {
      return Optional.of("已办结");
    }
    if (!state.editable()) {
      return Optional.empty();
    }
    return Optional.of(drafting.approver().isEmpty() ? "尚未复核签发" : "已签发，尚未用印");
  }

  /** Whether it may leave the house. */
  public boolean sendable() {
    return notSendable().isEmpty();
  }

  /** The date on the letter. */
  public LocalDate dated() {
    return signing.day().orElse(content.date());
  }
}
