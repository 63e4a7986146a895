package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The compliance block of a connector. A key that is missing or wrong is a mistake; one that nobody has filled in
 * yet only keeps the connector from running, so that a draft can lie in the folder.
 *
 * @param unfilled what keeps it from running, in Chinese
 * @param personal the fields that may name persons, where they are written
 */
record ComplianceBlock(
    Connector.Compliance compliance, Optional<String> unfilled, String source, List<YamlMap.Located> personal) {
  private static final Set<String> KEYS =
      Set.of(
          "login_required", "robots", "robots_override", "terms_url", "terms_reviewed", "impact_assessment",
          "pii_fields");
  private static final Set<String> OVERRIDE_KEYS =
      Set.of("legal_basis", "document_no", "approved_by", "second_approver", "expires");

  private enum Robots {
    OBEY,
    OVERRIDE_APPROVED
  }

  private enum Verdict {
    ALLOWED,
    RESTRICTED,
    FORBIDDEN,
    UNREVIEWED
  }

  static ComplianceBlock read(YamlMap y, Problems problems) {
    y.onlyKeys(KEYS, problems);
    for (String key : List.of("login_required", "robots", "terms_reviewed", "impact_assessment")) {
      if (!y.keys().contains(key)) {
        y.problem(key, "合规信息缺少“" + key + "”", "请补全 compliance 各项", problems);
      }
    }
    if (y.flag("login_required", false, problems)) {
      y.problem("login_required", "需要登录的平台不能接入", "本程序不登录；请改用人工导入", problems);
    }
    URI terms =
        y.text("terms_url", problems).filter(s -> !s.isBlank()).flatMap(s -> termsUrl(y, s, problems)).orElse(URI.create(""));
    String assessment = y.text("impact_assessment", problems).orElse("").strip();
    Connector.Compliance compliance =
        new Connector.Compliance(override(y, problems), terms, assessment, y.texts("pii_fields", problems));
    return new ComplianceBlock(
        compliance, unfilled(y, terms, assessment, problems), y.source(), y.located("pii_fields", new Problems()));
  }

  /** A field that may name persons and is none of the connector's would be protected by nobody. */
  void checkFields(Set<String> names, Problems problems) {
    personal.stream()
        .filter(p -> !names.contains(p.text()))
        .forEach(p -> problems.add(source, p.line(), "没有字段“" + p.text() + "”", "pii_fields 请写 list.fields 或 detail.fields 中的字段名"));
  }

  private static Optional<URI> termsUrl(YamlMap y, String text, Problems problems) {
    Optional<URI> url = CanonicalUrl.of(text);
    if (url.isEmpty()) {
      y.problem("terms_url", "网址 " + text + " 不对", "请写平台规则页的完整网址", problems);
    }
    return url;
  }

  private static Optional<String> unfilled(YamlMap y, URI terms, String assessment, Problems problems) {
    YamlMap review = y.requiredMap("terms_reviewed", problems);
    review.onlyKeys(Set.of("by", "on", "verdict"), problems);
    Optional<Verdict> verdict =
        review.keys().isEmpty() ? Optional.empty() : review.constant("verdict", Verdict.class, problems);
    boolean named = review.text("by", problems).filter(s -> !s.isBlank()).isPresent();
    boolean dated = review.date("on", problems).isPresent();
    if (terms.toString().isEmpty()) {
      return Optional.of("合规信息未填写：平台规则网址（terms_url）");
    }
    if (!named || !dated || verdict.isEmpty() || verdict.get() == Verdict.UNREVIEWED) {
      return Optional.of("合规信息未填写：平台规则审查（terms_reviewed）");
    }
    if (verdict.get() == Verdict.FORBIDDEN) {
      return Optional.of("平台规则审查结论为禁止（FORBIDDEN）");
    }
    return assessment.isEmpty() ? Optional.of("合规信息未填写：影响评估编号（impact_assessment）") : Optional.empty();
  }

  /** Going against robots.txt takes a document, two different names, and an end. */
  private static Optional<CrawlApproval> override(YamlMap y, Problems problems) {
    Optional<Robots> robots = y.has("robots") ? y.constant("robots", Robots.class, problems) : Optional.empty();
    Optional<YamlMap> block = y.map("robots_override", problems);
    if (robots.isEmpty() || robots.get() == Robots.OBEY) {
      block.ifPresent(b -> y.problem("robots_override", "robots 为 OBEY 时不应有 robots_override", "请写 null", problems));
      return Optional.empty();
    }
    YamlMap o = y.requiredMap("robots_override", problems);
    o.onlyKeys(OVERRIDE_KEYS, problems);
    String first = o.requiredText("approved_by", problems);
    String second = o.requiredText("second_approver", problems);
    if (!first.isEmpty() && first.strip().equals(second.strip())) {
      o.problem("second_approver", "两名批准人不能是同一人", "请写另一名批准人", problems);
    }
    Optional<LocalDate> expires = o.date("expires", problems);
    if (expires.isEmpty()) {
      o.problem("expires", "缺少批准的截止日期", "请写成 2026-11-23 的形式", problems);
    }
    return Optional.of(
        new CrawlApproval(
            CrawlApproval.Subject.ROBOTS,
            o.requiredText("legal_basis", problems),
            o.requiredText("document_no", problems),
            first,
            second,
            expires.orElse(LocalDate.MIN)));
  }
}
