package cn.qingzheng.index;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds pages for the tests. */
final class Pages {
  private final String captureId;
  private final URI url;
  private final String text;
  private final List<Hit> hits = new ArrayList<>();
  private Instant at = Instant.parse("2026-11-20T18:00:00Z");
  private String title = "";
  private Outcome outcome = Outcome.CLEAR;
  private Optional<String> promoter = Optional.empty();
  private Optional<String> platform = Optional.empty();
  private Optional<String> region = Optional.empty();
  private Optional<String> copies = Optional.empty();

  private Pages(String captureId, String url, String text) {
    this.captureId = captureId;
    this.url = URI.create(url);
    this.text = text;
  }

  static Pages page(String captureId, String url, String text) {
    return new Pages(captureId, url, text);
  }

  Pages titled(String title) {
    this.title = title;
    return this;
  }

  Pages at(String instant) {
    at = Instant.parse(instant);
    return this;
  }

  Pages by(String promoter) {
    this.promoter = Optional.of(promoter);
    return this;
  }

  Pages on(String platform) {
    this.platform = Optional.of(platform);
    return this;
  }

  Pages in(String region) {
    this.region = Optional.of(region);
    return this;
  }

  /** Says the same as others of the group. */
  Pages like(String group) {
    copies = Optional.of(group);
    return this;
  }

  /** A proposed finding on the first place where the surface stands. */
  Pages found(String rule, String term, String surface, WrittenForm form, Severity severity) {
    int start = text.indexOf(surface);
    Span span = new Span(start, start + surface.length());
    Citation law = new Citation("广告法", "第二十四条第一项", "2021-04-29", "教育、培训广告不得作保证性承诺");
    hits.add(new Hit(
        rule,
        Facet.ADVERTISING,
        new Hit.Match(term, List.of(), surface, surface, span, form),
        new Hit.Place(BlockKind.PARAGRAPH, "p", false, text, new Span(0, text.length())),
        Optional.empty(),
        new Hit.Judgement(true, severity, 60, "候选", List.of(), List.of(law), List.of())));
    outcome = severity == Severity.HIGH ? Outcome.HIGH_RISK : Outcome.REVIEW;
    return this;
  }

  IndexedPage build() {
    Page page = new Page(captureId, url, at, title, PageText.of(text), List.of(), List.of(), Optional.empty());
    Promoter who = new Promoter(
        promoter, Optional.empty(), promoter.isPresent() ? PromoterStatus.UNAPPROVED : PromoterStatus.UNKNOWN,
        Optional.empty(), "", "");
    PageResult result = new PageResult(
        captureId, outcome, PageKind.COURSE, who, List.of(), hits,
        new PageResult.Checked(Set.of("guarantee"), List.of(), List.of()));
    return new IndexedPage(
        page, result, new IndexedPage.Origin("s1", region, platform),
        hits.isEmpty() ? Set.of() : Set.of("f-" + captureId), copies);
  }
}
