package cn.qingzheng.crawler.frontier;

/** What an address is fetched for. */
public enum UrlKind {
  /** A page to capture. */
  PAGE,
  /** A platform's result page, read by a connector. */
  LIST,
  /** A list of addresses (sitemaps.org), not captured. */
  SITEMAP,
  /** Another site's robots.txt, which was redirected here; waits in memory only. */
  ROBOTS
}
