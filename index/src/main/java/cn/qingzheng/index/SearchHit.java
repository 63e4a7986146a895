package cn.qingzheng.index;

import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A page that was found.
 *
 * @param title with what was searched marked
 * @param snippet the places around the first marks; pieces of two places are parted by an unmarked {@code " … "}
 * @param marks everything in the raw text that answers the search, in order, not overlapping; without words in the
 *     query the proposed findings
 */
public record SearchHit(
    Source source, Verdict verdict, List<Piece> title, List<Piece> snippet, List<Span> marks, Others others) {
  public SearchHit {
    Objects.requireNonNull(source);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(others);
    title = List.copyOf(title);
    snippet = List.copyOf(snippet);
    marks = List.copyOf(marks);
  }

  /**
   * Other pages of the index.
   *
   * @param newer whether the address was captured again later and said something else: this is what it said before
   * @param copies the group of pages that are shown as one
   * @param folded how many further pages of the group answer the search and are not shown
   */
  public record Others(boolean newer, Optional<String> copies, long folded) {}

  /** @param url as captured; never trusted as a link */
  public record Source(
      String captureId, String url, String host, Instant at, String seedId, Optional<String> platform) {}

  /**
   * @param promoter name as recognised
   * @param rules ids of the rules with proposed findings
   * @param terms as in the rule pack, of all hits
   * @param forms labels of how proposed findings are written
   * @param states where its findings stand with the officers
   * @param laws cited by proposed findings
   * @param cases ids
   */
  public record Verdict(
      Outcome outcome,
      Severity severity,
      PageKind kind,
      Optional<String> promoter,
      PromoterStatus status,
      List<String> rules,
      List<String> terms,
      List<String> forms,
      List<String> laws,
      Set<FindingState> states,
      List<String> cases) {
    public Verdict {
      rules = List.copyOf(rules);
      terms = List.copyOf(terms);
      forms = List.copyOf(forms);
      laws = List.copyOf(laws);
      states = Set.copyOf(states);
      cases = List.copyOf(cases);
    }
  }
}
