package cn.qingzheng.crawler.seed;

/** What a result page is written in. */
public enum ListType {
  HTML,
  XML,
  JSON
}
