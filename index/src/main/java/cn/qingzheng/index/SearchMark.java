package cn.qingzheng.index;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far somebody has looked: everything that was in the index then.
 *
 * @param numbering of the index; it changes when the index is built anew
 * @param last number of the last document
 * @param at when that was; asked only if the index was built anew since
 */
public record SearchMark(String numbering, long last, Instant at) {
  public SearchMark {
    Objects.requireNonNull(numbering);
    Objects.requireNonNull(at);
  }

  /** As one word, to be kept. */
  public String text() {
    return numbering + "/" + last + "/" + at.toEpochMilli();
  }

  /** Reads {@link #text} back; absent if it is none. */
  public static Optional<SearchMark> read(String text) {
    String[] parts = text.split("/", -1);
    try {
      return parts.length != 3
          ? Optional.empty()
          : Optional.of(new SearchMark(parts[0], Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2]))));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }
}
