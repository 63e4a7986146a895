package cn.qingzheng.casework;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A page that a search engine showed, of a site that nobody watches.
 *
 * @param connectorId the search engine
 * @param keyword searched for when it was first shown
 * @param summary what the engine showed of it; may be empty
 * @param lastSeen when the engine showed it last
 */
public record FoundPage(
    URI url, String connectorId, String keyword, String title, String summary, Instant firstSeen, Instant lastSeen) {
  public FoundPage {
    Objects.requireNonNull(url);
    Objects.requireNonNull(connectorId);
    Objects.requireNonNull(keyword);
    Objects.requireNonNull(title);
    Objects.requireNonNull(summary);
    Objects.requireNonNull(firstSeen);
    Objects.requireNonNull(lastSeen);
  }

  /** In lower case. */
  public String host() {
    return url.getHost().toLowerCase(java.util.Locale.ROOT);
  }
}
