package cn.qingzheng.crawler.fetch;

import java.util.Objects;
import java.util.Optional;

/** What an earlier answer said about its version (RFC 9110 §8.8); sent back to ask whether it still holds. */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
  public Validators {
    Objects.requireNonNull(etag);
    Objects.requireNonNull(lastModified);
  }

  public static Validators none() {
    return new Validators(Optional.empty(), Optional.empty());
  }
}
