package cn.qingzheng.crawler.frontier;

import java.time.Duration;

/** How long a host rests, and who wants it so. */
record Pause(Duration length, Reason reason) {
  enum Reason {
    CONFIGURED("设置的间隔"),
    CRAWL_DELAY("robots.txt 的 Crawl-delay"),
    LOAD("对方响应慢"),
    RETRY_AFTER("对方要求稍后再来");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    String label() {
      return label;
    }
  }

  Pause longer(Pause other) {
    return other.length.compareTo(length) > 0 ? other : this;
  }
}
