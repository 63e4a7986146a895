package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Decisions.Result;
import cn.qingzheng.analyzer.UseOrMention.Mention;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import cn.qingzheng.model.WrittenForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges one occurrence under one rule. */
final class HitJudge {
  static final double CERTAIN = 0.7;
  private static final int KANA = 4;
  /** Below it a form has to stand where an offer has its promise, too. */
  private static final double ORDINARY_ELSEWHERE = 0.5;
  /** Below it a turn of phrase means nothing where no certificate is named and nobody offers anything. */
  private static final double VAGUE = 0.6;

  /** One of these beside a promise of passing shows that it is one. */
  private static final CueKind[] SPOKEN_OF = {
    CueKind.CALL_TO_ACTION, CueKind.SELF, CueKind.WARNING, CueKind.NEGATION, CueKind.SPEAKER, CueKind.REPORTING, CueKind.QUOTE_AFTER
  };

  /** Beside one of these a term is named as such, whatever trade is spoken of. */
  private static final CueKind[] NAMED = {CueKind.WARNING, CueKind.PROHIBITION, CueKind.QUOTE_AFTER, CueKind.SPEAKER};

  private final Wordlists.Judging judging;
  private final CertificateFinder certificates;
  private final TermTraits traits;

  HitJudge(Wordlists.Judging judging, CertificateFinder certificates, TermTraits traits) {
    this.judging = judging;
    this.certificates = certificates;
    this.traits = traits;
  }

  /**
   * @param review no finding, but a person has to look
   */
  record Judged(Hit hit, boolean review) {}

  /** Absent if the occurrence is ordinary language under this rule. */
  Optional<Judged> judge(Candidate candidate, List<Rule> packs, PageContext page, UseOrMention use) {
    Rule rule = packs.getFirst();
    Passage passage = page.passage(candidate.folded());
    Optional<Certificate> certificate = certificate(candidate, rule, page, passage);
    if (ordinary(candidate, rule, page, passage, certificate)) {
      return Optional.empty();
    }
    Optional<Mention> mention =
        use.mention(candidate.folded(), passage, rule.family())
            .or(() -> LawfulTrade.mention(rule, candidate.raw(), passage, page));
    return weighed(new Occurrence(candidate, passage, certificate, mention, Optional.empty()), packs, page);
  }

  /** Judges what a rule about the page saw; absent if the decision table makes nothing of it. */
  Optional<Judged> judge(Sighting seen, List<Rule> packs, PageContext page, UseOrMention use) {
    Rule rule = packs.getFirst();
    Passage passage = Passage.of(page.folded(), seen.folded());
    Optional<Mention> mention =
        seen.spoken() ? use.mention(seen.folded(), passage, rule.family()) : Optional.empty();
    Span raw = page.text().folded().rawSpan(seen.folded().start(), seen.folded().end());
    Candidate candidate =
        new Candidate(rule.name(), seen.folded(), seen.folded(), raw, WrittenForm.LITERAL, 1, List.of());
    return weighed(new Occurrence(candidate, passage, seen.certificate(), mention, Optional.of(seen.told())), packs, page);
  }

  /** @param seen what a rule about the page has to tell */
  private record Occurrence(
      Candidate candidate, Passage passage, Optional<Certificate> certificate, Optional<Mention> mention,
      Optional<String> seen) {}

  private Optional<Judged> weighed(Occurrence at, List<Rule> packs, PageContext page) {
    Rule rule = packs.getFirst();
    Candidate candidate = at.candidate();
    Passage passage = at.passage();
    Optional<Certificate> certificate = at.certificate();
    Optional<Mention> mention = at.mention();
    Decisions.Standing standing = page.standing(certificate, passage);
    Decisions.Row row =
        judging.decisions().decide(rule.family(), certificate.map(Certificate::standing), standing, page.kind());
    boolean title = mention.filter(m -> m.exemption() == Exemption.LAW_TITLE).isPresent();
    if (title || row.result() == Result.IGNORE) {
      return Optional.empty();
    }
    boolean violation = mention.isEmpty() && row.result() == Result.CANDIDATE;
    boolean review = mention.isEmpty() && row.result() == Result.REVIEW;
    Severity severity = violation ? row.severity().orElse(rule.severity()) : Severity.NONE;
    List<Reason> reasons = new ArrayList<>();
    at.seen().ifPresent(told -> reasons.add(new Reason("seen", 0, told)));
    reasons.addAll(reasons(candidate, rule, row, severity, page, passage, certificate, mention));
    int score = Math.max(0, reasons.stream().mapToInt(Reason::weight).sum());
    List<Citation> basis =
        judging.statutes().cited(packs.stream().flatMap(r -> r.basis().stream()).distinct().toList(), page.day());
    String why = why(at, rule, row, page.promoter().promoter());
    Hit.Judgement judgement =
        new Hit.Judgement(violation, severity, score, why, reasons, basis, exempting(rule, mention, row));
    return Optional.of(
        new Judged(new Hit(rule.id(), rule.facet(), match(candidate, page), place(candidate, passage, page), certificate, judgement), review));
  }

