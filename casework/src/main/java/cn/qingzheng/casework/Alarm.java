package cn.qingzheng.casework;

import java.time.Instant;

/**
 * A task that went wrong, or did not succeed for too long.
 *
 * @param last when it went wrong last
 * @param times how often since the first time
 * @param message one Chinese line
 */
public record Alarm(long id, String task, String node, Kind kind, Instant first, Instant last, long times, String message) {
  /** What is wrong. */
  public enum Kind {
    FAILED("运行失败"),
    LATE("太久没有成功运行");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
