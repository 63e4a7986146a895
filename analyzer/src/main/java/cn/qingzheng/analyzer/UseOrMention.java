package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.Span;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether an occurrence advertises or only mentions: denied, warned of, forbidden, reported, quoted, asked
 * about, part of a title, policy language. Looks at the structure around it, never at whole sentences.
 */
final class UseOrMention {
  private static final int BOOK_REACH = 12;
  private static final int TITLE_REACH = 60;
  private static final List<String> TITLE_ENDS =
      List.of("法", "条例", "办法", "规定", "通知", "目录", "方案", "意见", "指南", "标准", "细则", "公告", "规划", "大典", "决定",
          "通报", "制度", "公约", "函", "规范", "纲要", "清单", "指引", "解释", "章程", "规程", "研究", "综述", "白皮书", "报告",
          "问答", "说明", "批复", "复函", "答复", "倡议", "公示", "名录", "名单", "须知", "公报", "年鉴", "协定", "承诺书", "告知书", "宣言");

  private final String text;
  private final List<Span> promises;
  private final Surroundings around;
  private final Negation negation;
  private final Telling telling;
  private final Question question;

  /**
   * @param terms folded spans of all occurrences, by offset
   * @param promises those of them that are sure promises of passing
   * @param certificates folded spans of the names of certificates, by offset
   */
  UseOrMention(String text, CueText cues, List<Span> terms, List<Span> promises, List<Span> certificates) {
    this.text = text;
    this.promises = promises;
    around = new Surroundings(text, cues, terms, certificates);
    negation = new Negation(around);
    telling = new Telling(around);
    question = new Question(around);
  }

  /** @param what the words that show it, as in the folded text */
  record Mention(Exemption exemption, String what) {}

  Optional<Mention> mention(Span hit, Passage passage, Family family) {
    return title(hit)
        .or(() -> negation.find(hit, passage))
        .or(() -> telling.find(hit, passage))
        .or(() -> question.find(hit, passage))
        .or(() -> book(hit, passage, family))
        .or(() -> recruiting(passage, family))
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
    int close = hit.end();
    while (close < text.length() && close - hit.end() <= TITLE_REACH && text.charAt(close) != '》') {
      close++;
    }
    if (close >= text.length() || text.charAt(close) != '》') {
      return Optional.empty();
    }
    String title = text.substring(open + 1, close);
    String bare = title.replaceAll("\\([^()]{0,30}\\)$", "");
    return TITLE_ENDS.stream().anyMatch(bare::endsWith)
        ? Optional.of(new Mention(Exemption.LAW_TITLE, "《" + title + "》"))
        : Optional.empty();
  }

  /** 国家职业资格考试教材, 职业资格证书保护套: the word names a book or a frame, not a certificate. */
  private Optional<Mention> book(Span hit, Passage passage, Family family) {
    boolean subject = family == Family.STATE_NAME || family == Family.QUALIFICATION_WORD || family == Family.SKILL_LEVEL_WORD;
    Span behind = new Span(hit.end(), Math.min(passage.clause().end(), hit.end() + BOOK_REACH));
    return subject && !around.speaksForItself(passage.line())
        ? around.in(behind).filter(c -> c.kind() == CueKind.BOOK).findFirst().map(c -> new Mention(Exemption.BOOK, c.span().of(text)))
        : Optional.empty();
  }

  /** 幼儿园招主班老师，有教师资格证优先: who looks for people with a certificate does not sell it. */
  private Optional<Mention> recruiting(Passage passage, Family family) {
    boolean promise = family == Family.GUARANTEE || family == Family.CERT_RENTAL;
    boolean teaches = around.speaksForItself(passage.line()) && around.has(passage.line(), CueKind.TRAINING_CONTEXT);
    return promise || teaches || around.calls(passage.sentence(), passage)
        ? Optional.empty()
        : around.outsideTerms(passage.sentence(), CueKind.RECRUITING).map(c -> new Mention(Exemption.RECRUITING, c.span().of(text)));
  }

  /**
   * Language of laws and notices. For the words that policy itself is about, talk of policy is enough; a promise or
   * a rental has to be the object of a norm.
   */
  private Optional<Mention> policy(Passage passage, Family family) {
    if (around.calls(passage.line(), passage) || around.speaksForItself(passage.line())) {
      return Optional.empty();
    }
    boolean subject =
        family == Family.STATE_NAME || family == Family.QUALIFICATION_WORD || family == Family.SKILL_LEVEL_WORD;
    boolean talk = subject && !around.has(passage.sentence(), CueKind.AUTHORITY) && !around.has(passage.line(), CueKind.PRICE)
        && Spans.in(promises, passage.sentence()).findAny().isEmpty();
    return around.outsideTerms(passage.sentence(), CueKind.OFFICIAL)
        .filter(c -> !subject || talk || !c.cue().text().equals("依法"))
        .or(() -> talk ? around.outsideTerms(passage.sentence(), CueKind.POLICY) : Optional.empty())
        .map(c -> new Mention(Exemption.POLICY, c.span().of(text)));
  }
}
