package cn.qingzheng.casework;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of texts that stand on pages of two subjects. */
final class CopyClues {
  private final Connection c;
  private final Instant now;

  CopyClues(Connection c, Instant now) {
    this.c = c;
    this.now = now;
  }

  private record Recorded(long subject, String captureId, String url) {}

  /** @return whether both pages are recorded and of different subjects */
  boolean note(CopyClue.Seen one, CopyClue.Seen other, int distance) throws SQLException {
    Optional<Recorded> a = recorded(one);
    Optional<Recorded> b = recorded(other);
    if (a.isEmpty() || b.isEmpty() || a.get().subject() == b.get().subject()) {
      return false;
    }
    boolean inOrder = a.get().subject() < b.get().subject();
    keep(inOrder ? a.get() : b.get(), inOrder ? b.get() : a.get(), distance);
    return true;
  }

  private Optional<Recorded> recorded(CopyClue.Seen page) throws SQLException {
    return Sql.first(
        c, r -> new Recorded(r.getLong("subject_id"), page.captureId(), r.getString("url")),
        "SELECT subject_id, url FROM page_outcome WHERE run_id = ? AND capture_id = ?", page.runId(), page.captureId());
  }

  private void keep(Recorded a, Recorded b, int distance) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO copied_text VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (subject_a, subject_b) "
            + "DO UPDATE SET last_seen = excluded.last_seen",
        a.subject(), b.subject(), a.captureId(), a.url(), b.captureId(), b.url(), distance, now, now);
    Sql.update(
        c,
        "UPDATE copied_text SET capture_a = ?, url_a = ?, capture_b = ?, url_b = ?, distance = ? "
            + "WHERE subject_a = ? AND subject_b = ? AND distance > ?",
        a.captureId(), a.url(), b.captureId(), b.url(), distance, a.subject(), b.subject(), distance);
  }

  /** Of subjects that are still two, the nearest first. */
  static List<CopyClue> list(Connection c) throws SQLException {
    return Sql.list(
        c, CopyClues::clue,
        "SELECT t.*, " + columns("a") + ", " + columns("b")
            + " FROM copied_text t JOIN subject a ON a.id = t.subject_a JOIN subject b ON b.id = t.subject_b "
            + "WHERE a.merged_into IS NULL AND b.merged_into IS NULL ORDER BY t.distance, t.first_seen, a.id, b.id");
  }

  private static String columns(String s) {
    return "%1$s.kind AS %1$s_kind, %1$s.name AS %1$s_name, %1$s.credit_code AS %1$s_code, %1$s.platform AS %1$s_platform"
        .formatted(s);
  }

  private static CopyClue clue(ResultSet r) throws SQLException {
    return new CopyClue(
        side(r, "a"), side(r, "b"), r.getInt("distance"), Sql.instant(r, "first_seen"), Sql.instant(r, "last_seen"));
  }

  private static CopyClue.Side side(ResultSet r, String s) throws SQLException {
    Subject subject =
        new Subject(
            r.getLong("subject_" + s), Subject.Kind.valueOf(r.getString(s + "_kind")), r.getString(s + "_name"),
            Sql.text(r, s + "_code"), Sql.text(r, s + "_platform"));
    return new CopyClue.Side(subject, r.getString("capture_" + s), URI.create(r.getString("url_" + s)));
  }
}
