package cn.qingzheng.casework;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One way letters go. May be asked twice for the same key, after a crash or a lost answer: whoever receives drops
 * what bears a key he has seen.
 */
public interface Channel {
  ChannelKind kind();

  /** Tries once. The world's faults are outcomes, never exceptions. */
  Outcome send(Parcel parcel);

  /**
   * A sealed letter on its way to one address.
   *
   * @param key 64 hex digits; the same for every try
   * @param docNo 文号
   * @param files as sealed, checked against what was recorded
   */
  record Parcel(
      String key, String noticeId, String docNo, NoticeContent content, String address, Optional<Path> secretFile, List<Item> files) {
    public Parcel {
      files = List.copyOf(files);
    }

    /** @param sha256 as recorded when it was sealed */
    public record Item(String name, Path file, String sha256) {}

    /** What a receiver reads first. */
    public String subject() {
      return content.issuer().name() + "：" + content.wording().title() + "（" + docNo + "）";
    }
  }

  /** What became of one try. */
  sealed interface Outcome {
    /** @param receipt what the receiver gave for it */
    record Delivered(String receipt) implements Outcome {}

    /** A person has to carry it on and record that it arrived. */
    record Handed(String what) implements Outcome {}

    /** @param after not before so long, if the receiver says so */
    record Later(String why, Optional<Duration> after) implements Outcome {}

    /** No use trying again: a person has to look. */
    record Never(String why) implements Outcome {}
  }
}
