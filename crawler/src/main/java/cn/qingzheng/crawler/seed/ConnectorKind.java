package cn.qingzheng.crawler.seed;

/**
 * What sort of platform a connector searches. Only {@link #SEARCH_ENGINE} changes what is done: its results stand on
 * other people's sites, so they become leads and are not followed.
 */
public enum ConnectorKind {
  SEARCH_ENGINE,
  ECOMMERCE,
  CLASSIFIED,
  SHORT_VIDEO,
  QA,
  WECHAT_ARTICLE,
  APP_STORE,
  RSS,
  JSON_API
}
