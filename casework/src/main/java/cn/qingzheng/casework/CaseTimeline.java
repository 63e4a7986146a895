package cn.qingzheng.casework;

import cn.qingzheng.casework.CaseEvent.Kind;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.FindingState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened in a case, out of the tables and the audit log. */
public final class CaseTimeline {
  private static final String ITS_LETTERS = "(SELECT x.notice_id FROM notice_case x WHERE x.case_id = ?)";
  private final Casebook book;

  public CaseTimeline(Casebook book) {
    this.book = book;
  }

  /** The youngest first; what was done to many at once is one event. Empty if there is no such case. */
  public List<CaseEvent> of(String caseId, int most) {
    return book.database().read(c -> all(c, caseId)).stream()
        .sorted(Comparator.comparing(CaseEvent::at).reversed())
        .limit(most)
        .toList();
  }

  private static List<CaseEvent> all(Connection c, String id) throws SQLException {
    List<CaseEvent> out = new ArrayList<>();
    if (Sql.number(c, Kept.CASE.question(), id) == 0) {
      return out;
    }
    out.addAll(captures(c, id));
    out.addAll(changes(c, id));
    out.addAll(decisions(c, id));
    out.addAll(rechecks(c, id));
    out.addAll(dispositions(c, id));
    out.addAll(replies(c, id));
    out.addAll(audit(c, id));
    return out;
  }

  private static List<CaseEvent> captures(Connection c, String id) throws SQLException {
    return Sql.list(
        c,
        r -> new CaseEvent(Sql.instant(r, "at"), Kind.CAPTURE, Audit.PROGRAM, "采集 " + r.getLong("n") + " 页", r.getString("run_id")),
        "SELECT p.run_id, max(p.at) AS at, count(*) AS n FROM page_outcome p JOIN case_file k ON k.subject_id = p.subject_id WHERE k.id = ? "
            + "GROUP BY p.run_id",
        id);
  }

  private static List<CaseEvent> changes(Connection c, String id) throws SQLException {
    return Sql.list(
        c,
        r -> new CaseEvent(
            Sql.instant(r, "at"), Kind.FINDING, Audit.PROGRAM,
            FindingChange.Kind.valueOf(r.getString("kind")).label() + " " + r.getLong("n") + " 条线索", r.getString("run_id")),
        "SELECT x.run_id, x.kind, max(x.at) AS at, count(*) AS n FROM finding_change x JOIN finding f ON f.fingerprint = x.fingerprint "
            + "WHERE f.case_id = ? AND x.kind <> 'STILL_OPEN' GROUP BY x.run_id, x.kind",
        id);
  }

  private static List<CaseEvent> decisions(Connection c, String id) throws SQLException {
    return Sql.list(
        c,
        r -> new CaseEvent(
            Sql.instant(r, "at"), Kind.DECISION, r.getString("officer"),
            FindingState.valueOf(r.getString("state")).label() + " " + r.getLong("n") + " 条线索", r.getString("reason")),
        "SELECT d.at, d.officer, d.state, d.reason, count(*) AS n FROM decision d JOIN finding f ON f.fingerprint = d.fingerprint "
            + "WHERE f.case_id = ? GROUP BY d.at, d.officer, d.state, d.reason",
        id);
  }

  private static List<CaseEvent> rechecks(Connection c, String id) throws SQLException {
    return Sql.list(
        c,
        r -> new CaseEvent(
            Sql.instant(r, "at"), Kind.RECHECK, Audit.PROGRAM,
            RecheckVerdict.valueOf(r.getString("verdict")).label() + " " + r.getLong("n") + " 条", r.getString("run_id")),
        "SELECT run_id, verdict, max(at) AS at, count(*) AS n FROM recheck WHERE case_id = ? GROUP BY run_id, verdict", id);
  }

  private static List<CaseEvent> dispositions(Connection c, String id) throws SQLException {
    return Sql.list(
        c, CaseTimeline::disposition,
        "SELECT id, kind, day, doc_no, amount, due, officer, reason, at, reverses FROM disposition WHERE case_id = ?", id);
  }

  private static CaseEvent disposition(ResultSet r) throws SQLException {
    DispositionKind kind = DispositionKind.valueOf(r.getString("kind"));
    String what = (r.getObject("reverses") == null ? "" : "冲销 " + r.getLong("reverses") + "：") + kind.label()
        + (kind.unit() == DispositionKind.Unit.ONCE ? "" : " " + kind.shown(r.getLong("amount")));
    String due = Sql.text(r, "due").map(d -> "，限 " + d + " 前").orElse("");
    return new CaseEvent(
        Sql.instant(r, "at"), Kind.DISPOSITION, r.getString("officer"), what,
        (r.getString("day") + " " + r.getString("doc_no")).strip() + due + "：" + r.getString("reason"));
  }

  private static List<CaseEvent> replies(Connection c, String id) throws SQLException {
    return Sql.list(
        c,
        r -> new CaseEvent(
            Sql.instant(r, "at"), Kind.REPLY, r.getString("taken_by"), "对 " + r.getString("notice_id") + " 的反馈", r.getString("source")),
        "SELECT at, taken_by, notice_id, source FROM reply WHERE notice_id IN " + ITS_LETTERS, id);
  }

  /** Decisions and dispositions stand in tables of their own, single findings are told by them. */
  private static List<CaseEvent> audit(Connection c, String id) throws SQLException {
    return Sql.list(
        c,
        r -> {
          String object = r.getString("object");
          Kind kind = object.startsWith("EV-") ? Kind.EVIDENCE : object.equals(id) ? work(r.getString("what")) : Kind.LETTER;
          return new CaseEvent(
              Sql.instant(r, "at"), kind, r.getString("who"), r.getString("what") + (object.equals(id) ? "" : " " + object), detail(r, kind));
        },
        "SELECT a.at, a.who, a.what, a.object, a.why, a.before, a.after FROM audit a WHERE a.what NOT LIKE '登记处置%' "
            + "AND a.what NOT LIKE '冲销%' AND a.what <> '登记反馈' AND (a.object = ? OR a.object IN (SELECT e.id FROM evidence e WHERE e.case_id = ?) "
            + "OR a.object IN " + ITS_LETTERS + ")",
        id, id, id);
  }

  private static Kind work(String what) {
    return what.equals("确认案件") || what.equals("排除案件") ? Kind.DECISION : Kind.WORK;
  }

  /** A hash says nothing to a reader. */
  private static String detail(ResultSet r, Kind kind) throws SQLException {
    String why = r.getString("why").matches("[0-9a-f]{64}") ? "" : r.getString("why");
    String after = r.getString("after");
    // Names of states are for the log.
    boolean shown = kind == Kind.WORK && !after.isBlank() && after.length() <= 40 && !after.matches("[A-Z_ 0-9-]*[A-Z]{4,}[A-Z_ 0-9-]*");
    return shown ? (why + " " + after).strip() : why;
  }
}
