package cn.qingzheng.crawler;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What this call of a run received and gave up; the rest is counted in the store. */
final class Tally {
  private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();
  private final LongAdder captured = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void received(String host, long n) {
    bytes.computeIfAbsent(host, h -> new LongAdder()).add(n);
  }

  void captured() {
    captured.increment();
  }

  void failed() {
    failed.increment();
  }

  CrawlProgress progress(long waiting) {
    return new CrawlProgress(
        captured.sum(), failed.sum(), waiting, bytes.values().stream().mapToLong(LongAdder::sum).sum());
  }

  /** By host, with nothing but bytes. */
  Map<String, CrawlSummary.Count> byHost() {
    Map<String, CrawlSummary.Count> counts = new HashMap<>();
    bytes.forEach((host, n) -> counts.put(host, new CrawlSummary.Count(0, 0, Map.of(), Map.of(), 0, 0, n.sum(), 0)));
    return counts;
  }
}
