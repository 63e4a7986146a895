package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Recheck;
import cn.qingzheng.casework.RecheckVerdict;
import cn.qingzheng.casework.Rechecks;
import cn.qingzheng.crawler.CrawlFailure;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.model.Finding;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of each confirmed finding what became of it, out of what came from its address. */
final class RecheckVerdicts {
  private final Casebook casebook;
  private final RecheckSink seen;

  RecheckVerdicts(Casebook casebook, RecheckSink seen) {
    this.casebook = casebook;
    this.seen = seen;
  }

  /** @param findings as they were before the addresses were visited */
  List<Recheck.Seen> of(String caseId, List<FindingRecord> findings) {
    Map<String, Recheck> before = new Rechecks(casebook).latest(caseId);
    List<Recheck.Seen> out = new ArrayList<>();
    for (FindingRecord r : findings) {
      boolean wasGone =
          Optional.ofNullable(before.get(r.finding().fingerprint())).map(b -> b.seen().verdict() == RecheckVerdict.GONE).orElse(!r.finding().present());
      out.add(one(caseId, r.finding(), wasGone));
    }
    return out;
  }

  private Recheck.Seen one(String caseId, Finding f, boolean wasGone) {
    Optional<RecheckSink.Answer> answer = seen.answer(f.url());
    if (answer.isEmpty()) {
      return nothingCame(caseId, f);
    }
    RecheckSink.Answer a = answer.get();
    Optional<String> capture = Optional.of(a.page().captureId());
    Optional<Hit> same =
        a.result().violations().stream().filter(h -> Fingerprint.fingerprint(h, f.url()).equals(f.fingerprint())).findFirst();
    if (same.isPresent()) {
      return there(f, a, wasGone, capture);
    }
    if (a.result().outcome() == Outcome.INSUFFICIENT || !a.result().checked().rules().contains(f.hit().ruleId())) {
      return new Recheck.Seen(f.fingerprint(), RecheckVerdict.UNREACHABLE, "页面内容不足，无法判断", capture);
    }
    return changed(f, a, capture).orElseGet(() -> gone(caseId, f, a, capture));
  }

  private static Recheck.Seen there(Finding f, RecheckSink.Answer a, boolean wasGone, Optional<String> capture) {
    if (!a.page().url().equals(f.url())) {
      return new Recheck.Seen(f.fingerprint(), RecheckVerdict.MOVED, "转到 " + a.page().url() + "，文字未变", capture);
    }
    return new Recheck.Seen(
        f.fingerprint(), wasGone ? RecheckVerdict.RELAPSED : RecheckVerdict.STILL_THERE, wasGone ? "曾经消失，现又出现" : "文字未变", capture);
  }

  /** The same rule or term in other words: how they are written is what the analysis says. */
  private static Optional<Recheck.Seen> changed(Finding f, RecheckSink.Answer a, Optional<String> capture) {
    Hit.Match old = f.hit().match();
    return a.result().violations().stream()
        .filter(h -> h.ruleId().equals(f.hit().ruleId()) || h.match().term().equals(old.term()))
        .findFirst()
        .map(h -> {
          boolean spelt = !h.match().surface().equals(old.surface());
          String how = spelt ? "改写为“" + h.match().surface() + "”（" + h.match().form().label() + "）" : "字样仍在，所在文字已改";
          return new Recheck.Seen(f.fingerprint(), RecheckVerdict.CHANGED, "原“" + old.surface() + "”" + how, capture);
        });
  }

  /** The rules find nothing; words that still stand there are no rectification, and the same words elsewhere are not either. */
  private Recheck.Seen gone(String caseId, Finding f, RecheckSink.Answer a, Optional<String> capture) {
    if (a.page().text().raw().contains(f.hit().place().sentence())) {
      return new Recheck.Seen(f.fingerprint(), RecheckVerdict.STILL_THERE, "文字仍在页面上，规则此次未作为问题，请人工核对", capture);
    }
    return elsewhere(caseId, f)
        .map(url -> new Recheck.Seen(f.fingerprint(), RecheckVerdict.MOVED, "原页已无，同一主体在 " + url + " 仍有同样文字", capture))
        .orElseGet(() -> new Recheck.Seen(f.fingerprint(), RecheckVerdict.GONE, "页面已取得，未再发现", capture));
  }

  private Optional<URI> elsewhere(String caseId, Finding f) {
    return casebook.findings(FindingFilter.all().inCase(caseId).present(true)).stream()
        .map(FindingRecord::finding)
        .filter(o -> !o.url().equals(f.url()) && o.hit().ruleId().equals(f.hit().ruleId()))
        .filter(o -> o.hit().place().sentence().strip().equals(f.hit().place().sentence().strip()))
        .map(Finding::url)
        .findFirst();
  }

  private Recheck.Seen nothingCame(String caseId, Finding f) {
    Optional<CrawlFailure> failure = seen.failure(f.url());
    boolean removed = failure.isPresent() && failure.get().cause() == FailureCause.HTTP_4XX && failure.get().detail().matches("HTTP (404|410).*");
    if (removed) {
      return elsewhere(caseId, f)
          .map(url -> new Recheck.Seen(f.fingerprint(), RecheckVerdict.MOVED, "原页已删除，同一主体在 " + url + " 仍有同样文字", Optional.<String>empty()))
          .orElseGet(
              () -> new Recheck.Seen(f.fingerprint(), RecheckVerdict.GONE, "服务器答复页面不存在（" + failure.get().detail() + "）", Optional.empty()));
    }
    String why = failure.map(x -> x.cause().label() + "：" + x.detail()).orElse("此次没有访问到");
    return new Recheck.Seen(f.fingerprint(), RecheckVerdict.UNREACHABLE, why, Optional.empty());
  }
}
