package cn.qingzheng.casework;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be drafted.
 *
 * @param caseIds whose findings are listed; empty for a notice about an earlier one
 * @param drafter name or number
 * @param to the organ it goes to, where the kind does not say so by itself
 * @param inputs what the drafter fills into the template's own placeholders
 * @param related the notice that this one reminds of or follows
 */
public record NoticeRequest(
    NoticeKind kind, NoticeScope scope, List<String> caseIds, Notices.Include include, String drafter, Optional<String> to,
    Map<String, String> inputs, Optional<String> related) {
  public NoticeRequest {
    caseIds = List.copyOf(caseIds);
    inputs = Map.copyOf(inputs);
  }

  /** Of confirmed findings, with nothing to fill in. */
  public static NoticeRequest of(NoticeKind kind, List<String> caseIds, String drafter) {
    return new NoticeRequest(
        kind, NoticeScope.SINGLE, caseIds, Notices.Include.CONFIRMED, drafter, Optional.empty(), Map.of(), Optional.empty());
  }

  public NoticeRequest include(Notices.Include which) {
    return new NoticeRequest(kind, scope, caseIds, which, drafter, to, inputs, related);
  }

  public NoticeRequest scope(NoticeScope how) {
    return new NoticeRequest(kind, how, caseIds, include, drafter, to, inputs, related);
  }

  public NoticeRequest to(String organ) {
    return new NoticeRequest(kind, scope, caseIds, include, drafter, Optional.of(organ), inputs, related);
  }

  public NoticeRequest with(Map<String, String> filled) {
    return new NoticeRequest(kind, scope, caseIds, include, drafter, to, filled, related);
  }

  public NoticeRequest about(String noticeId) {
    return new NoticeRequest(kind, scope, caseIds, include, drafter, to, inputs, Optional.of(noticeId));
  }
}