  private Optional<Certificate> certificate(Candidate candidate, Rule rule, PageContext page, Passage passage) {
    boolean exam = rule.family() == Family.GUARANTEE && (candidate.confidence() >= CERTAIN || !traits.everyday(candidate.term())) && page.cues().has(passage.line(), CueKind.TRAINING_CONTEXT);
    boolean implied = exam || traits.ofCertificates(candidate.term()) || page.promised(passage.sentence(), candidate.folded()) && !page.cues().has(passage.sentence(), CueKind.OTHER_TRADE);
    Optional<Certificate> taught = page.offered().filter(c -> c.standing() == CertificateStanding.QUALIFICATION);
    return page.certificate(certificates, candidate.folded(), passage)
        .filter(c -> taught.isEmpty() || c.named())
        .or(() -> taught.filter(c -> rule.family() == Family.STATE_NAME || rule.family() == Family.QUALIFICATION_WORD))
        .or(() -> page.certificate(certificates, candidate.folded(), passage))
        .or(() -> implied ? Optional.of(CertificateFinder.unnamed("证书")) : Optional.empty())
        .or(() -> rule.family() == Family.JOB_ANXIETY || rule.family() == Family.GUARANTEE ? page.offered() : Optional.empty());
  }

  /** Occurrences that mean something else, or that are too uncertain where nobody speaks of certificates. */
  private boolean ordinary(
      Candidate candidate, Rule rule, PageContext page, Passage passage, Optional<Certificate> certificate) {
    boolean trade = page.trade(passage) || certificate.isPresent();
    if (japanese(page, passage) || sense(candidate, page, passage)) {
      return true;
    }
    if (candidate.confidence() < CERTAIN && !trade) {
      return true;
    }
    if (candidate.confidence() < ORDINARY_ELSEWHERE && !Offered.at(candidate.folded(), candidate.form(), passage, page)) {
      return true;
    }
    if (candidate.confidence() < VAGUE && candidate.form() == WrittenForm.SYNONYM && !named(page, passage)) {
      return true;
    }
    if (rule.context() == TermContext.CERTIFICATE && certificate.isEmpty() || LawfulTrade.apart(rule, candidate.raw(), page)) {
      return true;
    }
    return elsewhere(candidate, page, passage) || rule.family() == Family.GUARANTEE && experiential(candidate, page, passage);
  }

  /** A word that means something else beside those around it: 轮船挂靠青岛. */
  private boolean sense(Candidate candidate, PageContext page, Passage passage) {
    boolean disguised = candidate.form() != WrittenForm.LITERAL && candidate.form() != WrittenForm.SYNONYM;
    boolean offered = disguised || page.named(passage.clause()) || school(page) && page.named(passage.sentence())
        || page.cues().has(passage.sentence(), CueKind.CALL_TO_ACTION, CueKind.SELF) || page.cues().has(passage.sentence(), NAMED);
    return judging.senses().another(candidate.term(), candidate.folded(), passage, page.folded(), offered);
  }

  /** Whether a certificate is named, somebody offers something, or the page is a school's. */
  private static boolean named(PageContext page, Passage passage) {
    return page.named(passage.line()) || page.cues().has(passage.line(), CueKind.CALL_TO_ACTION, CueKind.SELF, CueKind.PRICE) || school(page);
  }

  private static boolean school(PageContext page) {
    PromoterStatus status = page.promoter().promoter().status();
    return status == PromoterStatus.UNAPPROVED || status == PromoterStatus.FILED;
  }

  /** 国家試験に合格: the same letters in another language; the single の of Chinese shops is none. */
  private static boolean japanese(PageContext page, Passage passage) {
    Span raw = page.text().folded().rawSpan(passage.sentence().start(), passage.sentence().end());
    return raw.of(page.page().text().raw()).chars().filter(c -> c >= 0x3041 && c <= 0x30FA && c != 'の').limit(KANA).count() == KANA;
  }

