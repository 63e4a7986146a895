package cn.qingzheng.casework;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a notice's list: a finding as it was when the notice was drafted.
 *
 * @param subject who published it
 * @param rule what is looked at, in Chinese
 * @param provisions as cited, each with its statute
 * @param confirmed by an officer; else still a candidate
 */
public record NoticeItem(
    Source source, String subject, Quote quote, String rule, List<String> provisions, Optional<Proof> proof, boolean confirmed,
    Optional<String> fingerprint) {
  public NoticeItem {
    provisions = List.copyOf(provisions);
    fingerprint = Objects.requireNonNullElse(fingerprint, Optional.empty());
  }

  /** @param platform the platform's name, or the host of a site of its own */
  public record Source(String platform, String url, String title) {}

  /**
   * @param surface the words as written
   * @param sentence around them
   */
  public record Quote(String surface, String sentence, Instant firstSeen, Instant lastSeen) {}

  /** The evidence package that holds the capture; both digests are of its manifest. */
  public record Proof(String evidenceId, String manifestSha256, String manifestSm3) {}
}
