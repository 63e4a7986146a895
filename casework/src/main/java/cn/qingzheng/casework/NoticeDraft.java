package cn.qingzheng.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A notice as it lies in the casebook.
 *
 * @param id our own number of the draft; the 文号 comes with the signature
 * @param contentHash SHA-256 of the content, lower-case hex
 */
public record NoticeDraft(
    String id, NoticeState state, List<String> caseIds, NoticeContent content, String contentHash, Drafting drafting) {
  public NoticeDraft {
    caseIds = List.copyOf(caseIds);
  }

  /** @param approver another officer than the drafter, if anybody approved it */
  public record Drafting(String drafter, Instant at, Optional<String> approver) {}

  /** Why it cannot be sent, in Chinese; empty if it can. */
  public Optional<String> notSendable() {
    return drafting.approver().isEmpty() ? Optional.of("尚未复核签发") : Optional.of("本版本没有发送渠道，请按机关公文程序送达");
  }

  /** Whether it may leave the house. */
  public boolean sendable() {
    return notSendable().isEmpty();
  }
}
