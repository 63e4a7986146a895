package cn.qingzheng.casework;

import java.time.Instant;

/**
 * What a person decided of a connector.
 *
 * @param fingerprint of the connector as it was then
 * @param officer as the audit log names him
 */
public record ConnectorDecision(String connector, String fingerprint, Act act, String officer, String reason, Instant at) {
  /** What was decided. */
  public enum Act {
    /** May run as it is; a suspension is over. */
    APPROVED("准用"),
    /** Runs no more, whatever its file says. */
    SUSPENDED("停用");

    private final String label;

    Act(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
