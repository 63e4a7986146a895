package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.model.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folded text of a page with its cues and the places of its terms, as use and mention are told from it. */
final class Surroundings {
  private static final int DENIAL = 4;
  private static final int ASKED = 6;
  private static final int DENIED = 5;

  private final String text;
  private final CueText cues;
  private final List<Span> terms;
  private final List<Span> certificates;

  /**
   * @param terms folded spans of all occurrences, by offset
   * @param certificates folded spans of the names of certificates, by offset
   */
  Surroundings(String text, CueText cues, List<Span> terms, List<Span> certificates) {
    this.text = text;
    this.certificates = certificates;
    this.cues = cues;
    this.terms = terms;
  }

  String text() {
    return text;
  }

  Stream<CueAt> in(Span span) {
    return cues.in(span);
  }

  boolean has(Span span, CueKind... kinds) {
    return cues.has(span, kinds);
  }

  /** Whether a cue is nothing but part of a term, as 不 in 不过包退. */
  boolean insideTerm(Span span) {
    return termAt(span).filter(t -> t.contains(span)).isPresent();
  }

  /** Names of certificates within a span. */
  Stream<Span> certificates(Span span) {
    return Spans.in(certificates, span);
  }

  boolean overlapsTerm(Span span) {
    return termAt(span).isPresent();
  }

  /** The first term that the binary search meets; a cue is short, so it rarely touches two. */
  private Optional<Span> termAt(Span span) {
    int low = 0;
    int high = terms.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span term = terms.get(middle);
      if (term.end() <= span.start()) {
        low = middle + 1;
      } else if (term.start() >= span.end()) {
        high = middle - 1;
      } else {
        return Optional.of(term);
      }
    }
    return Optional.empty();
  }

  /** The first cue of the kinds that is more than part of a term and that the publisher does not deny of itself. */
  Optional<CueAt> outsideTerms(Span span, CueKind... kinds) {
    List<CueKind> wanted = List.of(kinds);
    return cues.in(span)
        .filter(c -> wanted.contains(c.kind()) && !insideTerm(c.span()) && !disowned(c))
        .findFirst();
  }

  /** 拒绝套路, 不是骗局: a warning word that the publisher denies of itself. */
  private boolean disowned(CueAt cue) {
    return cue.kind() == CueKind.WARNING
        && cues.in(new Span(Math.max(0, cue.span().start() - DENIAL), cue.span().start()))
            .anyMatch(c -> c.kind() == CueKind.NEGATION && c.span().end() == cue.span().start());
  }

  /** A call to act, unless it is part of a question: 在哪里报名. */
  boolean calls(Span span, Passage passage) {
    return cues.in(span)
        .filter(c -> c.kind() == CueKind.CALL_TO_ACTION)
        .filter(c -> c.cue().scope() != CueScope.CLAUSE || passage.clause().contains(c.span()))
        .anyMatch(c -> !asked(span, c.span().start()));
  }

  private boolean asked(Span span, int at) {
    Span before = new Span(Math.max(span.start(), at - ASKED), at);
    boolean ended = before.of(text).chars().anyMatch(c -> "?!。,;".indexOf(c) >= 0);
    return !ended && cues.has(before, CueKind.QUESTION);
  }

  /** The publisher invites, speaks of itself or names a price within the span. */
  boolean offers(Span span, Passage passage) {
    return calls(span, passage) || speaksForItself(span) || cues.has(span, CueKind.PRICE);
  }

  /** The publisher speaks of itself without denying: 我校推出, not 我校从未. */
  boolean speaksForItself(Span span) {
    return cues.in(span)
        .filter(c -> c.kind() == CueKind.SELF)
        .anyMatch(c -> !cues.has(new Span(c.span().end(), Math.min(text.length(), c.span().end() + DENIED)), CueKind.NEGATION));
  }
}
