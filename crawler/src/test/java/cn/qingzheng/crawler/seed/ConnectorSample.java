package cn.qingzheng.crawler.seed;

/** A connector as an operator writes it, with every key. */
public final class ConnectorSample {
  /** The line numbers matter to tests. */
  public static final String YAML =
      """
      schema: connector/1
      id: shop
      name: 示例商城
      kind: ECOMMERCE
      version: 1
      enabled: true
      compliance:
        login_required: false
        robots: OBEY
        robots_override: null
        terms_url: http://shop.example/terms
        terms_reviewed: {by: "甲", on: "2026-11-01", verdict: ALLOWED}
        impact_assessment: "IA-1"
        pii_fields: [seller]
      politeness: {max_rps: 2, jitter: 0, concurrency: 1, window: "00:00-24:00", tz: Asia/Shanghai, daily_requests: 100, timeout_ms: 15000, max_bytes: 5242880, retries: 1}
      user_agent: "Test/1.0 (+http://bureau.example/)"
      request: {method: GET, url: "http://shop.example/search?q={keyword|urlencode}&page={page}", charset: auto, headers: {}, cookies: none}
      pagination: {param: page, first: 1, step: 1, max_pages: 5, stop_when: [EMPTY, DUPLICATE_PAGE]}
      render: {mode: NONE}
      list:
        type: html
        item: "ul.goods > li"
        fields:
          title:  {css: "a", get: text, required: true}
          link:   {css: "a", get: "@href", transform: [absolute_url], required: true}
          price:  {css: ".price", get: text, transform: [number]}
          seller: {css: ".shop", get: text, transform: [trim]}
          image:  {css: "img", get: "@data-src|@src"}
          time:   {css: ".time", get: text, transform: ["date:yyyy-MM-dd"]}
        min_items: 1
      detail: {follow: link, limit: 20, fields: {seller: {css: "dd.shop", get: text}}}
      blocked_when: {status: [401, 403], redirect_host: ["passport.shop.example"], body_matches: ["验证码", "请登录"]}
      on_blocked: {action: SUSPEND, for: 24h}
      health: {expect_items_per_run: 2, required_field_rate: 0.95, alert_after_runs: 3}
      keywords: {sets: [restricted-goods], per_run: 40}
      """;

  private ConnectorSample() {}
}
