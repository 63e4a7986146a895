package cn.qingzheng.crawler.frontier;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * One address of a run.
 *
 * @param id row in the store, 0 while it is not stored
 * @param seedId the seed or connector it belongs to
 * @param depth links away from the seed
 * @param attempt how often it was tried and failed
 * @param due not before this time
 */
public record UrlTask(
    long id, String seedId, UrlKind kind, URI url, int depth, int attempt, Instant due, Baggage baggage) {
  public UrlTask {
    Objects.requireNonNull(seedId);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(url);
    Objects.requireNonNull(due);
    Objects.requireNonNull(baggage);
  }

  public static UrlTask of(String seedId, UrlKind kind, URI url, int depth, Baggage baggage) {
    return new UrlTask(0, seedId, kind, url, depth, 0, Instant.EPOCH, baggage);
  }

  /** The host whose pauses count; all its ports and schemes share them. */
  public String host() {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  UrlTask stored(long newId) {
    return new UrlTask(newId, seedId, kind, url, depth, attempt, due, baggage);
  }

  UrlTask again(int newAttempt, Instant notBefore) {
    return new UrlTask(id, seedId, kind, url, depth, newAttempt, notBefore, baggage);
  }
}
