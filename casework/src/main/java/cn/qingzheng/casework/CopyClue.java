package cn.qingzheng.casework;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * Two subjects have pages that say the same or nearly the same. Perhaps one promoter is behind both, perhaps one took
 * the other's text: that is for a person to find out.
 *
 * @param distance bits of the texts' signatures that differ, where they are nearest
 */
public record CopyClue(Side one, Side other, int distance, Instant firstSeen, Instant lastSeen) {
  public CopyClue {
    Objects.requireNonNull(one);
    Objects.requireNonNull(other);
    Objects.requireNonNull(firstSeen);
    Objects.requireNonNull(lastSeen);
  }

  /** A subject and its page where the texts are nearest. */
  public record Side(Subject subject, String captureId, URI url) {}

  /** A page as it was recorded. */
  public record Seen(String runId, String captureId) {}
}
