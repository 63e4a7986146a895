package cn.qingzheng.crawler.frontier;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One address of a run.
 *
 * @param id row in the store, 0 while it is not stored; in the order found
 * @param seedId the seed or connector it belongs to
 * @param depth links away from the seed
 * @param place where it stands in its host's queue, lower first
 * @param attempt how often it was tried and failed
 * @param due not before this time
 */
public record UrlTask(
    long id, String seedId, UrlKind kind, URI url, int depth, int place, int attempt, Instant due, Baggage baggage,
    Found found) {
  public UrlTask {
    Objects.requireNonNull(seedId);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(url);
    Objects.requireNonNull(due);
    Objects.requireNonNull(baggage);
    Objects.requireNonNull(found);
  }

  /** An address as it was found, not yet stored. */
  public static UrlTask of(String seedId, UrlKind kind, URI url, int depth, Baggage baggage, Found found) {
    return new UrlTask(0, seedId, kind, url, depth, Place.NEW.at(depth), 0, Instant.EPOCH, baggage, found);
  }

  /** An address that a connector searches or found. */
  public static UrlTask of(String seedId, UrlKind kind, URI url, int depth, Baggage baggage) {
    return of(seedId, kind, url, depth, baggage, new Found(Found.How.SEARCH, 0));
  }

  /** The host whose pauses count; all its ports and schemes share them. */
  public String host() {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  /**
   * The same address as its host's queue will have it; known pages stand behind new ones.
   *
   * @param seen when it was captured last, if ever
   */
  UrlTask placed(Optional<Instant> seen, Instant now) {
    Place where = Place.of(this, seen, now);
    return new UrlTask(id, seedId, kind, url, depth, where.at(depth), attempt, due, baggage, found);
  }

  UrlTask stored(long newId) {
    return new UrlTask(newId, seedId, kind, url, depth, place, attempt, due, baggage, found);
  }

  UrlTask again(int newAttempt, Instant notBefore) {
    return new UrlTask(id, seedId, kind, url, depth, place, newAttempt, notBefore, baggage, found);
  }
}
