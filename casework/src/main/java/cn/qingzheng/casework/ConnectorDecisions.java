package cn.qingzheng.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which connectors people let run. Decisions are added to, never changed. */
public final class ConnectorDecisions {
  private final Casebook book;

  public ConnectorDecisions(Casebook book) {
    this.book = book;
  }

  /**
   * An officer lets a connector run as it is, or stops it.
   *
   * @param fingerprint of the connector as he saw it
   * @param reason required
   * @throws Refusal in Chinese if a reason is missing, or who decides may not
   */
  public void decide(String connector, String fingerprint, ConnectorDecision.Act act, String officer, String reason) {
    if (reason.isBlank()) {
      throw new Refusal(act.label() + "连接器必须写明理由：请填写");
    }
    Instant now = book.clock().instant();
    book.database().write(
        c -> {
          OfficerRows.Signature who = OfficerRows.bind(c, officer, act.label() + "连接器");
          Sql.update(
              c,
              "INSERT INTO connector_decision (connector, fingerprint, act, officer, officer_number, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
              connector, fingerprint, act, who.shown(), who.number(), reason.strip(), now);
          Audit.append(c, now, new Audit.Act(who.shown(), act.label() + "连接器", connector, reason.strip(), "", fingerprint));
          return true;
        });
  }

  /** The last decision of each connector that anybody decided of. */
  public Map<String, ConnectorDecision> last() {
    Map<String, ConnectorDecision> last = new LinkedHashMap<>();
    history("").forEach(d -> last.put(d.connector(), d));
    return last;
  }

  /** All that was decided of a connector, the oldest first. */
  public List<ConnectorDecision> of(String connector) {
    return history("WHERE connector = ?", connector);
  }

  private List<ConnectorDecision> history(String where, Object... arguments) {
    return book.database().read(
        c -> Sql.list(c, ConnectorDecisions::read, "SELECT * FROM connector_decision " + where + " ORDER BY id", arguments));
  }

  private static ConnectorDecision read(ResultSet r) throws SQLException {
    return new ConnectorDecision(
        r.getString("connector"), r.getString("fingerprint"), ConnectorDecision.Act.valueOf(r.getString("act")),
        r.getString("officer"), r.getString("reason"), Sql.instant(r, "at"));
  }
}
