package cn.qingzheng.casework;

import cn.qingzheng.model.FindingState;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Second looks at confirmed findings, after the deadline of a letter or of a rectification. A case is done with only by
 * these, never by what somebody replies.
 */
public final class Rechecks {
  /** Days after the deadline on which is looked again. */
  private static final List<Integer> AFTER = List.of(1, 7, 30);

  private final Casebook book;

  public Rechecks(Casebook book) {
    this.book = book;
  }

  /** The confirmed findings of a case: what is looked at. */
  public List<FindingRecord> items(String caseId) {
    return book.findings(FindingFilter.all().inCase(caseId).state(FindingState.CONFIRMED));
  }

  /** Keeps what a run saw in a case; the same run and finding again changes nothing. */
  public void record(String caseId, String runId, List<Recheck.Seen> seen) {
    Instant now = book.clock().instant();
    book.database().write(
        c -> {
          new Cases(c, now).state(caseId);
          int kept = 0;
          for (Recheck.Seen s : seen) {
            if (Sql.number(c, "SELECT count(*) FROM recheck WHERE run_id = ? AND fingerprint = ?", runId, s.fingerprint()) == 0) {
              kept +=
                  Sql.update(
                      c, "INSERT INTO recheck (run_id, case_id, fingerprint, verdict, detail, capture_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                      runId, caseId, s.fingerprint(), s.verdict(), s.detail(), s.captureId(), now);
            }
          }
          if (kept > 0) {
            Audit.append(c, now, new Audit.Act(Audit.PROGRAM, "复查", caseId, runId, "", summary(seen)));
          }
          return true;
        });
  }

  private static String summary(List<Recheck.Seen> seen) {
    Map<RecheckVerdict, Integer> counts = new TreeMap<>();
    seen.forEach(s -> counts.merge(s.verdict(), 1, Integer::sum));
    return String.join("，", counts.entrySet().stream().map(e -> e.getKey().label() + e.getValue() + "项").toList());
  }

  /** Every second look at a case, in time. */
  public List<Recheck> of(String caseId) {
    return book.database().read(c -> rows(c, "WHERE r.case_id = ?", caseId));
  }

  /** The last look at each confirmed finding of a case, by fingerprint. */
  public Map<String, Recheck> latest(String caseId) {
    Map<String, Recheck> out = new LinkedHashMap<>();
    of(caseId).forEach(r -> out.put(r.seen().fingerprint(), r));
    out.keySet().retainAll(items(caseId).stream().map(r -> r.finding().fingerprint()).toList());
    return out;
  }

  /**
   * Whether every confirmed finding of a case was gone when last looked at, on or after a day. A case without confirmed
   * findings is not settled by this.
   */
  public boolean settled(String caseId, LocalDate since) {
    Map<String, Recheck> latest = latest(caseId);
    Instant from = since.atStartOfDay(Cases.ZONE).toInstant();
    List<FindingRecord> items = items(caseId);
    return !items.isEmpty()
        && items.stream()
            .map(r -> Optional.ofNullable(latest.get(r.finding().fingerprint())))
            .allMatch(r -> r.isPresent() && r.get().seen().verdict() == RecheckVerdict.GONE && !r.get().at().isBefore(from));
  }

  /** Cases that are to be looked at again on a day: 1, 7 and 30 days after a deadline, once each. */
  public List<Recheck.Due> due(LocalDate today) {
    return book.database().read(
        c -> {
          Map<String, Recheck.Due> out = new TreeMap<>();
          for (Deadline d : deadlines(c)) {
            AFTER.stream().map(d.day::plusDays).filter(day -> !day.isAfter(today)).reduce((a, b) -> b)
                .map(day -> new Recheck.Due(d.caseId, d.day, day))
                .ifPresent(due -> out.merge(due.caseId(), due, (a, b) -> a.since().isBefore(b.since()) ? b : a));
          }
          List<Recheck.Due> open = new ArrayList<>();
          for (Recheck.Due due : out.values()) {
            long since = due.since().atStartOfDay(Cases.ZONE).toInstant().toEpochMilli();
            if (Sql.number(c, "SELECT count(*) FROM recheck WHERE case_id = ? AND at >= ?", due.caseId(), since) == 0) {
              open.add(due);
            }
          }
          return open;
        });
  }

  private record Deadline(String caseId, LocalDate day) {}

  /** Of letters that were sealed and of rectifications that stand, for open cases with confirmed findings. */
  private static List<Deadline> deadlines(Connection c) throws SQLException {
    return Sql.list(
        c, r -> new Deadline(r.getString("case_id"), LocalDate.parse(r.getString("day"))),
        "SELECT d.case_id, d.day FROM (SELECT x.case_id, n.reply_by AS day FROM notice n JOIN notice_case x ON x.notice_id = n.id "
            + "WHERE n.state NOT IN ('草稿', '待复核', '待签发', '退回', '撤回') "
            + "UNION SELECT a.case_id, a.due AS day FROM disposition a WHERE a.due IS NOT NULL AND a.reverses IS NULL "
            + "AND NOT EXISTS (SELECT 1 FROM disposition b WHERE b.reverses = a.id)) d JOIN case_file k ON k.id = d.case_id "
            + "WHERE k.state IN ('CANDIDATE', 'CONFIRMED') AND EXISTS (SELECT 1 FROM finding f WHERE f.case_id = k.id "
            + "AND f.state = 'CONFIRMED') ORDER BY d.case_id, d.day");
  }

  private static List<Recheck> rows(Connection c, String where, Object... arguments) throws SQLException {
    return Sql.list(c, Rechecks::read, "SELECT r.*, f.url FROM recheck r JOIN finding f USING (fingerprint) " + where + " ORDER BY r.id", arguments);
  }

  private static Recheck read(ResultSet r) throws SQLException {
    return new Recheck(
        r.getString("run_id"), r.getString("case_id"),
        new Recheck.Seen(
            r.getString("fingerprint"), RecheckVerdict.valueOf(r.getString("verdict")), r.getString("detail"), Sql.text(r, "capture_id")),
        URI.create(r.getString("url")), Sql.instant(r, "at"));
  }
}
