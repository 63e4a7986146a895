package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.analyzer.UseOrMention.Mention;
import cn.qingzheng.model.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells whether an occurrence is spoken of: warned of, forbidden, reported or quoted. */
final class Telling {
  private static final int LONGEST_QUOTED_NAME = 14;
  private static final int AFTER_REACH = 6;
  /** Whose reports advertisements like to name. */
  private static final List<String> LENDERS = List.of("报道", "央视", "新华", "专家", "日报", "媒体");

  private final String text;
  private final Surroundings around;

  Telling(Surroundings around) {
    this.around = around;
    text = around.text();
  }

  Optional<Mention> find(Span hit, Passage passage) {
    return toldOf(passage)
        .or(() -> said(hit, passage))
        .or(() -> named(hit, passage))
        .or(() -> quoted(hit, passage))
        .or(() -> narrated(passage));
  }

  /** Warned of, forbidden, or reported, in the same sentence; in a neighbouring one if nothing is offered there. */
  private Optional<Mention> toldOf(Passage passage) {
    Optional<CueAt> near =
        around.outsideTerms(passage.sentence(), CueKind.PROHIBITION, CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.REPORTING);
    if (near.isPresent() && !offers(passage, near.get()) && !boasts(passage, near.get())) {
      return near.map(Telling::told);
    }
    if (around.offers(passage.sentence(), passage)) {
      return Optional.empty();
    }
    return around.outsideTerms(passage.line(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION)
        .filter(c -> !around.calls(passage.line(), passage) && !around.has(passage.line(), CueKind.SELF))
        .map(Telling::told);
  }

  private static Mention told(CueAt cue) {
    return new Mention(
        cue.kind() == CueKind.PROHIBITION ? Exemption.PROHIBITED : Exemption.WARNING, cue.cue().text());
  }

  /** The publisher offers in the clause of the hit, and the cue stands in another clause or is its own boasting. */
  private boolean offers(Passage passage, CueAt cue) {
    boolean self = around.has(passage.clause(), CueKind.SELF);
    if (passage.clause().contains(cue.span())) {
      return self && speech(cue);
    }
    return self || around.calls(passage.sentence(), passage) && !reports(passage);
  }

  /** Reported on television and recognised everywhere: a report that only lends authority. */
  private boolean boasts(Passage passage, CueAt cue) {
    return cue.kind() == CueKind.REPORTING && LENDERS.stream().anyMatch(cue.cue().text()::contains)
        && around.has(passage.sentence(), CueKind.AUTHORITY)
        && !around.has(passage.sentence(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION, CueKind.QUOTE_INTRO)
        && text.substring(passage.sentence().start(), passage.sentence().end()).chars().noneMatch(c -> "“「『".indexOf(c) >= 0);
  }

  /** 号称, 宣称: of others it reports, of oneself it advertises. */
  private boolean speech(CueAt cue) {
    return around.in(cue.span()).anyMatch(c -> c.kind() == CueKind.QUOTE_INTRO && c.span().equals(cue.span()));
  }

  private boolean reports(Passage passage) {
    return around.has(passage.sentence(), CueKind.ENFORCEMENT, CueKind.REPORTING);
  }

  /** Behind a verb of speech whose subject is not the publisher: 号称包过, 销售跟我说包过, 网上说包过的多半是骗子. */
  private Optional<Mention> said(Span hit, Passage passage) {
    return around.in(new Span(passage.sentence().start(), hit.start()))
        .filter(c -> c.kind() == CueKind.SPEAKER && !around.insideTerm(c.span()))
        .max(Comparator.comparingInt(c -> c.span().start()))
        .filter(c -> !around.has(new Span(c.span().end(), passage.clause().end()), CueKind.SELF))
        .filter(c -> passage.clause().contains(c.span())
            ? !around.has(passage.clause(), CueKind.SELF)
            : !around.offers(passage.sentence(), passage))
        .map(Telling::quotation);
  }

  /** 包过这两个字: named as a word. */
  private Optional<Mention> named(Span hit, Passage passage) {
    return around.in(new Span(hit.end(), Math.min(passage.clause().end(), hit.end() + AFTER_REACH)))
        .filter(c -> c.kind() == CueKind.QUOTE_AFTER && !around.has(new Span(hit.end(), c.span().start()), CueKind.NEGATION))
        .findFirst()
        .filter(c -> !around.has(passage.clause(), CueKind.SELF))
        .map(Telling::quotation);
  }

  private Optional<Mention> quoted(Span hit, Passage passage) {
    return quoteBefore(hit.start()) && !quotedName(hit.end()) && !around.offers(passage.sentence(), passage)
        ? Optional.of(new Mention(Exemption.QUOTATION, "引号"))
        : Optional.empty();
  }

  /** Somebody tells what happened to them, and nothing is offered: 我交了三千八，包过班上了两节课. */
  private Optional<Mention> narrated(Passage passage) {
    return around.offers(passage.line(), passage)
        ? Optional.empty()
        : around.outsideTerms(passage.sentence(), CueKind.NARRATIVE).map(Telling::quotation);
  }

  private static Mention quotation(CueAt cue) {
    return new Mention(Exemption.QUOTATION, cue.cue().text());
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
}
