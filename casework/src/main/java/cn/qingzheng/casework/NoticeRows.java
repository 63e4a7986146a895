package cn.qingzheng.casework;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads and writes notices inside a transaction. */
final class NoticeRows {
  private static final String SELECT =
      "SELECT n.*, d.doc_no, d.taken_at, (SELECT o.name || '（' || o.number || '）' FROM notice_approval a "
          + "JOIN officer o ON o.number = a.officer WHERE a.notice_id = n.id AND a.version = n.version AND a.step = 'SIGN' "
          + "AND a.verdict = 'PASS' ORDER BY a.id DESC LIMIT 1) AS approver FROM notice n "
          // The number in force, or the last voided one of a letter that was withdrawn after sealing.
          + "LEFT JOIN document_number d ON d.notice_id = n.id AND d.version = n.version ";

  private NoticeRows() {}

  static String hash(String json) {
    return HexFormat.of().formatHex(Audit.sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
  }

  static List<NoticeDraft> list(Connection c, String where, Object... arguments) throws SQLException {
    record Bare(NoticeDraft draft) {}
    List<Bare> found =
        Sql.list(c, r -> new Bare(draft(r)), SELECT + where + " ORDER BY n.created_at DESC, n.id DESC", arguments);
    List<NoticeDraft> out = new java.util.ArrayList<>();
    for (Bare bare : found) {
      out.add(withCases(c, bare.draft));
    }
    return out;
  }

  private static NoticeDraft withCases(Connection c, NoticeDraft d) throws SQLException {
    List<String> cases =
        Sql.list(c, r -> r.getString(1), "SELECT case_id FROM notice_case WHERE notice_id = ? ORDER BY case_id", d.id());
    return new NoticeDraft(d.id(), d.state(), cases, d.content(), d.contentHash(), d.drafting(), d.signing());
  }

  static Optional<NoticeDraft> find(Connection c, String id) throws SQLException {
    return list(c, "WHERE n.id = ?", id).stream().findFirst();
  }

  static NoticeDraft known(Connection c, String id) throws SQLException {
    return find(c, id).orElseThrow(() -> new Refusal("没有函件 " + id + "：用 notice list 查看编号"));
  }

  private static NoticeDraft draft(ResultSet r) throws SQLException {
    Optional<Instant> taken = r.getObject("taken_at") == null ? Optional.empty() : Optional.of(Sql.instant(r, "taken_at"));
    return new NoticeDraft(
        r.getString("id"), NoticeState.labelled(r.getString("state")), List.of(),
        Json.read(r.getString("content"), NoticeContent.class), r.getString("content_hash"),
        new NoticeDraft.Drafting(
            r.getString("drafter"), Sql.instant(r, "created_at"), r.getInt("version"), Sql.text(r, "approver"), Sql.text(r, "related")),
        new NoticeDraft.Signing(
            Sql.text(r, "doc_no"), taken.map(t -> t.atZone(Cases.ZONE).toLocalDate())));
  }

  /** Writes a version down; the caller sets the notice to it. */
  static void version(Connection c, String id, int version, OfficerRows.Signature author, String json, String why, Instant now)
      throws SQLException {
    Sql.update(
        c, "INSERT INTO notice_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id, version, author.shown(), author.number(), json, hash(json), why, now);
  }

  /** Moves a notice on and writes down who did. */
  static void move(Connection c, NoticeDraft draft, NoticeState to, Instant now, String who, String act, String why)
      throws SQLException {
    Sql.update(c, "UPDATE notice SET state = ? WHERE id = ?", to.label(), draft.id());
    Audit.append(c, now, new Audit.Act(who, act, draft.id(), why, draft.state().label(), to.label()));
  }
}
