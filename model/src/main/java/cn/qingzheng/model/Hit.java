package cn.qingzheng.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A term found on a page, with the judgement on this one occurrence.
 *
 * @param ruleId never changes; {@code docs/rules/<id>.md} explains it
 * @param certificate the certificate in context, if any
 */
public record Hit(
    String ruleId, Facet facet, Match match, Place place, Optional<Certificate> certificate, Judgement judgement) {
  public Hit {
    Objects.requireNonNull(ruleId);
    Objects.requireNonNull(facet);
    Objects.requireNonNull(match);
    Objects.requireNonNull(place);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(judgement);
  }

  /** Whether it is proposed as a finding. */
  public boolean violation() {
    return judgement.violation();
  }

  /**
   * @param term the term of the rule pack, for example {@code 包过}
   * @param alternatives other terms the same writing can stand for ({@code bao过}: 包过 or 保过), may be empty
   * @param surface exactly as on the page, {@code raw.substring(start, end)}
   * @param folded the surface after folding
   * @param span in {@link PageText#raw()}
   */
  public record Match(
      String term, List<String> alternatives, String surface, String folded, Span span, WrittenForm form) {
    public Match {
      alternatives = List.copyOf(alternatives);
      Objects.requireNonNull(term);
      Objects.requireNonNull(surface);
      Objects.requireNonNull(folded);
      Objects.requireNonNull(span);
      Objects.requireNonNull(form);
    }
  }

  /**
   * @param sentence the sentence around the hit, as on the page
   * @param sentenceSpan in {@link PageText#raw()}
   */
  public record Place(BlockKind block, String path, boolean hidden, String sentence, Span sentenceSpan) {}

  /**
   * @param score the weights of the reasons added up
   * @param why the whole in one Chinese sentence
   * @param exempting what would have exempted it, and why it did not; or what did
   */
  public record Judgement(
      boolean violation,
      Severity severity,
      int score,
      String why,
      List<Reason> reasons,
      List<Citation> basis,
      List<Reason> exempting) {
    public Judgement {
      Objects.requireNonNull(severity);
      Objects.requireNonNull(why);
      reasons = List.copyOf(reasons);
      basis = List.copyOf(basis);
      exempting = List.copyOf(exempting);
    }
  }
}
