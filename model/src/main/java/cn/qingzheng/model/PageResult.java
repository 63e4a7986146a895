package cn.qingzheng.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the analysis says of one page.
 *
 * @param captureId of the page
 * @param kind from explainable features
 * @param reasons why the outcome is what it is
 * @param kindReasons why the kind is what it is: the sum of points first, then what counted, with its weight
 * @param hits all, also those that are no finding, by offset
 * @param checked what ran: nothing checked is a failure, not a pass
 */
public record PageResult(
    String captureId,
    Outcome outcome,
    PageKind kind,
    Promoter promoter,
    List<Reason> reasons,
    List<Reason> kindReasons,
    List<Hit> hits,
    Checked checked) {
  public PageResult {
    Objects.requireNonNull(captureId);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(promoter);
    reasons = List.copyOf(reasons);
    kindReasons = List.copyOf(kindReasons);
    hits = List.copyOf(hits);
    Objects.requireNonNull(checked);
  }

  /** A result that does not say why its page is of its kind. */
  public PageResult(
      String captureId, Outcome outcome, PageKind kind, Promoter promoter, List<Reason> reasons, List<Hit> hits,
      Checked checked) {
    this(captureId, outcome, kind, promoter, reasons, List.of(), hits, checked);
  }

  /** The hits that are proposed as findings. */
  public List<Hit> violations() {
    return hits.stream().filter(Hit::violation).toList();
  }

  /**
   * @param rules ids of the rules that ran to the end
   * @param failures rules that failed on this page, {@code id: message}
   * @param packs ids and versions of the rule packs
   */
  public record Checked(Set<String> rules, List<String> failures, List<String> packs) {
    public Checked {
      rules = Set.copyOf(rules);
      failures = List.copyOf(failures);
      packs = List.copyOf(packs);
    }
  }
}
