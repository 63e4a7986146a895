package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import cn.qingzheng.analyzer.UseOrMention.Mention;
import cn.qingzheng.model.Span;
import java.util.Optional;

/** Tells whether an occurrence is asked about: 听说有包过的, 靠谱吗? */
final class Question {
  private static final int ANSWER = 5;

  private final String text;
  private final Surroundings around;

  Question(Surroundings around) {
    this.around = around;
    text = around.text();
  }

  Optional<Mention> find(Span hit, Passage passage) {
    Span answer = new Span(passage.sentence().end(), Math.max(passage.sentence().end(), passage.line().end()));
    Optional<Mention> denied = denied(answer, passage);
    if (denied.isPresent()) {
      return denied;
    }
    boolean offering = around.calls(passage.line(), passage) || around.speaksForItself(passage.line()) || answered(answer);
    if (offering || addressed(passage)) {
      return Optional.empty();
    }
    Optional<String> word = questionWord(passage);
    boolean price = around.has(passage.line(), CueKind.PRICE);
    return word.or(() -> price ? Optional.empty() : eitherOr(passage.sentence()).or(() -> ending(passage))).map(w -> new Mention(Exemption.QUESTION, w));
  }

  /** “包过吗？”——不包: asked and denied. */
  private Optional<Mention> denied(Span answer, Passage passage) {
    return ending(passage).isEmpty()
        ? Optional.empty()
        : around.in(answer)
            .filter(c -> c.kind() == CueKind.NEGATION && c.span().start() <= answer.start() + ANSWER)
            .findFirst()
            .map(c -> new Mention(Exemption.NEGATED, c.span().of(text)));
  }

  /** 怎么考？报名看这里, 真的吗？真的！: who asks answers with a call to act or a yes. */
  private boolean answered(Span answer) {
    return around.in(answer)
        .anyMatch(c -> (c.kind() == CueKind.CALL_TO_ACTION || c.kind() == CueKind.AFFIRMATION) && c.span().start() <= answer.start() + 2);
  }

  /** 想成为…吗, 还在为…发愁, 你还在观望: a question put to the reader, as advertisements have them. */
  private boolean addressed(Passage passage) {
    int start = passage.sentence().start();
    while (start < passage.sentence().end() && !Character.isIdeographic(text.charAt(start))) {
      start++;
    }
    int from = start;
    return around.in(passage.sentence())
        .anyMatch(c -> c.kind() == CueKind.ADDRESS && (c.cue().scope() != CueScope.ADJACENT || c.span().start() == from));
  }

  /** A question mark or a final particle. */
  private Optional<String> ending(Passage passage) {
    int last = passage.sentence().end() - 1;
    while (last > passage.sentence().start() && "。~ ".indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    char c = text.charAt(last);
    return "?吗呢么".indexOf(c) >= 0 ? Optional.of(String.valueOf(c)) : Optional.empty();
  }

  /** An interrogative; the mark alone is looked at by the caller. */
  private Optional<String> questionWord(Passage passage) {
    return around.in(passage.sentence())
        .filter(c -> c.kind() == CueKind.QUESTION && !around.insideTerm(c.span()))
        .filter(c -> passage.clause().contains(c.span()) || c.span().end() >= passage.sentence().end() - 2 || ending(passage).isPresent())
        .map(c -> c.cue().text())
        .filter(t -> t.codePoints().anyMatch(Character::isIdeographic))
        .findFirst();
  }

  /** Whether hardly anything follows in the clause: 值不值啊. Before more words it is no question (真不真来了就知道). */
  private boolean closes(int at, Span span) {
    int end = at;
    while (end < span.end() && ",。!?;\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String rest = text.substring(at, end);
    return end - at <= 4 && !rest.contains("知道") && !rest.startsWith("都") && !rest.startsWith("也") || end < text.length() && text.charAt(end) == '?';
  }

  /** 值不值, 难不难, 能没能. */
  private Optional<String> eitherOr(Span span) {
    for (int i = span.start() + 1; i + 1 < span.end(); i++) {
      char c = text.charAt(i);
      boolean same = (c == '不' || c == '没') && text.charAt(i - 1) == text.charAt(i + 1) && Character.isIdeographic(text.charAt(i - 1));
      if (same && closes(i + 2, span) && text.charAt(i - 1) != '限' && !around.overlapsTerm(new Span(i - 1, i + 1))) {
        return Optional.of(text.substring(i - 1, i + 2));
      }
    }
    return Optional.empty();
  }
}
