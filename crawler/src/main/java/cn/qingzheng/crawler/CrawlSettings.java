package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to crawl; what belongs to one site stands in its seed or connector.
 *
 * @param threads pages fetched at the same time, over all hosts
 * @param archiveFileBytes from which a file of the archive is closed and another begun
 * @param keywordSets words to search platforms for, by the name that connectors use
 */
public record CrawlSettings(
    Identity identity,
    int threads,
    Politeness politeness,
    Limits limits,
    Patience patience,
    CrawlBudget budget,
    long archiveFileBytes,
    Map<String, List<String>> keywordSets) {
  public CrawlSettings {
    Objects.requireNonNull(identity);
    if (threads < 1) {
      throw new IllegalArgumentException("threads should be 1 or more, was: " + threads);
    }
    Objects.requireNonNull(politeness);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(patience);
    Objects.requireNonNull(budget);
    keywordSets = Map.copyOf(keywordSets);
  }

  /** Sixteen threads, one second between two requests to a host, 5 MB and 20 s for a page. */
  public static CrawlSettings defaults() {
    return new CrawlSettings(
        new Identity("Qingzheng", "Qingzheng/0.1 (compliance inspection; no contact configured)"),
        16,
        new Politeness(Duration.ofSeconds(1), 5, Duration.ofSeconds(30)),
        new Limits(5 * 1024 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(10), 5),
        new Patience(Duration.ofMinutes(2), Duration.ofSeconds(2), 5, Duration.ofHours(24)),
        CrawlBudget.none(),
        Archive.ROTATE_AT,
        Map.of());
  }

  public CrawlSettings with(Identity other) {
    return new CrawlSettings(other, threads, politeness, limits, patience, budget, archiveFileBytes, keywordSets);
  }

  public CrawlSettings with(Politeness other) {
    return new CrawlSettings(identity, threads, other, limits, patience, budget, archiveFileBytes, keywordSets);
  }

  public CrawlSettings with(Limits other) {
    return new CrawlSettings(identity, threads, politeness, other, patience, budget, archiveFileBytes, keywordSets);
  }

  public CrawlSettings with(Patience other) {
    return new CrawlSettings(identity, threads, politeness, limits, other, budget, archiveFileBytes, keywordSets);
  }

  public CrawlSettings with(CrawlBudget other) {
    return new CrawlSettings(identity, threads, politeness, limits, patience, other, archiveFileBytes, keywordSets);
  }

  public CrawlSettings withThreads(int other) {
    return new CrawlSettings(identity, other, politeness, limits, patience, budget, archiveFileBytes, keywordSets);
  }

  public CrawlSettings withArchiveFileBytes(long other) {
    return new CrawlSettings(identity, threads, politeness, limits, patience, budget, other, keywordSets);
  }

  public CrawlSettings withKeywordSets(Map<String, List<String>> other) {
    return new CrawlSettings(identity, threads, politeness, limits, patience, budget, archiveFileBytes, other);
  }

  /**
   * Who we say we are.
   *
   * @param robotsName the product token that robots.txt is asked for (RFC 9309 §2.2.1)
   * @param userAgent the whole User-Agent, with a contact
   */
  public record Identity(String robotsName, String userAgent) {
    public Identity {
      if (!robotsName.matches("[A-Za-z_-]+")) {
        throw new IllegalArgumentException("robots name should be letters, _ and -, was: " + robotsName);
      }
      if (!userAgent.matches("[\\x20-\\x7e]+")) {
        throw new IllegalArgumentException("user agent should be printable ASCII, was: " + userAgent);
      }
    }
  }

  /**
   * The pause between the end of one request and the start of the next to the same host or address.
   *
   * @param minDelay where neither seed nor connector say otherwise
   * @param loadFactor times the last answer's duration: a site that answers slowly is asked less
   * @param maxDelay of that, and of what robots.txt asks for
   */
  public record Politeness(Duration minDelay, double loadFactor, Duration maxDelay) {
    public Politeness {
      if (minDelay.isNegative() || maxDelay.isNegative() || loadFactor < 0) {
        throw new IllegalArgumentException("politeness should not be negative, was: " + minDelay + ", " + loadFactor);
      }
    }
  }

  /**
   * @param maxBytes of a body, on the wire and unpacked
   * @param deadline for one answer from request to last byte
   * @param connectTimeout also the longest silence on an open connection
   * @param maxRedirects hops before giving up
   */
  public record Limits(int maxBytes, Duration deadline, Duration connectTimeout, int maxRedirects) {}

  /**
   * @param longest how long a run waits for a host that asks for time; what takes longer is left for another run
   * @param firstBackoff after a failure that may pass; doubles each time
   * @param breaker failures of a host in a row after which it is left alone for this run
   * @param suspension of a host that showed a CAPTCHA, a login wall or the like
   */
  public record Patience(Duration longest, Duration firstBackoff, int breaker, Duration suspension) {}
}
