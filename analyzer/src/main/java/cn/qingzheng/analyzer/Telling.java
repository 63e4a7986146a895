package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.analyzer.UseOrMention.Mention;
import cn.qingzheng.model.Span;
import java.util.Comparator;
import java.util.Optional;

/** Tells whether an occurrence is spoken of: warned of, forbidden, reported or quoted. */
final class Telling {
  private static final int LONGEST_QUOTED_NAME = 14;
  private static final int AFTER_REACH = 6;
  private static final int WORK_REACH = 6;
  private static final int CARRIER_REACH = 14;
  private static final int QUOTE_REACH = 80;

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
      return near.map(this::told);
    }
    if (around.offers(passage.sentence(), passage)) {
      return Optional.empty();
    }
    return around.outsideTerms(passage.line(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION)
        .filter(c -> !around.calls(passage.line(), passage) && !around.speaksForItself(passage.line()))
        .map(this::told);
  }

  private Mention told(CueAt cue) {
    return new Mention(
        cue.kind() == CueKind.PROHIBITION ? Exemption.PROHIBITED : Exemption.WARNING, cue.span().of(text));
  }

  /** The publisher offers in the clause of the hit, and the cue stands in another clause or is its own boasting. */
  private boolean offers(Passage passage, CueAt cue) {
    boolean self = around.speaksForItself(passage.clause());
    if (passage.clause().contains(cue.span())) {
      return self && speaks(cue);
    }
    boolean obliges = (cue.kind() == CueKind.PROHIBITION || cue.kind() == CueKind.REPORTING)
        && around.speaksForItself(passage.sentence()) && !around.speaksForItself(Passage.of(text, cue.span()).clause());
    return self || obliges || around.calls(passage.sentence(), passage) && !reports(passage);
  }

  /** Reported on television and recognised everywhere: a report that only lends authority. */
  private boolean boasts(Passage passage, CueAt cue) {
    return cue.kind() == CueKind.REPORTING && around.has(cue.span(), CueKind.LENDER)
        && (around.has(passage.sentence(), CueKind.AUTHORITY) || around.offers(passage.sentence(), passage))
        && !around.has(passage.sentence(), CueKind.WARNING, CueKind.ENFORCEMENT, CueKind.PROHIBITION, CueKind.QUOTE_INTRO)
        && text.substring(passage.sentence().start(), passage.sentence().end()).chars().noneMatch(c -> "“「『".indexOf(c) >= 0);
  }

  /** 号称, 宣称: of others it reports, of oneself it advertises. */
  private boolean speaks(CueAt cue) {
    return around.in(cue.span()).anyMatch(c -> c.kind() == CueKind.QUOTE_INTRO && c.span().equals(cue.span()));
  }

  private boolean reports(Passage passage) {
    return around.has(passage.sentence(), CueKind.ENFORCEMENT, CueKind.REPORTING);
  }

  /** Behind a verb of speech whose subject is not the publisher: 号称包过, 销售在微信上跟我说包过, 传单上印着包过. */
  private Optional<Mention> said(Span hit, Passage passage) {
    return speech(new Span(passage.sentence().start(), hit.start()))
        .filter(c -> !around.speaksForItself(new Span(c.span().end(), passage.clause().end())))
        .filter(c -> passage.clause().contains(c.span())
            ? !around.speaksForItself(passage.clause())
            : !around.offers(passage.sentence(), passage))
        .map(this::quotation);
  }

  /** The last sign within the span that somebody else speaks. */
  private Optional<CueAt> speech(Span span) {
    return around.in(span)
        .filter(c -> !around.insideTerm(c.span()))
        .filter(c -> c.cue().scope() != CueScope.ADJACENT || c.span().end() == span.end())
        .filter(c -> c.kind() == CueKind.SPEAKER || c.kind() == CueKind.UTTERANCE && uttered(c, span.start()))
        .max(Comparator.comparingInt(c -> c.span().start()));
  }

  /** Whether who or what says it stands shortly before: 名片背面写着. */
  private boolean uttered(CueAt verb, int from) {
    Span before = new Span(Math.max(from, verb.span().start() - CARRIER_REACH), verb.span().start());
    return around.has(before, CueKind.CARRIER) && !around.has(before, CueKind.SELF);
  }

  /** 包过这两个字: named as a word. */
  private Optional<Mention> named(Span hit, Passage passage) {
    return around.in(new Span(hit.end(), Math.min(passage.clause().end(), hit.end() + AFTER_REACH)))
        .filter(c -> c.kind() == CueKind.QUOTE_AFTER && !around.has(new Span(hit.end(), c.span().start()), CueKind.NEGATION))
        .findFirst()
        .filter(c -> !around.speaksForItself(passage.clause()))
        .map(this::quotation);
  }

  /** In quotation marks, and nothing is offered; in what somebody is quoted with, offers count only outside of it. */
  private Optional<Mention> quoted(Span hit, Passage passage) {
    Optional<Span> quote = enclosed(hit);
    boolean offered = around.offers(passage.sentence(), passage) || quote.filter(q -> around.offers(behind(q), passage)).isPresent();
    boolean emphasised = quoteBefore(hit.start()) && !quotedName(hit.end()) && !offered;
    return emphasised || quote.filter(q -> introduced(q, passage)).isPresent()
        ? Optional.of(new Mention(Exemption.QUOTATION, "引号"))
        : work(hit);
  }

  /** 短剧《替考风云》 */
  private Optional<Mention> work(Span hit) {
    int open = hit.start() - 1;
    while (open >= 0 && hit.start() - open <= LONGEST_QUOTED_NAME && "《》\n".indexOf(text.charAt(open)) < 0) {
      open--;
    }
    if (open < 0 || text.charAt(open) != '《') {
      return Optional.empty();
    }
    Span before = new Span(Math.max(0, open - WORK_REACH), open);
    return around.in(before)
        .filter(c -> c.kind() == CueKind.WORK && c.span().end() == before.end())
        .findFirst()
        .map(this::quotation);
  }

  /** The quotation that the occurrence stands in, without its marks. */
  private Optional<Span> enclosed(Span hit) {
    int open = hit.start() - 1;
    while (open >= 0 && hit.start() - open <= QUOTE_REACH && "“”「」『』\n".indexOf(text.charAt(open)) < 0) {
      open--;
    }
    int close = hit.end();
    while (close < text.length() && close - hit.end() <= QUOTE_REACH && "“”「」『』\n".indexOf(text.charAt(close)) < 0) {
      close++;
    }
    boolean quote = open >= 0 && close < text.length() && "“「『".indexOf(text.charAt(open)) >= 0 && "”」』".indexOf(text.charAt(close)) >= 0;
    return quote ? Optional.of(new Span(open + 1, close)) : Optional.empty();
  }

  /** Whether the quotation is said to be somebody's words, and nothing is offered before or behind it. */
  private boolean introduced(Span quote, Passage passage) {
    Passage ahead = Passage.of(text, new Span(quote.start() - 1, quote.start()));
    Span before = new Span(ahead.sentence().start(), quote.start() - 1);
    Span behind = behind(quote);
    boolean spoken = speech(before).isPresent()
        || around.has(before, CueKind.REPORTING, CueKind.CARRIER)
        || around.in(before).anyMatch(c -> c.kind() == CueKind.UTTERANCE && c.span().length() > 1)
        || around.in(new Span(behind.start(), Math.min(behind.end(), behind.start() + AFTER_REACH))).anyMatch(c -> c.kind() == CueKind.QUOTE_AFTER);
    boolean recorded = around.has(before, CueKind.ENFORCEMENT) && around.has(behind, CueKind.ENFORCEMENT);
    return spoken && !around.offers(before, passage) && (recorded || !around.offers(behind, passage));
  }

  /** The rest of the sentence behind a quotation and those that follow it at once: “包过”“保过”之类的留言. */
  private Span behind(Span quote) {
    int at = Math.min(text.length(), quote.end() + 1);
    int next = at;
    while (next < text.length() && "、“「『".indexOf(text.charAt(next)) >= 0) {
      int close = next + 1;
      while (close < text.length() && close - next <= QUOTE_REACH && "”」』\n".indexOf(text.charAt(close)) < 0) {
        close++;
      }
      boolean closed = close < text.length() && "”」』".indexOf(text.charAt(close)) >= 0;
      next = closed ? close + 1 : next;
      if (!closed) {
        break;
      }
      at = next;
    }
    return new Span(at, Passage.of(text, new Span(at, at)).sentence().end());
  }

  /** Somebody tells what happened to them, and nothing is offered: 我交了三千八，包过班上了两节课. */
  private Optional<Mention> narrated(Passage passage) {
    return around.offers(passage.line(), passage) || around.has(passage.sentence(), CueKind.TESTIMONY)
        ? Optional.empty()
        : around.outsideTerms(passage.sentence(), CueKind.NARRATIVE).map(this::quotation);
  }

  private Mention quotation(CueAt cue) {
    return new Mention(Exemption.QUOTATION, cue.span().of(text));
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
