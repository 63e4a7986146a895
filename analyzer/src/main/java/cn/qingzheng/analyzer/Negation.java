package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.analyzer.UseOrMention.Mention;
import cn.qingzheng.model.Span;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Tells whether an occurrence is denied: 本校不承诺包过, 包过是假的. */
final class Negation {
  private static final int REACH = 14;
  private static final int SHORT_REACH = 3;
  private static final int AFTER_REACH = 6;
  private static final String QUOTES = "“”\"'‘’「」『』";

  private final String text;
  private final Surroundings around;

  Negation(Surroundings around) {
    this.around = around;
    text = around.text();
  }

  Optional<Mention> find(Span hit, Passage passage) {
    Span upTo = new Span(passage.clause().start(), hit.end());
    Optional<CueAt> ahead =
        around.in(upTo)
            .filter(c -> c.kind() == CueKind.NEGATION && c.span().start() < hit.start() && !around.insideTerm(c.span()))
            .filter(c -> governs(c, hit))
            .max(Comparator.comparingInt(c -> c.span().start()));
    return ahead
        .or(() -> around.in(new Span(hit.end(), passage.clause().end()))
            .filter(c -> c.kind() == CueKind.NEGATION_AFTER && c.span().start() - hit.end() <= AFTER_REACH)
            .findFirst())
        .map(c -> new Mention(around.has(c.span(), CueKind.PROHIBITION) ? Exemption.PROHIBITED : Exemption.NEGATED, c.span().of(text)));
  }

  /**
   * A negation reaches over verbs of offering, quotation marks and listed terms, but not over a word that turns the
   * sentence. A short one (不, 没有) needs nothing but such words in between: 不上课包过 denies the lesson.
   */
  private boolean governs(CueAt negation, Span hit) {
    if (negation.span().length() == 1 && "不没未无免零".indexOf(text.charAt(hit.start())) >= 0) {
      // 再没过，不过退款: the promise begins with its own negation.
      return false;
    }
    if (negation.span().end() >= hit.start()) {
      return true;
    }
    Span between = new Span(negation.span().end(), hit.start());
    if (around.has(between, CueKind.PIVOT)) {
      return false;
    }
    int opaque = opaque(between);
    int length = negation.span().length();
    if (negation.cue().scope() == CueScope.ADJACENT || length == 1) {
      return opaque == 0;
    }
    return opaque <= (length == 2 ? SHORT_REACH : REACH);
  }

  /** Letters that are neither a listed term, a certificate, a quotation mark, nor a word that a negation reaches through. */
  private int opaque(Span between) {
    boolean[] clear = new boolean[between.length()];
    around.in(between)
        .filter(c -> c.kind() == CueKind.TRANSPARENT)
        .forEach(c -> Arrays.fill(clear, c.span().start() - between.start(), c.span().end() - between.start(), true));
    around.certificates(between).forEach(c -> Arrays.fill(clear, c.start() - between.start(), c.end() - between.start(), true));
    int count = 0;
    for (int i = between.start(); i < between.end(); i++) {
      boolean listed = QUOTES.indexOf(text.charAt(i)) >= 0 || text.charAt(i) == '、' || around.overlapsTerm(new Span(i, i + 1));
      count += clear[i - between.start()] || listed ? 0 : 1;
    }
    return count;
  }
}
