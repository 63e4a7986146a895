package cn.qingzheng.evidence;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that was done to the evidence before it was sealed.
 *
 * @param who the person or program
 * @param action one Chinese word, for example {@code 采集}
 * @param detail in Chinese, may be empty
 */
public record CustodyEvent(Instant at, String who, String action, String detail) {
  public CustodyEvent {
    Objects.requireNonNull(at);
    Objects.requireNonNull(who);
    Objects.requireNonNull(action);
    Objects.requireNonNull(detail);
  }
}
