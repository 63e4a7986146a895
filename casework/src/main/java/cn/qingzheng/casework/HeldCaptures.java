package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which captures the casebook needs. Of a finding that an officer dismissed, and of one that nobody decided on and that
 * is no longer there, none: these age like any other page, unless the case is open.
 */
final class HeldCaptures {
  private static final String OF_FINDINGS =
      """
      SELECT DISTINCT x.capture_id FROM finding_change x JOIN finding f ON f.fingerprint = x.fingerprint
      LEFT JOIN case_file k ON k.id = f.case_id WHERE\s""";
  private static final String OPEN =
      "f.state = 'CANDIDATE' AND (f.present = 1 OR k.state IN ('CANDIDATE', 'CONFIRMED'))";

  private HeldCaptures() {}

  /** The reason by capture, in Chinese. */
  static Map<String, String> of(Connection c) throws SQLException {
    Map<String, String> held = new TreeMap<>();
    add(c, held, OF_FINDINGS + OPEN, "问题或案件尚未了结");
    add(c, held, OF_FINDINGS + "f.state = 'CONFIRMED'", "问题已经确认");
    add(c, held, "SELECT capture_id FROM evidence", "已制作证据包");
    return held;
  }

  private static void add(Connection c, Map<String, String> held, String sql, String reason) throws SQLException {
    Sql.list(c, r -> r.getString(1), sql).forEach(id -> held.put(id, reason));
  }
}
