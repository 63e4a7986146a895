package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.model.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether an occurrence advertises or only mentions: denied, warned of, forbidden, reported, quoted, asked
 * about, part of a title, policy language. Looks at the structure around it, never at whole sentences.
 */
final class UseOrMention {
  private static final int NEGATION_REACH = 14;
  private static final int AFTER_REACH = 6;
  private static final int TITLE_REACH = 60;
  private static final String QUOTES = "“”\"'‘’「」『』";
  private static final List<String> TITLE_ENDS =
      List.of("法", "条例", "办法", "规定", "通知", "目录", "方案", "意见", "指南", "标准", "细则", "公告", "规划", "大典", "决定",
          "通报", "制度", "公约", "函", "规范", "纲要", "清单", "指引", "解释", "章程");

  private final String text;
  private final CueText cues;
  private final List<Span> terms;

  /** @param terms folded spans of all occurrences, by offset */
  UseOrMention(String text, CueText cues, List<Span> terms) {
    this.text = text;
    this.cues = cues;
    this.terms = terms;
  }

  /** @param what the words that show it, as in the folded text */
  record Mention(Exemption exemption, String what) {}

  Optional<Mention> mention(Span hit, Passage passage) {
    return title(hit)
        .or(() -> negated(hit, passage))
        .or(() -> toldOf(hit, passage))
        .or(() -> quoted(hit, passage))
        .or(() -> asked(hit, passage))
        .or(() -> policy(hit, passage));
  }

  /** Inside 《…》 that ends like a law or a document. */
  private Optional<Mention> title(Span hit) {
    int open = hit.start() - 1;
    while (open >= 0 && hit.start() - open < TITLE_REACH && "《》\n".indexOf(text.charAt(open)) < 0) {
      open--;
    }
    if (open < 0 || text.charAt(open) != '《') {
      return Optional.empty();
    }
    int close = text.indexOf('》', hit.end());
    if (close < 0 || close - hit.end() > TITLE_REACH) {
      return Optional.empty();
    }
    String title = text.substring(open + 1, close);
    String bare = title.replaceAll("\\([^()]{0,30}\\)$", "");
    return TITLE_ENDS.stream().anyMatch(bare::endsWith)
        ? Optional.of(new Mention(Exemption.LAW_TITLE, "《" + title + "》"))
        : Optional.empty();
  }

  private Optional<Mention> negated(Span hit, Passage passage) {
    Span before = new Span(passage.clause().start(), hit.start());
    Optional<CueAt> ahead =
        cues.in(before)
            .filter(c -> c.kind() == CueKind.NEGATION && !insideTerm(c.span()))
            .filter(c -> governs(c, hit))
            .max(Comparator.comparingInt(c -> c.span().start()));
    return ahead
        .or(() -> cues.in(new Span(hit.end(), passage.clause().end()))
            .filter(c -> c.kind() == CueKind.NEGATION_AFTER && c.span().start() - hit.end() <= AFTER_REACH)
            .findFirst())
        .map(c -> new Mention(Exemption.NEGATED, c.cue().text()));
  }

  /** A negation reaches over verbs, quotation marks and listed terms, but not over a word that turns the sentence. */
  private boolean governs(CueAt negation, Span hit) {
    Span between = new Span(negation.span().end(), hit.start());
    String bare = withoutTermsAndQuotes(between);
    if (negation.cue().scope() == CueScope.ADJACENT || negation.span().length() == 1) {
      return bare.isEmpty();
    }
    return bare.length() <= NEGATION_REACH && !cues.has(between, CueKind.PIVOT);
  }

  private String withoutTermsAndQuotes(Span span) {
    StringBuilder bare = new StringBuilder();
    for (int i = span.start(); i < span.end(); i++) {
      int at = i;
      boolean listed = QUOTES.indexOf(text.charAt(i)) >= 0 || text.charAt(i) == '、' || insideTerm(new Span(at, at + 1));
      if (!listed) {
        bare.append(text.charAt(i));
      }
    }
    return bare.toString();
  }

