package cn.qingzheng.console.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.CrawlMeter;
import cn.qingzheng.crawler.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScanMetricsTest {
  private final ScanMetrics metrics = new ScanMetrics(Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC));

  /** Values by name with labels, in the text format of Prometheus. */
  private Map<String, Double> figures() {
    return metrics.text().lines()
        .filter(l -> !l.startsWith("#"))
        .collect(Collectors.toMap(l -> l.substring(0, l.lastIndexOf(' ')), l -> Double.valueOf(l.substring(l.lastIndexOf(' ') + 1)), (a, b) -> b, TreeMap::new));
  }

  @Test
  void every_figure_is_there_from_the_start_and_none_comes_with_a_crawl() {
    List<String> before = List.copyOf(figures().keySet());
    metrics.began();
    for (CrawlMeter.Outcome o : CrawlMeter.Outcome.values()) {
      metrics.requested(o, Duration.ofMillis(120), 10);
    }
    for (CrawlMeter.Wait w : CrawlMeter.Wait.values()) {
      metrics.rested(w, Duration.ofSeconds(1));
    }
    for (FailureCause c : FailureCause.values()) {
      metrics.failed(c);
    }
    metrics.captured(true);
    metrics.captured(false);
    metrics.archived(5);
    metrics.committed(Duration.ofMillis(3));
    metrics.running(Optional.of(() -> new CrawlMeter.State(7, 2, Map.of(CrawlMeter.HostState.RESTING, 3L))));
    Map<String, Double> now = figures();
    assertEquals(before, List.copyOf(now.keySet()));
    assertTrue(before.size() < 200, "should stay few, were " + before.size());
    assertEquals(1.0, now.get("qingzheng_crawl_pages_total{result=\"unchanged\"}"));
    assertEquals(1.0, now.get("qingzheng_crawl_pages_given_up_total{cause=\"robots_unavailable\"}"));
    assertEquals(1.0, now.get("qingzheng_crawl_request_seconds_count{outcome=\"fault\"}"));
    assertEquals(0.0, now.get("qingzheng_crawl_request_seconds_bucket{outcome=\"ok\",le=\"0.1\"}"));
    assertEquals(1.0, now.get("qingzheng_crawl_request_seconds_bucket{outcome=\"ok\",le=\"0.25\"}"));
    assertEquals(1.0, now.get("qingzheng_crawl_rest_seconds_sum{reason=\"crawl_delay\"}"));
    assertEquals(70.0, now.get("qingzheng_crawl_received_bytes_total"));
    assertEquals(5.0, now.get("qingzheng_crawl_archived_bytes_total"));
    assertEquals(7.0, now.get("qingzheng_crawl_queue"));
    assertEquals(3.0, now.get("qingzheng_crawl_hosts{state=\"resting\"}"));
    assertEquals(0.0, now.get("qingzheng_crawl_hosts{state=\"left\"}"));
    assertEquals(1.0, now.get("qingzheng_scan_running"));
  }

  @Test
  void between_scans_nothing_waits_and_the_end_of_the_last_is_known() {
    metrics.began();
    metrics.running(Optional.of(() -> new CrawlMeter.State(7, 2, Map.of())));
    metrics.running(Optional.empty());
    metrics.ended(ScanMetrics.End.STOPPED);
    assertEquals(0.0, figures().get("qingzheng_crawl_queue"));
    assertEquals(0.0, figures().get("qingzheng_scan_running"));
    assertEquals(1000.0, figures().get("qingzheng_scan_ended_seconds"));
    assertEquals(1.0, figures().get("qingzheng_scans_total{end=\"stopped\"}"));
    assertEquals(0.0, figures().get("qingzheng_scans_total{end=\"done\"}"));
  }
}
