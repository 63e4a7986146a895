package cn.qingzheng.console.web;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.HttpHeader;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds a captured page with its result for the tests of the console. */
final class PageSketch {
  private final String captureId;
  private final URI url;
  private final Instant at;
  private final String title;
  private final PageText.Builder text = PageText.builder();
  private final List<String[]> found = new ArrayList<>();
  private Optional<String> promoter = Optional.empty();
  private PromoterStatus status = PromoterStatus.UNKNOWN;

  PageSketch(String captureId, String url, Instant at, String title) {
    this.captureId = captureId;
    this.url = URI.create(url);
    this.at = at;
    this.title = title;
    text.add(BlockKind.TITLE, title, "title", false);
  }

  PageSketch line(BlockKind kind, String line) {
    text.add(kind, line, "body > p", false);
    return this;
  }

  PageSketch hidden(String line) {
    text.add(BlockKind.PARAGRAPH, line, "body > div.seo", true);
    return this;
  }

  PageSketch by(String name, PromoterStatus status) {
    this.promoter = Optional.of(name);
    this.status = status;
    return this;
  }

  /** A proposed finding on every place where the surface stands. */
  PageSketch found(String rule, String term, String surface, WrittenForm form, Severity severity) {
    found.add(new String[] {rule, term, surface, form.name(), severity.name()});
    return this;
  }

  Page page() {
    return new Page(captureId, url, at, title, text.build(), List.of(), List.of(), Optional.empty());
  }

  PageResult result() {
    List<Hit> hits = hits();
    Outcome outcome = hits.stream().map(h -> h.judgement().severity()).max(Severity::compareTo)
        .map(s -> s == Severity.HIGH ? Outcome.HIGH_RISK : Outcome.REVIEW)
        .orElse(Outcome.CLEAR);
    return new PageResult(
        captureId, outcome, PageKind.COURSE,
        new Promoter(promoter, Optional.empty(), status, Optional.empty(), promoter.isPresent() ? "网站名称" : "",
            status == PromoterStatus.UNAPPROVED ? "备案名录（2026-11-01 版）中没有这个机构" : "未识别到主体"),
        hits.isEmpty()
            ? List.of(new Reason("clear", 0, "没有规则所列的词语"))
            : List.of(new Reason("finding", 0, "有 " + hits.size() + " 处候选，最高为" + outcome.label()),
                new Reason("promoter", 20, "主体" + status.label())),
        hits,
        new PageResult.Checked(Set.of("guarantee", "internal-channel"), List.of(), List.of("shandong-2023-65@1")));
  }

  private List<Hit> hits() {
    String raw = text.build().raw();
    List<Hit> hits = new ArrayList<>();
    for (String[] f : found) {
      for (int at = raw.indexOf(f[2]); at >= 0; at = raw.indexOf(f[2], at + 1)) {
        hits.add(hit(raw, f, new Span(at, at + f[2].length())));
      }
    }
    return hits;
  }

  private static Hit hit(String raw, String[] f, Span span) {
    int from = raw.lastIndexOf('\n', span.start()) + 1;
    int to = raw.indexOf('\n', span.end()) < 0 ? raw.length() : raw.indexOf('\n', span.end());
    Severity severity = Severity.valueOf(f[4]);
    return new Hit(
        f[0], Facet.ADVERTISING,
        new Hit.Match(f[1], List.of(), f[2], f[1], span, WrittenForm.valueOf(f[3])),
        new Hit.Place(BlockKind.PARAGRAPH, "body > p", false, raw.substring(from, to), new Span(from, to)),
        Optional.of(new Certificate(
            "健康管理师", CertificateStanding.SKILL_LEVEL, Optional.of("4-14-01-02"), "国家职业资格目录（2021年版）", Optional.empty())),
        new Hit.Judgement(
            true, severity, severity == Severity.HIGH ? 85 : 55,
            "在证书培训的招生文字中作出保证性承诺，主体未见备案",
            List.of(new Reason("term", 50, "命中词语“" + f[1] + "”"), new Reason("certificate", 20, "同句提到证书"),
                new Reason("unapproved", 15, "主体未备案")),
            List.of(new Citation("广告法", "第二十四条第一项", "2021-04-29", "教育、培训广告不得对通过考试、获得合格证书作出明示或者暗示的保证性承诺")),
            List.of(new Reason("not-negated", 0, "没有否定、警示或引用"))));
  }

  Capture capture() {
    var exchange = new Capture.Exchange(
        url, List.of(), 200, List.of(new HttpHeader("Content-Type", "text/html; charset=utf-8")),
        new Capture.Remote("127.0.0.2", 443, Optional.of("TLSv1.3")), Duration.ofMillis(120));
    return new Capture(
        captureId, new Capture.Origin("run-20261123", "lanhai", 1, Optional.empty()), url, at, exchange,
        new Capture.Payload("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 18_321, false),
        List.of(new ArchivedRecord(
            "response", "urn:uuid:0e8a5a36-6b3b-4d3e-9d3c-2f3a3f0e6f11", url, "20261123-000001.warc.gz", 48_213, 9_120)));
  }
}