  private boolean insideTerm(Span span) {
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
        return true;
      }
    }
    return false;
  }

  /** Warned of, forbidden, or reported, in the same sentence; in a neighbouring one if nothing is offered there. */
  private Optional<Mention> toldOf(Span hit, Passage passage) {
    Optional<CueAt> near =
        outsideTerms(passage.sentence(), CueKind.PROHIBITION, CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.REPORTING);
    if (near.isPresent() && !offers(passage, near.get())) {
      return near.map(UseOrMention::told);
    }
    boolean offering = cues.has(passage.sentence(), CueKind.SELF, CueKind.CALL_TO_ACTION, CueKind.PRICE);
    if (offering) {
      return Optional.empty();
    }
    return outsideTerms(passage.line(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION)
        .filter(c -> !cues.has(passage.line(), CueKind.CALL_TO_ACTION, CueKind.SELF))
        .map(UseOrMention::told);
  }

  private static Mention told(CueAt cue) {
    return new Mention(
        cue.kind() == CueKind.PROHIBITION ? Exemption.PROHIBITED : Exemption.WARNING, cue.cue().text());
  }

  /** The publisher offers in the clause of the hit, and the cue stands in another clause. */
  private boolean offers(Passage passage, CueAt cue) {
    boolean sameClause = passage.clause().contains(cue.span());
    return !sameClause && cues.has(passage.clause(), CueKind.SELF)
        || !sameClause && cues.has(passage.sentence(), CueKind.CALL_TO_ACTION) && !reports(passage);
  }

  private boolean reports(Passage passage) {
    return cues.has(passage.sentence(), CueKind.ENFORCEMENT, CueKind.REPORTING);
  }

  private Optional<CueAt> outsideTerms(Span span, CueKind... kinds) {
    List<CueKind> wanted = List.of(kinds);
    return cues.in(span).filter(c -> wanted.contains(c.kind()) && !insideTerm(c.span())).findFirst();
  }

  private Optional<Mention> quoted(Span hit, Passage passage) {
    Optional<CueAt> intro = outsideTerms(passage.clause(), CueKind.QUOTE_INTRO);
    boolean marked = quoteBefore(hit.start()) && !cues.has(passage.sentence(), CueKind.CALL_TO_ACTION, CueKind.SELF, CueKind.PRICE);
    if (intro.isPresent() && !cues.has(passage.clause(), CueKind.SELF)) {
      return Optional.of(new Mention(Exemption.QUOTATION, intro.get().cue().text()));
    }
    return marked ? Optional.of(new Mention(Exemption.QUOTATION, "引号")) : Optional.empty();
  }

  private boolean quoteBefore(int at) {
    for (int i = at - 1; i >= 0 && at - i <= 12 && text.charAt(i) != '\n'; i--) {
      if ("“「『‘".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
      if ("”」』’".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return false;
  }

  private Optional<Mention> asked(Span hit, Passage passage) {
    boolean mark = passage.sentence().end() > 0 && text.charAt(passage.sentence().end() - 1) == '?';
    boolean offering = cues.has(passage.line(), CueKind.CALL_TO_ACTION, CueKind.SELF);
    Optional<CueAt> cue = outsideTerms(passage.sentence(), CueKind.QUESTION);
    if (offering || cue.isEmpty() && !mark) {
      return Optional.empty();
    }
    return Optional.of(new Mention(Exemption.QUESTION, cue.map(c -> c.cue().text()).orElse("？")));
  }

  private Optional<Mention> policy(Span hit, Passage passage) {
    boolean offering = cues.has(passage.line(), CueKind.CALL_TO_ACTION, CueKind.SELF, CueKind.PRICE);
    return offering
        ? Optional.empty()
        : outsideTerms(passage.sentence(), CueKind.POLICY, CueKind.OFFICIAL)
            .map(c -> new Mention(Exemption.POLICY, c.cue().text()));
  }
}
