package cn.qingzheng.casework;

import cn.qingzheng.model.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the queue inside a transaction: the worst first, of these the oldest. */
final class QueueRows {
  private static final String FROM =
      "FROM case_file k JOIN subject s ON s.id = k.subject_id LEFT JOIN case_work w ON w.case_id = k.id "
          + "LEFT JOIN (SELECT f.case_id, count(*) AS n, sum(f.present) AS present, count(*) FILTER (WHERE f.state = 'CANDIDATE') AS candidates, "
          + "count(*) FILTER (WHERE f.state = 'CONFIRMED') AS confirmed, max(CASE WHEN f.state = 'DISMISSED' THEN 0 WHEN f.severity = 'HIGH' THEN 3 "
          + "WHEN f.severity = 'MEDIUM' THEN 2 WHEN f.severity = 'LOW' THEN 1 ELSE 0 END) AS worst, "
          + "min(CASE WHEN f.state = 'DISMISSED' THEN NULL ELSE f.first_seen END) AS since FROM finding f WHERE f.case_id IS NOT NULL "
          + "GROUP BY f.case_id) t ON t.case_id = k.id ";
  private static final String UNWRITTEN =
      " AND EXISTS (SELECT 1 FROM finding f WHERE f.case_id = k.id AND f.state = 'CONFIRMED' AND f.present = 1 AND NOT EXISTS (SELECT 1 "
          + "FROM notice_finding x JOIN notice n ON n.id = x.notice_id WHERE x.fingerprint = f.fingerprint AND n.state <> '撤回'))";

  private final Connection c;
  private final StringBuilder where = new StringBuilder("WHERE k.state IN ('CANDIDATE', 'CONFIRMED')");
  private final List<Object> arguments = new ArrayList<>();

  QueueRows(Connection c, QueueFilter filter) {
    this.c = c;
    where.append(
        switch (filter.stage()) {
          case UNDECIDED -> " AND t.candidates > 0";
          case UNWRITTEN -> UNWRITTEN;
          case OPEN -> "";
        });
    filter.whose().ifPresent(w -> add(w.isEmpty() ? " AND w.assignee IS NULL AND ? = ''" : " AND w.assignee = ?", w));
    filter.region().ifPresent(r -> add(r.isEmpty() ? " AND s.region = ?" : " AND substr(s.region, 1, " + r.length() + ") = ?", r));
    filter.rule().ifPresent(
        r -> add(" AND EXISTS (SELECT 1 FROM finding f WHERE f.case_id = k.id AND f.state <> 'DISMISSED' AND f.rule_id = ?)", r));
    filter.platform().ifPresent(p -> add(" AND EXISTS (SELECT 1 FROM page_outcome p WHERE p.subject_id = s.id AND p.platform = ?)", p));
    filter.tag().ifPresent(t -> add(" AND EXISTS (SELECT 1 FROM case_tag g WHERE g.case_id = k.id AND g.tag = ?)", t));
  }

  private void add(String condition, Object argument) {
    where.append(condition);
    arguments.add(argument);
  }

  long count() throws SQLException {
    return Sql.number(c, "SELECT count(*) " + FROM + where, arguments.toArray());
  }

  List<String> ids(int most) throws SQLException {
    List<Object> all = new ArrayList<>(arguments);
    all.add(most);
    return Sql.list(c, r -> r.getString(1), "SELECT k.id " + FROM + where + order() + " LIMIT ?", all.toArray());
  }

  private static String order() {
    return " ORDER BY coalesce(t.worst, 0) DESC, coalesce(t.since, k.opened_at), k.id";
  }

  private record Bare(QueueItem item) {}

  List<QueueItem> list(int limit, int offset) throws SQLException {
    List<Object> all = new ArrayList<>(arguments);
    all.add(limit);
    all.add(offset);
    List<Bare> found =
        Sql.list(
            c, QueueRows::read,
            "SELECT k.*, " + Subjects.COLUMNS + ", s.region AS s_region, coalesce(t.n, 0) AS n, coalesce(t.present, 0) AS present, "
                + "coalesce(t.candidates, 0) AS candidates, coalesce(t.confirmed, 0) AS confirmed, coalesce(t.worst, 0) AS worst, "
                + "coalesce(t.since, k.opened_at) AS since, (SELECT o.name || '（' || o.number || '）' FROM officer o WHERE o.number = w.assignee) AS whose "
                + FROM + where + order() + " LIMIT ? OFFSET ?",
            all.toArray());
    List<QueueItem> out = new ArrayList<>();
    for (Bare bare : found) {
      out.add(whole(bare.item));
    }
    return out;
  }

  private static Bare read(ResultSet r) throws SQLException {
    return new Bare(
        new QueueItem(
            Cases.read(r), Severity.values()[r.getInt("worst")], Sql.instant(r, "since"), r.getString("s_region"), Sql.text(r, "whose"),
            List.of(), List.of(), Optional.empty()));
  }

  private QueueItem whole(QueueItem item) throws SQLException {
    String id = item.file().id();
    List<String> rules =
        Sql.list(
            c, r -> r.getString(1),
            "SELECT rule_id FROM finding WHERE case_id = ? AND state <> 'DISMISSED' GROUP BY rule_id ORDER BY count(*) DESC, rule_id LIMIT 3", id);
    Optional<String> worst =
        Sql.first(
            c, r -> r.getString(1),
            "SELECT fingerprint FROM finding WHERE case_id = ? AND state <> 'DISMISSED' ORDER BY present DESC, CASE severity WHEN 'HIGH' THEN 0 "
                + "WHEN 'MEDIUM' THEN 1 WHEN 'LOW' THEN 2 ELSE 3 END, first_seen, fingerprint LIMIT 1",
            id);
    return new QueueItem(
        item.file(), item.worst(), item.since(), item.region(), item.assignee(), rules, tags(c, id),
        worst.isPresent() ? Findings.find(c, worst.get()) : Optional.empty());
  }

  static List<String> tags(Connection c, String caseId) throws SQLException {
    return Sql.list(c, r -> r.getString(1), "SELECT tag FROM case_tag WHERE case_id = ? ORDER BY tag", caseId);
  }
}
