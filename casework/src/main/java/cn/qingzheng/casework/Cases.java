package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens, merges and reads cases; at most one open case for a subject. */
final class Cases {
  /** Years, days and deadlines are those of the bureau. */
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Connection c;
  private final Instant now;

  Cases(Connection c, Instant now) {
    this.c = c;
    this.now = now;
  }

  Optional<String> open(long subject) throws SQLException {
    return Sql.first(
        c, r -> r.getString(1), "SELECT id FROM case_file WHERE subject_id = ? AND state IN ('CANDIDATE', 'CONFIRMED')", subject);
  }

  /** The open case of the subject, a new one if there is none; takes in the findings that are in no case. */
  String openOrCreate(long subject, String because) throws SQLException {
    Optional<String> open = open(subject);
    String id = open.isPresent() ? open.get() : create(subject, because);
    adopt(subject, id);
    return id;
  }

  /** Findings of the subject that belong to no case join this one; what was dismissed stays out. */
  void adopt(long subject, String id) throws SQLException {
    Sql.update(
        c, "UPDATE finding SET case_id = ? WHERE subject_id = ? AND case_id IS NULL AND state <> 'DISMISSED'", id, subject);
  }

  private String create(long subject, String because) throws SQLException {
    int year = now.atZone(ZONE).getYear();
    long number = next(c, "case", Integer.toString(year));
    String id = String.format(Locale.ROOT, "%d-%06d", year, number);
    Sql.update(
        c,
        "INSERT INTO case_file (id, year, number, subject_id, state, opened_at, because) VALUES (?, ?, ?, ?, 'CANDIDATE', ?, ?)",
        id, year, number, subject, now, because);
    Audit.append(c, now, new Audit.Act(Audit.PROGRAM, "立候选案件", id, because, "", CaseState.CANDIDATE.name()));
    return id;
  }

  static long next(Connection c, String kind, String period) throws SQLException {
    return Sql.number(
        c,
        "INSERT INTO counter VALUES (?, ?, 1) ON CONFLICT (kind, period) DO UPDATE SET last = counter.last + 1 RETURNING last",
        kind, period);
  }

  /** The cases of a subject that was merged into another follow it; of two open ones the older stays. */
  void merged(long from, long into) throws SQLException {
    Optional<String> absorbed = open(from);
    Optional<String> stays = open(into);
    if (absorbed.isPresent() && stays.isPresent()) {
      boolean swap = absorbed.get().compareTo(stays.get()) < 0;
      absorb(swap ? stays.get() : absorbed.get(), swap ? absorbed.get() : stays.get());
    }
    Sql.update(c, "UPDATE case_file SET subject_id = ? WHERE subject_id = ?", into, from);
  }

  private void absorb(String from, String into) throws SQLException {
    CaseState before = state(from);
    if (before == CaseState.CONFIRMED) {
      Sql.update(c, "UPDATE case_file SET state = 'CONFIRMED' WHERE id = ?", into);
    }
    Sql.update(c, "UPDATE case_file SET state = 'MERGED', merged_into = ? WHERE id = ?", into, from);
    Sql.update(c, "UPDATE finding SET case_id = ? WHERE case_id = ?", into, from);
    Sql.update(c, "UPDATE evidence SET case_id = ? WHERE case_id = ?", into, from);
    Sql.update(c, "UPDATE case_field SET case_id = ? WHERE case_id = ?", into, from);
    Sql.update(c, "UPDATE recheck SET case_id = ? WHERE case_id = ?", into, from);
    Sql.update(c, "INSERT INTO case_tag SELECT CAST(? AS TEXT), tag FROM case_tag WHERE case_id = ? ON CONFLICT DO NOTHING", into, from);
    Sql.update(c, "INSERT INTO case_work SELECT CAST(? AS TEXT), assignee, by, at FROM case_work WHERE case_id = ? ON CONFLICT DO NOTHING", into, from);
    Sql.update(c, "UPDATE disposition SET case_id = ? WHERE case_id = ?", into, from);
    Audit.append(c, now, new Audit.Act(Audit.PROGRAM, "并案", from, "两案主体相同", before.name(), "MERGED " + into));
  }

  CaseState state(String id) throws SQLException {
    return Sql.first(c, r -> CaseState.valueOf(r.getString(1)), "SELECT state FROM case_file WHERE id = ?", id)
        .orElseThrow(() -> new Refusal("没有案件 " + id + "：请检查案件编号"));
  }

  static List<CaseFile> list(Connection c, String where, Object... arguments) throws SQLException {
    return Sql.list(
        c,
        Cases::read,
        "SELECT k.*, " + Subjects.COLUMNS + ", count(f.fingerprint) AS n, coalesce(sum(f.present), 0) AS present, "
            + "count(f.fingerprint) FILTER (WHERE f.state = 'CANDIDATE') AS candidates, "
            + "count(f.fingerprint) FILTER (WHERE f.state = 'CONFIRMED') AS confirmed "
            + "FROM case_file k JOIN subject s ON s.id = k.subject_id LEFT JOIN finding f ON f.case_id = k.id "
            + where + " GROUP BY k.id, k.year, k.number, k.subject_id, k.state, k.opened_at, k.because, k.merged_into, s.id, s.kind, s.name, "
            + "s.credit_code, s.platform ORDER BY k.year, k.number",
        arguments);
  }

  static CaseFile read(ResultSet r) throws SQLException {
    return new CaseFile(
        r.getString("id"), Subjects.read(r), CaseState.valueOf(r.getString("state")), Sql.instant(r, "opened_at"),
        r.getString("because"),
        new CaseFile.Tally(r.getInt("n"), r.getInt("present"), r.getInt("candidates"), r.getInt("confirmed")));
  }
}
