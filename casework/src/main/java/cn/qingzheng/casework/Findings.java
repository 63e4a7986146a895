package cn.qingzheng.casework;

import cn.qingzheng.model.Finding;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.Severity;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads findings and what changed. */
final class Findings {
  private static final String SELECT =
      "SELECT f.*, " + Subjects.COLUMNS + ", d.officer AS d_officer, d.reason AS d_reason, d.at AS d_at, "
          + "d.state AS d_state, (SELECT p.platform FROM page_outcome p WHERE p.url = f.url "
          + "ORDER BY p.at DESC LIMIT 1) AS on_platform FROM finding f JOIN subject s ON s.id = f.subject_id "
          + "LEFT JOIN decision d ON d.id = (SELECT max(x.id) FROM decision x WHERE x.fingerprint = f.fingerprint) ";

  private Findings() {}

  static List<FindingChange> changes(Connection c, String runId, String captureId) throws SQLException {
    return Sql.list(
        c,
        r -> new FindingChange(FindingChange.Kind.valueOf(r.getString("change_kind")), finding(r)),
        "SELECT f.*, x.kind AS change_kind FROM finding_change x JOIN finding f USING (fingerprint) "
            + "WHERE x.run_id = ? AND x.capture_id = ? ORDER BY x.seq",
        runId, captureId);
  }

  static List<FindingRecord> list(Connection c, FindingFilter filter) throws SQLException {
    List<Object> arguments = new ArrayList<>();
    String where = where(filter, arguments);
    arguments.add(filter.slice().limit());
    arguments.add(filter.slice().offset());
    return Sql.list(
        c, Findings::read, SELECT + where + " ORDER BY f.last_seen DESC, f.fingerprint LIMIT ? OFFSET ?", arguments.toArray());
  }

  static long count(Connection c, FindingFilter filter) throws SQLException {
    List<Object> arguments = new ArrayList<>();
    String where = where(filter, arguments);
    return Sql.number(c, "SELECT count(*) FROM finding f " + where, arguments.toArray());
  }

  static Set<String> presentAddresses(Connection c) throws SQLException {
    return new HashSet<>(Sql.list(c, r -> r.getString(1), "SELECT DISTINCT url FROM finding WHERE present = 1"));
  }

  static Optional<FindingRecord> find(Connection c, String fingerprint) throws SQLException {
    return Sql.first(c, Findings::read, SELECT + "WHERE f.fingerprint = ?", fingerprint);
  }

  private static String where(FindingFilter filter, List<Object> arguments) {
    StringBuilder sql = new StringBuilder("WHERE 1 = 1");
    add(sql, arguments, "f.state", filter.state());
    add(sql, arguments, "f.severity", filter.severity());
    add(sql, arguments, "f.present", filter.present());
    add(sql, arguments, "f.host", filter.host());
    add(sql, arguments, "f.case_id", filter.caseId());
    return sql.toString();
  }

  private static void add(StringBuilder sql, List<Object> arguments, String column, Optional<?> value) {
    if (value.isPresent()) {
      sql.append(" AND ").append(column).append(" = ?");
      arguments.add(value.get());
    }
  }

  static List<ChangeSummary> summary(Connection c, String runId) throws SQLException {
    return Sql.list(
        c,
        r ->
            new ChangeSummary(
                Outcome.valueOf(r.getString("outcome")), Severity.valueOf(r.getString("severity")),
                FindingChange.Kind.valueOf(r.getString("kind")), r.getInt("n"), r.getInt("dismissed")),
        // A finding met several times in a run counts once: by its last change that is not mere presence.
        "WITH ranked AS (SELECT fingerprint, kind, row_number() OVER (PARTITION BY fingerprint "
            + "ORDER BY kind = 'STILL_OPEN', seq DESC) AS rank FROM finding_change WHERE run_id = ?) "
            + "SELECT f.outcome, f.severity, x.kind, count(*) AS n, count(*) FILTER (WHERE f.state = 'DISMISSED') AS dismissed "
            + "FROM ranked x JOIN finding f USING (fingerprint) WHERE x.rank = 1 "
            + "GROUP BY f.outcome, f.severity, x.kind "
            + "ORDER BY f.outcome, CASE f.severity WHEN 'HIGH' THEN 0 WHEN 'MEDIUM' THEN 1 WHEN 'LOW' THEN 2 ELSE 3 END, x.kind",
        runId);
  }

  private static FindingRecord read(ResultSet r) throws SQLException {
    Optional<FindingRecord.Decision> decision =
        r.getString("d_state") == null
            ? Optional.empty()
            : Optional.of(
                new FindingRecord.Decision(
                    FindingState.valueOf(r.getString("d_state")), r.getString("d_officer"), r.getString("d_reason"),
                    Sql.instant(r, "d_at")));
    return new FindingRecord(
        finding(r),
        new FindingRecord.Where(
            r.getString("host"), r.getString("title"), Outcome.valueOf(r.getString("outcome")), Sql.text(r, "on_platform")),
        r.getInt("occurrences"), Subjects.read(r), Sql.text(r, "case_id"), decision);
  }

  private static Finding finding(ResultSet r) throws SQLException {
    return new Finding(
        r.getString("fingerprint"), URI.create(r.getString("url")), Json.read(r.getString("hit"), Hit.class),
        Json.read(r.getString("promoter"), Promoter.class),
        new Finding.Seen(Sql.instant(r, "first_seen"), Sql.instant(r, "last_seen"), r.getString("last_capture")),
        r.getInt("present") == 1, FindingState.valueOf(r.getString("state")));
  }
}
