package cn.qingzheng.casework;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Promoter;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads scans and what each said of its captures. */
final class Runs {
  private Runs() {}

  /** Youngest first. */
  static List<Run> list(Connection c) throws SQLException {
    return Sql.list(
        c,
        r ->
            new Run(
                r.getString("id"), Sql.instant(r, "started_at"),
                r.getObject("ended_at") == null ? Optional.empty() : Optional.of(Sql.instant(r, "ended_at")),
                r.getString("summary"), r.getInt("pages")),
        "SELECT run.*, (SELECT count(*) FROM page_outcome p WHERE p.run_id = run.id) AS pages FROM run "
            + "ORDER BY started_at DESC, id DESC");
  }

  static List<PageRecord> pages(Connection c, String runId) throws SQLException {
    return Sql.list(c, Runs::page, "SELECT * FROM page_outcome WHERE run_id = ? ORDER BY at, capture_id", runId);
  }

  /** The captures of an address, the youngest first. */
  static List<PageRecord> history(Connection c, URI url, int most) throws SQLException {
    return Sql.list(
        c, Runs::page, "SELECT * FROM page_outcome WHERE url = ? ORDER BY at DESC, capture_id DESC LIMIT ?", url.toString(), most);
  }

  /** Of who stands behind a recorded page; empty if nobody knows. */
  static String region(Connection c, String captureId) throws SQLException {
    return Sql.first(
            c, r -> r.getString(1),
            "SELECT s.region FROM page_outcome p JOIN subject s ON s.id = p.subject_id WHERE p.capture_id = ? ORDER BY p.at DESC LIMIT 1",
            captureId)
        .orElse("");
  }

  static Map<Outcome, Long> outcomes(Connection c, String runId) throws SQLException {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    Sql.list(
        c,
        r -> counts.put(Outcome.valueOf(r.getString("outcome")), r.getLong("n")) == null,
        "SELECT outcome, count(*) AS n FROM page_outcome WHERE run_id = ? GROUP BY outcome", runId);
    return counts;
  }

  static boolean recorded(Connection c, String runId, String captureId) throws SQLException {
    return Sql.number(c, "SELECT count(*) FROM page_outcome WHERE run_id = ? AND capture_id = ?", runId, captureId) > 0;
  }

  private static PageRecord page(ResultSet r) throws SQLException {
    return new PageRecord(
        r.getString("run_id"), r.getString("capture_id"), URI.create(r.getString("url")), r.getString("title"),
        Sql.instant(r, "at"), Outcome.valueOf(r.getString("outcome")), PageKind.valueOf(r.getString("kind")),
        Json.read(r.getString("promoter"), Promoter.class));
  }
}
