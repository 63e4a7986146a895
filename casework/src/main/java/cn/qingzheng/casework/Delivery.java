package cn.qingzheng.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One letter to one address.
 *
 * @param key the idempotency key
 * @param nextAt not tried before, while it waits
 * @param receipt of the receiver, once delivered
 */
public record Delivery(
    String key, String noticeId, ChannelKind channel, String recipient, String address, State state, Instant nextAt,
    Optional<String> receipt, List<Try> tries) {
  public Delivery {
    tries = List.copyOf(tries);
  }

  public enum State {
    WAITING("等待发送"),
    /** Printed; a person carries it and records that it arrived. */
    HANDED("待人工送达"),
    DELIVERED("已送达"),
    /** Every try failed, or none can succeed. */
    PERSON("须人工处理"),
    CANCELLED("已取消");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  /** @param detail receipt or cause */
  public record Try(Instant at, String outcome, String detail) {}
}
