package cn.qingzheng.model;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A proposed violation over time: the same wording under the same rule at the same address.
 *
 * @param fingerprint of rule, address, term and folded sentence, without offsets; lower-case hex
 * @param hit as last seen
 * @param seen when, and in which capture
 * @param present false once a later capture of the page no longer shows it
 * @param state what a person said
 */
public record Finding(String fingerprint, URI url, Hit hit, Promoter promoter, Seen seen, boolean present, FindingState state) {
  public Finding {
    Objects.requireNonNull(fingerprint);
    Objects.requireNonNull(url);
    Objects.requireNonNull(hit);
    Objects.requireNonNull(promoter);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(state);
  }

  /** @param captureId the last capture that shows it */
  public record Seen(Instant first, Instant last, String captureId) {}
}
