package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.analyzer.UseOrMention.Mention;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.Optional;

/** What may be sold and charged: books and covers instead of certificates, tuition and fees instead of their price. */
final class LawfulTrade {
  private LawfulTrade() {}

  /** Absent if the rule does not allow it, or if nothing lawful is sold there. */
  static Optional<Mention> mention(Rule rule, Span raw, Passage passage, PageContext page) {
    return switch (rule.family()) {
      case RESTRICTED_GOODS -> allowed(rule, Exemption.BOOK, wares(raw, page, CueKind.GOODS, CueKind.TEACHING), page);
      case QUALIFICATION_WORD, SKILL_LEVEL_WORD ->
          page.listingTitle(raw.start()) ? allowed(rule, Exemption.BOOK, wares(raw, page, CueKind.GOODS), page) : Optional.empty();
      case PRICE_CLAIM, PRICE_LIST -> allowed(rule, Exemption.FEE, fee(passage, page), page);
      default -> Optional.empty();
    };
  }

  private static Optional<Mention> allowed(Rule rule, Exemption exemption, Optional<CueAt> cue, PageContext page) {
    return rule.exemption(exemption).flatMap(reason -> cue).map(c -> new Mention(exemption, page.surface(c.span())));
  }

  /** Books, courses or covers in the same title, unless it offers to get the certificate, too. */
  private static Optional<CueAt> wares(Span raw, PageContext page, CueKind... kinds) {
    Optional<Span> title = PageContext.block(page.page(), raw.start()).map(TextBlock::span).flatMap(page.text()::foldedOf);
    return title
        .filter(t -> !page.cues().has(t, CueKind.CERTIFICATE_SALE))
        .flatMap(t -> page.cues().first(t, kinds));
  }

  /** A price and, behind a pause, a certificate: 2999 元，取证快. Nobody hides a price with a comma. */
  static boolean apart(Rule rule, Span raw, PageContext page) {
    boolean priced = rule.family() == Family.PRICE_CLAIM || rule.family() == Family.PRICE_LIST;
    return priced && raw.of(page.page().text().raw()).chars().anyMatch(c -> "，,。；;：:！!？?、".indexOf(c) >= 0);
  }

  /** Tuition, an exam fee or a subsidy that the sentence speaks of. */
  static Optional<CueAt> fee(Passage passage, PageContext page) {
    return page.cues().first(passage.sentence(), CueKind.LAWFUL_FEE);
  }
}
