package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlMeter;
import java.time.Duration;

/** How long a host rests, and who wants it so. */
record Pause(Duration length, Reason reason) {
  enum Reason {
    CONFIGURED("设置的间隔", CrawlMeter.Wait.CONFIGURED),
    CRAWL_DELAY("robots.txt 的 Crawl-delay", CrawlMeter.Wait.CRAWL_DELAY),
    LOAD("对方响应慢", CrawlMeter.Wait.LOAD),
    RETRY_AFTER("对方要求稍后再来", CrawlMeter.Wait.RETRY_AFTER);

    private final String label;
    /** The same for those who count. */
    final CrawlMeter.Wait wait;

    Reason(String label, CrawlMeter.Wait wait) {
      this.label = label;
      this.wait = wait;
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
