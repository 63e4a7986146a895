package cn.qingzheng.analyzer;

import java.util.List;

/**
 * One part of a {@link TermShape}.
 *
 * @param choices of literal text, the longest first, an empty one if the part may be left out
 * @param firsts what a choice may begin with, if the part may not be left out
 * @param lasts what it may end with
 */
record ShapePart(Kind kind, List<String> choices, LetterFilter firsts, LetterFilter lasts) {
  /** Literal text, or what may stand for it. */
  enum Kind {
    LITERAL,
    NUMBER,
    ORGAN,
    GAP,
    CLAUSES,
    AHEAD;

    boolean gap() {
      return this == GAP || this == CLAUSES;
    }
  }

  ShapePart(Kind kind, List<String> choices) {
    this(kind, choices, LetterFilter.of(choices, true), LetterFilter.of(choices, false));
  }

  static ShapePart literal(String text) {
    return new ShapePart(Kind.LITERAL, List.of(text));
  }

  int shortest() {
    return kind == Kind.LITERAL ? choices.getLast().length() : 0;
  }

  double commonness() {
    return choices.stream().mapToDouble(Commonness::of).sum();
  }
}
