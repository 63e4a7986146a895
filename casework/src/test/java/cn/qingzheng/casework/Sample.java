package cn.qingzheng.casework;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Listing;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Pages and results as the stages before would hand them over; every body is fictional. */
final class Sample {
  static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  static final Set<String> RULES = Set.of("guarantee", "reserved-words");

  private final String url;
  private String captureId = "c1";
  private Instant at = NOON;
  private String title = "考证中心";
  private Promoter promoter = Promoter.unknown();
  private String text = "正文";
  private Optional<Listing> listing = Optional.empty();
  private Outcome outcome = Outcome.HIGH_RISK;
  private Optional<Certificate> certificate =
      Optional.of(new Certificate("高级礼仪培训师", CertificateStanding.COPYCAT, Optional.empty(), "目录外名称清单", Optional.empty()));
  private Set<String> rules = RULES;
  private final List<Hit> hits = new ArrayList<>();

  private Sample(String url) {
    this.url = url;
  }

  static Sample page(String url) {
    return new Sample(url);
  }

  Sample capture(String id, Instant when) {
    captureId = id;
    at = when;
    return this;
  }

  Sample text(String value) {
    text = value;
    return this;
  }

  Sample title(String text) {
    title = text;
    return this;
  }

  Sample by(String name, PromoterStatus status) {
    promoter = new Promoter(Optional.of(name), Optional.empty(), status, Optional.empty(), "名称", "");
    return this;
  }

  Sample by(String name, String code, PromoterStatus status, Optional<FilingKind> filing) {
    promoter = new Promoter(Optional.of(name), Optional.of(code), status, filing, "统一社会信用代码", "");
    return this;
  }

  Sample listed(String platform, String seller) {
    listing = Optional.of(new Listing("sample", platform, title, Optional.of("¥380"), Optional.of(seller)));
    return this;
  }

  /** On a platform, nobody knows whose. */
  Sample on(String platform) {
    listing = Optional.of(new Listing("sample", platform, "", Optional.empty(), Optional.empty()));
    return this;
  }

  /** For the hits that follow. */
  Sample about(Certificate value) {
    certificate = Optional.of(value);
    return this;
  }

  Sample outcome(Outcome value) {
    outcome = value;
    return this;
  }

  Sample ran(String... ids) {
    rules = Set.of(ids);
    return this;
  }

  Sample hit(String rule, String term, String sentence) {
    return hit(rule, term, sentence, Severity.HIGH);
  }

  Sample hit(String rule, String term, String sentence, Severity severity) {
    int start = 100 * hits.size();
    hits.add(
        new Hit(
            rule, Facet.ADVERTISING,
            new Hit.Match(term, List.of(), term, term, new Span(start, start + term.length()), WrittenForm.LITERAL),
            new Hit.Place(BlockKind.PARAGRAPH, "body > p", false, sentence, new Span(start, start + sentence.length())),
            certificate,
            new Hit.Judgement(
                true, severity, 80, "宣传中作出保证性承诺",
                List.of(new Reason("guarantee", 80, "保证通过")),
                List.of(new Citation("广告法", "第二十四条第一项", "2021-04-29", "教育、培训广告不得作保证性承诺")),
                List.of())));
    return this;
  }

  Page page() {
    return new Page(captureId, URI.create(url), at, title, PageText.of(text), List.of(), List.of(), listing);
  }

  PageResult result() {
    return new PageResult(
        captureId, outcome, PageKind.COURSE, promoter, List.of(), hits, new PageResult.Checked(rules, List.of(), List.of("pack@1")));
  }

  Function<Hit, String> fingerprint() {
    return hit -> fingerprint(hit.ruleId(), hit.match().term(), hit.place().sentence());
  }

  String fingerprint(String rule, String term, String sentence) {
    byte[] bytes = (rule + "|" + url + "|" + term + "|" + sentence).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Audit.sha256().digest(bytes));
  }
}
