package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a host rests after a request: the longest of what we, the site and its speed ask for. */
record Pauses(CrawlSettings.Politeness politeness) {
  Pause after(CrawlUrl url, Pace pace) {
    double factor = 1 + pace.jitter() * ThreadLocalRandom.current().nextDouble();
    Duration wanted = Duration.ofNanos((long) (pace.minDelay().toNanos() * factor));
    Duration load = Duration.ofNanos((long) (url.took().toNanos() * politeness.loadFactor()));
    return new Pause(wanted, Pause.Reason.CONFIGURED)
        .longer(new Pause(min(url.crawlDelay(), politeness.maxDelay()), Pause.Reason.CRAWL_DELAY))
        .longer(new Pause(min(load, politeness.maxDelay()), Pause.Reason.LOAD));
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