  /** Words that inspections, votes, weddings and roads have, too, where nothing but the term speaks of certificates. */
  private boolean elsewhere(Candidate candidate, PageContext page, Passage passage) {
    if (!traits.everyday(candidate.term()) || page.tradeBeside(candidate.folded(), passage)) {
      return false;
    }
    boolean another = page.cues().has(passage.sentence(), CueKind.OTHER_TRADE)
        && !page.cues().has(passage.sentence(), CueKind.WARNING, CueKind.PROHIBITION, CueKind.QUOTE_AFTER);
    return another || traits.vague(candidate.term()) && !page.cues().has(passage.line(), SPOKEN_OF);
  }

  /** 包过 or 保过 of what was once done. */
  private boolean experiential(Candidate candidate, PageContext page, Passage passage) {
    if (page.folded().charAt(candidate.folded().end() - 1) != '过') {
      return false;
    }
    boolean trade = page.trade(passage);
    boolean loose = !trade && !Offered.after(candidate.folded(), passage, page) && !page.cues().has(passage.sentence(), NAMED);
    return loose || traits.experiential(candidate.term()) && Aspect.experiential(page.folded(), candidate.folded(), passage, trade);
  }

  private List<Reason> reasons(
      Candidate candidate, Rule rule, Decisions.Row row, Severity severity, PageContext page, Passage passage,
      Optional<Certificate> certificate, Optional<Mention> mention) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(new Reason(row.id(), 0, row.why()));
    reasons.add(
        new Reason("severity", judging.scoring().severity().getOrDefault(severity, 0), "规则“" + rule.name() + "”，程度" + severity.label()));
    features(candidate, rule, page, passage, certificate).forEach(id -> {
      Reason reason = judging.scoring().features().get(id);
      if (reason != null) {
        reasons.add(reason);
      }
    });
    mention.ifPresent(m -> {
      Reason weight = judging.scoring().features().get(featureOf(m.exemption()));
      String text = m.exemption().label() + "：“" + m.what() + "”";
      reasons.add(new Reason(m.exemption().id(), weight == null ? 0 : weight.weight(), text));
    });
    return reasons;
  }

  private static String featureOf(Exemption exemption) {
    return switch (exemption) {
      case NEGATED -> "negation";
      case PROHIBITED -> "prohibition";
      default -> exemption.id();
    };
  }

  private static List<String> features(
      Candidate candidate, Rule rule, PageContext page, Passage passage, Optional<Certificate> certificate) {
    List<String> ids = new ArrayList<>();
    CueText cues = page.cues();
    when(ids, "guarantee", rule.family() == Family.GUARANTEE);
    when(ids, "rental", rule.family() == Family.CERT_RENTAL);
    when(ids, "organ-name", rule.family() == Family.ORGAN_IMPERSONATION);
    when(ids, "emblem", rule.family() == Family.EMBLEM_MENTION);
    when(ids, "income", rule.family() == Family.JOB_ANXIETY);
    when(ids, "no-threshold", rule.family() == Family.NO_THRESHOLD);
    when(ids, "speed", cues.has(passage.line(), CueKind.SPEED));
    when(ids, "price", cues.has(passage.line(), CueKind.PRICE));
    when(ids, "call-to-action", cues.has(passage.line(), CueKind.CALL_TO_ACTION));
    when(ids, "authority", cues.has(passage.line(), CueKind.AUTHORITY));
    Optional<CertificateStanding> standing = certificate.map(Certificate::standing);
    when(ids, "certificate-copycat", standing.filter(s -> s == CertificateStanding.COPYCAT || s == CertificateStanding.WITHDRAWN).isPresent());
    when(ids, "certificate-unlisted", standing.filter(s -> s == CertificateStanding.UNLISTED).isPresent());
    when(ids, "catalogue-item", standing.filter(s -> s == CertificateStanding.QUALIFICATION).isPresent() && rule.family() != Family.GUARANTEE);
    when(ids, "obfuscated", candidate.form() != WrittenForm.LITERAL && candidate.form() != WrittenForm.WIDTH && candidate.form() != WrittenForm.TRADITIONAL);
    when(ids, "listing", page.features().has("listing-blocks"));
    PromoterStatus status = page.promoter().promoter().status();
    when(ids, "promoter-unapproved", status == PromoterStatus.UNAPPROVED);
    when(ids, "promoter-out-of-scope", page.standing(certificate, passage) == Decisions.Standing.FILED_OUT_OF_SCOPE);
    when(ids, "promoter-filed", status == PromoterStatus.FILED && rule.family() != Family.GUARANTEE);
    when(ids, "promoter-organ", status == PromoterStatus.ORGAN);
    Optional<TextBlock> block = PageContext.block(page.page(), candidate.raw().start());
    when(ids, "hidden", block.filter(TextBlock::hidden).isPresent());
    when(ids, "prominent", block.map(TextBlock::kind).filter(HitJudge::prominent).isPresent());
    return ids;
  }

  private static void when(List<String> ids, String id, boolean holds) {
    if (holds) {
      ids.add(id);
    }
  }

  private static boolean prominent(BlockKind kind) {
    return switch (kind) {
      case TITLE, HEADING, BUTTON, OCR, LISTING_TITLE, LISTING_CATEGORY, LISTING_SELLER, IMAGE_ALT -> true;
      default -> false;
    };
  }

  private static String why(Occurrence at, Rule rule, Decisions.Row row, Promoter promoter) {
    StringBuilder why =
        new StringBuilder(at.seen().map(told -> rule.name() + "：" + told)
            .orElse("“" + TermShape.name(at.candidate().term()) + "”（" + rule.name() + "）"));
    if (at.candidate().form() != WrittenForm.LITERAL) {
      why.append("，写法：").append(at.candidate().form().label());
    }
    at.certificate().ifPresent(c -> why.append("；证书：").append(c.named() ? c.name() + "（" + c.standing().label() + "）" : "未指明"));
    why.append("；主体：").append(promoter.name().map(n -> n + "，").orElse("")).append(promoter.status().label());
    at.mention().ifPresentOrElse(
        m -> why.append("。").append(m.exemption().label()).append("（“").append(m.what()).append("”），不列为候选。"),
        () -> why.append("。").append(row.why()).append(ending(row.result())));
    return why.toString();
  }

  private static String ending(Result result) {
    return switch (result) {
      case CANDIDATE -> "，列为候选，由执法人员决定。";
      case REVIEW -> "，请人工判断。";
      case CLEAR, IGNORE -> "，不列为候选。";
    };
  }

  private static List<Reason> exempting(Rule rule, Optional<Mention> mention, Decisions.Row row) {
    List<Reason> reasons = new ArrayList<>();
    mention.ifPresent(m -> reasons.add(
        new Reason(m.exemption().id(), 0, rule.exemption(m.exemption()).orElse(m.exemption().label()) + "：见“" + m.what() + "”")));
    if (mention.isEmpty() && row.result() == Result.CLEAR) {
      reasons.add(new Reason(row.id(), 0, row.why()));
    }
    if (mention.isEmpty() && row.result() != Result.CLEAR) {
      rule.exemptions().entrySet().stream().sorted(Map.Entry.comparingByKey())
          .forEach(e -> reasons.add(new Reason(e.getKey().id(), 0, "未见“" + e.getValue() + "”的情形")));
    }
    return reasons;
  }

  private static Hit.Match match(Candidate candidate, PageContext page) {
    String raw = page.page().text().raw();
    boolean image = PageContext.block(page.page(), candidate.raw().start()).filter(b -> b.kind() == BlockKind.OCR).isPresent();
    WrittenForm form = image && candidate.form() == WrittenForm.LITERAL ? WrittenForm.IMAGE : candidate.form();
    List<String> alternatives = candidate.alternatives().stream().map(TermShape::name).toList();
    return new Hit.Match(TermShape.name(candidate.term()), alternatives, candidate.raw().of(raw),
        candidate.folded().of(page.folded()), candidate.raw(), form);
  }

  private static Hit.Place place(Candidate candidate, Passage passage, PageContext page) {
    String raw = page.page().text().raw();
    Span sentence = page.text().folded().rawSpan(passage.sentence().start(), passage.sentence().end());
    Optional<TextBlock> block = PageContext.block(page.page(), candidate.raw().start());
    return new Hit.Place(block.map(TextBlock::kind).orElse(BlockKind.PARAGRAPH), block.map(TextBlock::path).orElse(""),
        block.map(TextBlock::hidden).orElse(false), sentence.of(raw), sentence);
  }
}
