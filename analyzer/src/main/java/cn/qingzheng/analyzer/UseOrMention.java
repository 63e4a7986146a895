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
  private static final int LONGEST_QUOTED_NAME = 14;
  private static final int DENIAL = 4;
  private static final int ASKED = 6;
  private static final int SHORT_REACH = 3;
  private static final int AFTER_REACH = 6;
  private static final int TITLE_REACH = 60;
  private static final String QUOTES = "“”\"'‘’「」『』";
  private static final List<String> ADDRESSES =
      List.of("想成为", "想要", "想拥有", "想拿", "想轻松", "想快速", "你想", "您想", "还在", "你还在", "您还在", "是不是还在", "是否还在", "是否想", "渴望", "羡慕", "要不要来", "谁说");
  /** Whose reports advertisements like to name. */
  private static final List<String> LENDERS = List.of("报道", "央视", "新华", "专家", "日报", "媒体");
  private static final List<String> ASKS = List.of("想问", "想知道", "想了解", "想咨询", "想请教", "想求");
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

  Optional<Mention> mention(Span hit, Passage passage, Family family) {
    return title(hit)
        .or(() -> negated(hit, passage))
        .or(() -> toldOf(hit, passage))
        .or(() -> quoted(hit, passage))
        .or(() -> asked(hit, passage))
        .or(() -> policy(passage, family));
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
    Span upTo = new Span(passage.clause().start(), hit.end());
    Optional<CueAt> ahead =
        cues.in(upTo)
            .filter(c -> c.kind() == CueKind.NEGATION && c.span().start() < hit.start() && !insideTerm(c.span()))
            .filter(c -> governs(c, hit))
            .max(Comparator.comparingInt(c -> c.span().start()));
    return ahead
        .or(() -> cues.in(new Span(hit.end(), passage.clause().end()))
            .filter(c -> c.kind() == CueKind.NEGATION_AFTER && c.span().start() - hit.end() <= AFTER_REACH)
            .findFirst())
        .map(c -> new Mention(Exemption.NEGATED, c.cue().text()));
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
    if (cues.has(between, CueKind.PIVOT)) {
      return false;
    }
    int opaque = opaque(between);
    int length = negation.span().length();
    if (negation.cue().scope() == CueScope.ADJACENT || length == 1) {
      return opaque == 0;
    }
    return opaque <= (length == 2 ? SHORT_REACH : NEGATION_REACH);
  }

  /** Letters that are neither a listed term, a quotation mark, nor a word that a negation reaches through. */
  private int opaque(Span between) {
    boolean[] clear = new boolean[between.length()];
    cues.in(between)
        .filter(c -> c.kind() == CueKind.TRANSPARENT)
        .forEach(c -> java.util.Arrays.fill(clear, c.span().start() - between.start(), c.span().end() - between.start(), true));
    int count = 0;
    for (int i = between.start(); i < between.end(); i++) {
      boolean listed = QUOTES.indexOf(text.charAt(i)) >= 0 || text.charAt(i) == '、' || overlapsTerm(new Span(i, i + 1));
      count += clear[i - between.start()] || listed ? 0 : 1;
    }
    return count;
  }

  /** Whether a cue is nothing but part of a term, as 不 in 不过包退. */
  private boolean insideTerm(Span span) {
    return termAt(span).filter(t -> t.contains(span)).isPresent();
  }

  private boolean overlapsTerm(Span span) {
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

  /** Warned of, forbidden, or reported, in the same sentence; in a neighbouring one if nothing is offered there. */
  private Optional<Mention> toldOf(Span hit, Passage passage) {
    Optional<CueAt> near =
        outsideTerms(passage.sentence(), CueKind.PROHIBITION, CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.REPORTING);
    if (near.isPresent() && !offers(passage, near.get()) && !boasts(passage, near.get())) {
      return near.map(UseOrMention::told);
    }
    if (calls(passage.sentence(), passage) || cues.has(passage.sentence(), CueKind.SELF, CueKind.PRICE)) {
      return Optional.empty();
    }
    return outsideTerms(passage.line(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION)
        .filter(c -> !calls(passage.line(), passage) && !cues.has(passage.line(), CueKind.SELF))
        .map(UseOrMention::told);
  }

  private static Mention told(CueAt cue) {
    return new Mention(
        cue.kind() == CueKind.PROHIBITION ? Exemption.PROHIBITED : Exemption.WARNING, cue.cue().text());
  }

  /** The publisher offers in the clause of the hit, and the cue stands in another clause or is its own boasting. */
  private boolean offers(Passage passage, CueAt cue) {
    boolean self = cues.has(passage.clause(), CueKind.SELF);
    if (passage.clause().contains(cue.span())) {
      return self && speech(cue);
    }
    return self || calls(passage.sentence(), passage) && !reports(passage);
  }

  /** Reported on television and recognised everywhere: a report that only lends authority. */
  private boolean boasts(Passage passage, CueAt cue) {
    return cue.kind() == CueKind.REPORTING && LENDERS.stream().anyMatch(cue.cue().text()::contains)
        && cues.has(passage.sentence(), CueKind.AUTHORITY)
        && !cues.has(passage.sentence(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION, CueKind.QUOTE_INTRO)
        && text.substring(passage.sentence().start(), passage.sentence().end()).chars().noneMatch(c -> "“「『".indexOf(c) >= 0);
  }

  /** 拒绝套路, 不是骗局: a warning word that the publisher denies of itself. */
  private boolean disowned(CueAt cue) {
    return cue.kind() == CueKind.WARNING
        && cues.in(new Span(Math.max(0, cue.span().start() - DENIAL), cue.span().start()))
            .anyMatch(c -> c.kind() == CueKind.NEGATION && c.span().end() == cue.span().start());
  }

  /** 号称, 宣称: of others it reports, of oneself it advertises. */
  private boolean speech(CueAt cue) {
    return cues.in(cue.span()).anyMatch(c -> c.kind() == CueKind.QUOTE_INTRO && c.span().equals(cue.span()));
  }

  /** A call to act, unless it is part of a question: 在哪里报名. */
  private boolean calls(Span span, Passage passage) {
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

  private boolean reports(Passage passage) {
    return cues.has(passage.sentence(), CueKind.ENFORCEMENT, CueKind.REPORTING);
  }

  private Optional<CueAt> outsideTerms(Span span, CueKind... kinds) {
    List<CueKind> wanted = List.of(kinds);
    return cues.in(span)
        .filter(c -> wanted.contains(c.kind()) && !insideTerm(c.span()) && !disowned(c))
        .findFirst();
  }

  /** In quotation marks, or behind a verb of speech whose subject is not the publisher. */
  private Optional<Mention> quoted(Span hit, Passage passage) {
    boolean self = cues.has(passage.clause(), CueKind.SELF);
    Optional<CueAt> intro =
        cues.in(new Span(passage.clause().start(), hit.start()))
            .filter(c -> c.kind() == CueKind.QUOTE_INTRO && (c.cue().text().endsWith("称") || c.cue().text().equals("所谓")))
            .findFirst();
    if (intro.isPresent() && !self) {
      return Optional.of(new Mention(Exemption.QUOTATION, intro.get().cue().text()));
    }
    Optional<CueAt> named =
        cues.in(new Span(hit.end(), Math.min(passage.clause().end(), hit.end() + AFTER_REACH)))
            .filter(c -> c.kind() == CueKind.QUOTE_AFTER && !cues.has(new Span(hit.end(), c.span().start()), CueKind.NEGATION))
            .findFirst();
    if (named.isPresent() && !self) {
      return Optional.of(new Mention(Exemption.QUOTATION, named.get().cue().text()));
    }
    boolean offering = calls(passage.sentence(), passage) || cues.has(passage.sentence(), CueKind.SELF, CueKind.PRICE);
    return quoteBefore(hit.start()) && !quotedName(hit.end()) && !offering
        ? Optional.of(new Mention(Exemption.QUOTATION, "引号"))
        : Optional.empty();
  }

  /** Whether the quotation ends as the name of a certificate or a seal: “中国高级礼仪培训师”, “职业技能鉴定专用章”. */
  private boolean quotedName(int at) {
    for (int i = at; i < text.length() && i - at <= LONGEST_QUOTED_NAME && text.charAt(i) != '\n'; i++) {
      if (",。;:!?、".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
      if ("”」』’".indexOf(text.charAt(i)) >= 0) {
        return i > at && ("师员工章".indexOf(text.charAt(i - 1)) >= 0 || text.startsWith("证书", i - 2));
      }
    }
    return false;
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
    Span answer = new Span(passage.sentence().end(), Math.max(passage.sentence().end(), passage.line().end()));
    boolean offering = calls(passage.line(), passage) || cues.has(passage.line(), CueKind.SELF) || answered(answer);
    if (offering || addressed(passage)) {
      return Optional.empty();
    }
    Optional<String> word =
        questionWord(passage).or(() -> eitherOr(passage.sentence()));
    boolean price = cues.has(passage.line(), CueKind.PRICE);
    return word.or(() -> price ? Optional.empty() : ending(passage)).map(w -> new Mention(Exemption.QUESTION, w));
  }

  /** 怎么考？报名看这里: who asks answers with a call to act. */
  private boolean answered(Span answer) {
    return cues.in(answer).anyMatch(c -> c.kind() == CueKind.CALL_TO_ACTION && c.span().start() <= answer.start() + 1);
  }

  /** 想成为…吗, 还在为…发愁: a question put to the reader, as advertisements begin. */
  private boolean addressed(Passage passage) {
    int start = passage.sentence().start();
    while (start < passage.sentence().end() && !Character.isIdeographic(text.charAt(start))) {
      start++;
    }
    int from = start;
    return ADDRESSES.stream().anyMatch(a -> text.startsWith(a, from))
        && ASKS.stream().noneMatch(a -> text.startsWith(a, from));
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
    return cues.in(passage.sentence())
        .filter(c -> c.kind() == CueKind.QUESTION && !insideTerm(c.span()))
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
    return end - at <= 4 && !text.substring(at, end).contains("知道") || end < text.length() && text.charAt(end) == '?';
  }

  /** 值不值, 难不难, 能没能. */
  private Optional<String> eitherOr(Span span) {
    for (int i = span.start() + 1; i + 1 < span.end(); i++) {
      char c = text.charAt(i);
      boolean same = (c == '不' || c == '没') && text.charAt(i - 1) == text.charAt(i + 1) && Character.isIdeographic(text.charAt(i - 1));
      if (same && closes(i + 2, span) && text.charAt(i - 1) != '限' && !overlapsTerm(new Span(i - 1, i + 1))) {
        return Optional.of(text.substring(i - 1, i + 2));
      }
    }
    return Optional.empty();
  }

  /**
   * Language of laws and notices. For the words that policy itself is about, talk of policy is enough; a promise or
   * a rental has to be the object of a norm.
   */
  private Optional<Mention> policy(Passage passage, Family family) {
    if (calls(passage.line(), passage) || cues.has(passage.line(), CueKind.SELF, CueKind.PRICE)) {
      return Optional.empty();
    }
    boolean subject =
        family == Family.STATE_NAME || family == Family.QUALIFICATION_WORD || family == Family.SKILL_LEVEL_WORD;
    boolean talk = subject && !cues.has(passage.sentence(), CueKind.AUTHORITY);
    return outsideTerms(passage.sentence(), CueKind.OFFICIAL)
        .filter(c -> !subject || talk || !c.cue().text().equals("依法"))
        .or(() -> talk ? outsideTerms(passage.sentence(), CueKind.POLICY) : Optional.empty())
        .map(c -> new Mention(Exemption.POLICY, c.cue().text()));
  }
}
