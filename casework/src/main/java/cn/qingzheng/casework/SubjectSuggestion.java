package cn.qingzheng.casework;

import java.util.List;

/**
 * Two subjects that may be one promoter: for a person to find out.
 *
 * @param reasons in Chinese, with the pages where the sign was seen; numbers of persons masked
 */
public record SubjectSuggestion(Subject one, Subject other, List<String> reasons) {
  public SubjectSuggestion {
    reasons = List.copyOf(reasons);
  }

  /** Two bodies with a code of their own are two, whatever they share. */
  public boolean mergeable() {
    return one.creditCode().isEmpty() || other.creditCode().isEmpty();
  }
}
