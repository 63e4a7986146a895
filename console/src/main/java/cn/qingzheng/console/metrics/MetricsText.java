package cn.qingzheng.console.metrics;

import cn.qingzheng.crawler.CrawlMeter;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The figures of one scan for the terminal, in Chinese. */
public final class MetricsText {
  private static final Map<CrawlMeter.Outcome, String> OUTCOMES =
      Map.of(
          CrawlMeter.Outcome.OK, "成功", CrawlMeter.Outcome.UNCHANGED, "未变", CrawlMeter.Outcome.REDIRECT, "重定向",
          CrawlMeter.Outcome.CLIENT_ERROR, "4xx", CrawlMeter.Outcome.SERVER_ERROR, "5xx", CrawlMeter.Outcome.FAULT, "没有回答",
          CrawlMeter.Outcome.INTERRUPTED, "中断");
  private static final Map<CrawlMeter.Wait, String> WAITS =
      Map.of(
          CrawlMeter.Wait.CONFIGURED, "设置的间隔", CrawlMeter.Wait.CRAWL_DELAY, "Crawl-delay", CrawlMeter.Wait.LOAD, "对方响应慢",
          CrawlMeter.Wait.RETRY_AFTER, "对方要求");

  private final ScanMetrics metrics;

  private MetricsText(ScanMetrics metrics) {
    this.metrics = metrics;
  }

  /** Lines without an end, the first a heading. */
  public static List<String> of(ScanMetrics metrics) {
    return new MetricsText(metrics).lines();
  }

  private List<String> lines() {
    List<String> requests = new ArrayList<>();
    long all = 0;
    double seconds = 0;
    for (CrawlMeter.Outcome o : CrawlMeter.Outcome.values()) {
      Timer t = timer("qingzheng.crawl.request", "outcome", o);
      all += t.count();
      seconds += t.totalTime(TimeUnit.SECONDS);
      requests.add(OUTCOMES.get(o) + " " + t.count());
    }
    List<String> rests = Arrays.stream(CrawlMeter.Wait.values()).map(this::rest).toList();
    Timer commits = metrics.registry().get("qingzheng.crawl.commit").timer();
    return List.of(
        "度量",
        "  请求 " + all + " 次，平均 " + fixed(all == 0 ? 0 : seconds / all, 3) + " 秒：" + String.join("，", requests),
        "  收到 " + megabytes("qingzheng.crawl.received.bytes") + " MB，写入存档 " + megabytes("qingzheng.crawl.archived.bytes") + " MB",
        "  请求之后让主机休息：" + String.join("，", rests),
        "  队列落盘 " + commits.count() + " 次，平均 " + fixed(commits.mean(TimeUnit.MILLISECONDS), 1) + " 毫秒");
  }

  private String rest(CrawlMeter.Wait why) {
    Timer t = timer("qingzheng.crawl.rest", "reason", why);
    return WAITS.get(why) + " " + t.count() + " 次共 " + fixed(t.totalTime(TimeUnit.SECONDS), 1) + " 秒";
  }

  private Timer timer(String name, String tag, Enum<?> value) {
    return metrics.registry().get(name).tag(tag, value.name().toLowerCase(Locale.ROOT)).timer();
  }

  private String megabytes(String counter) {
    return fixed(metrics.registry().get(counter).counter().count() / (1 << 20), 1);
  }

  private static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
