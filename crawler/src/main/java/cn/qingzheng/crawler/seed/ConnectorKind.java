package cn.qingzheng.crawler.seed;

/** What sort of platform a connector searches. */
public enum ConnectorKind {
  SEARCH_ENGINE,
  ECOMMERCE,
  CLASSIFIED,
  SHORT_VIDEO,
  QA,
  WECHAT_ARTICLE,
  APP_STORE,
  INSTITUTION_SITE,
  SITEMAP,
  RSS,
  JSON_API,
  MANUAL_IMPORT
}
