package cn.qingzheng.crawler;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a run did.
 *
 * @param hosts by host name
 * @param connectors health of every connector, those that did not run included
 * @param problems what a person has to look at, in Chinese
 * @param resumable whether the same run id has more to do: it was stopped, or hosts were left alone
 */
public record CrawlSummary(
    String runId,
    Count total,
    Map<String, Count> hosts,
    List<ConnectorHealth> connectors,
    List<String> problems,
    boolean resumable) {
  public CrawlSummary {
    Objects.requireNonNull(runId);
    Objects.requireNonNull(total);
    hosts = java.util.Collections.unmodifiableMap(new TreeMap<>(hosts));
    connectors = List.copyOf(connectors);
    problems = List.copyOf(problems);
  }

  /** Whether not a single page was captured nor found to look at: a failure, whatever the reason. */
  public boolean nothingCaptured() {
    return total.captured() == 0 && leads() == 0;
  }

  /** Pages of sites that nobody watches, as search engines show them. */
  public long leads() {
    return connectors.stream().mapToLong(ConnectorHealth::leads).sum();
  }

  /**
   * Counts over this call of {@link Crawler#run} and, for a resumed run, those before.
   *
   * @param fetched pages captured with new content
   * @param unchanged pages captured that are as they were
   * @param refused pages this program declined, by cause
   * @param failed pages that failed, by cause
   * @param truncated captured pages whose body was cut at the limit
   * @param needsBrowser captured pages whose text comes by script while no browser was there
   * @param bytes received by this call, as sent over the wire without headers
   * @param queueLeft addresses known and not fetched: over the page limit, stopped, or host left alone
   */
  public record Count(
      long fetched,
      long unchanged,
      Map<FailureCause, Long> refused,
      Map<FailureCause, Long> failed,
      long truncated,
      long needsBrowser,
      long bytes,
      long queueLeft) {
    public Count {
      refused = ordered(refused);
      failed = ordered(failed);
    }

    private static Map<FailureCause, Long> ordered(Map<FailureCause, Long> counts) {
      Map<FailureCause, Long> ordered = new EnumMap<>(FailureCause.class);
      ordered.putAll(counts);
      return java.util.Collections.unmodifiableMap(ordered);
    }

    public static Count none() {
      return new Count(0, 0, Map.of(), Map.of(), 0, 0, 0, 0);
    }

    public long captured() {
      return fetched + unchanged;
    }

    /** Refused and failed together. */
    public long notCaptured() {
      return refused.values().stream().mapToLong(Long::longValue).sum()
          + failed.values().stream().mapToLong(Long::longValue).sum();
    }

    public Count plus(Count other) {
      return new Count(
          fetched + other.fetched,
          unchanged + other.unchanged,
          sum(refused, other.refused),
          sum(failed, other.failed),
          truncated + other.truncated,
          needsBrowser + other.needsBrowser,
          bytes + other.bytes,
          queueLeft + other.queueLeft);
    }

    private static Map<FailureCause, Long> sum(Map<FailureCause, Long> a, Map<FailureCause, Long> b) {
      Map<FailureCause, Long> sum = new EnumMap<>(FailureCause.class);
      sum.putAll(a);
      b.forEach((cause, n) -> sum.merge(cause, n, Long::sum));
      return sum;
    }
  }

  /**
   * @param ran false if it is switched off, incomplete, outside its hours or out of its daily budget
   * @param searches result pages read
   * @param items offers found on them
   * @param leads results of a search engine that stand on sites that nobody watches
   * @param note what is wrong or why it did not run, in Chinese; empty if all is well
   */
  public record ConnectorHealth(String id, boolean ran, long searches, long items, long leads, String note) {
    public boolean healthy() {
      return ran && note.isEmpty();
    }
  }
}
