package cn.qingzheng.analyzer;

import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the judged occurrences to the outcome of the page. */
final class Verdict {
  private final Scoring scoring;
  private final Folding folding;

  Verdict(Scoring scoring, Folding folding) {
    this.scoring = scoring;
    this.folding = folding;
  }

  /** What was not judged may be anything: then a person has to look. */
  PageResult result(PageContext page, Judgements judgements, PageResult.Checked checked) {
    List<Hit> hits = judgements.hits();
    List<Hit> findings = hits.stream().filter(Hit::violation).toList();
    long letters = page.folded().chars().filter(c -> folding.lettered((char) c)).limit(scoring.thresholds().insufficientChars()).count();
    boolean thin = letters < scoring.thresholds().insufficientChars();
    Outcome outcome;
    List<Reason> reasons = new ArrayList<>();
    if (!checked.failures().isEmpty() && findings.isEmpty()) {
      outcome = Outcome.REVIEW;
      reasons.add(new Reason("rule-failed", 0, "有 " + checked.failures().size() + " 条规则未能完成，请人工查看"));
    } else if (checked.rules().isEmpty()) {
      outcome = Outcome.INSUFFICIENT;
      reasons.add(new Reason("no-rule", 0, "该日没有任何规则生效，未作检查"));
    } else if (!findings.isEmpty()) {
      outcome = ofFindings(page, findings, reasons);
    } else if (judgements.review()) {
      outcome = Outcome.REVIEW;
      reasons.add(new Reason("needs-person", 0, "有命中须人工判断，见各命中的说明"));
    } else if (judgements.left() > 0) {
      outcome = Outcome.REVIEW;
    } else if (!hits.isEmpty()) {
      outcome = Outcome.MENTION;
      reasons.add(new Reason("mention", 0, "出现 " + hits.size() + " 处规则所列字样，均属提及、否认、警示、法规名称或合规使用"));
    } else if (thin) {
      outcome = Outcome.INSUFFICIENT;
      reasons.add(new Reason("too-little", 0, "有效文字不足 " + scoring.thresholds().insufficientChars() + " 字，无法判断"));
    } else {
      outcome = Outcome.CLEAR;
      reasons.add(new Reason("clear", 0, "检查了 " + checked.rules().size() + " 条规则，未见所列字样"));
    }
    if (judgements.left() > 0) {
      reasons.add(new Reason("not-judged", 0, "另有 " + judgements.left() + " 处命中未逐一判断"));
    }
    KindOfPage kind = thin && hits.isEmpty() ? empty() : page.kindOf();
    return new PageResult(
        page.page().captureId(), outcome, kind.kind(), page.promoter().promoter(), reasons, kind.reasons(), hits, checked);
  }

  private KindOfPage empty() {
    String why = "有效文字不足 " + scoring.thresholds().insufficientChars() + " 字";
    return new KindOfPage(PageKind.EMPTY, List.of(new Reason("too-little", 0, why)));
  }

  private Outcome ofFindings(PageContext page, List<Hit> findings, List<Reason> reasons) {
    Optional<Hit> gravest = findings.stream().max(Comparator.comparingInt(h -> h.judgement().score()));
    int score = gravest.map(h -> h.judgement().score()).orElse(0);
    gravest.ifPresent(h -> reasons.add(new Reason("gravest", score, h.judgement().why())));
    reasons.add(new Reason("count", 0, "候选 " + findings.size() + " 处"));
    PromoterStatus status = page.promoter().promoter().status();
    if (status == PromoterStatus.UNKNOWN) {
      reasons.add(new Reason("promoter-unknown", 0, "主体不明（" + page.promoter().promoter().note() + "），只列待复核"));
      return Outcome.REVIEW;
    }
    return score >= scoring.thresholds().highRisk() ? Outcome.HIGH_RISK : Outcome.REVIEW;
  }
}
