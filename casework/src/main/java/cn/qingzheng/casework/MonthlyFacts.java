package cn.qingzheng.casework;

import cn.qingzheng.model.Facet;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads from the casebook what happened up to the end of a month, as events that can be counted in any way. */
final class MonthlyFacts {
  private final Connection c;
  private final long end;
  private final Function<String, Optional<String>> regions;
  private final Map<String, Finding> findings = new HashMap<>();
  private final List<Event> events = new ArrayList<>();

  /** @param regions the region of a host, as far as known */
  MonthlyFacts(Connection c, YearMonth last, Function<String, Optional<String>> regions) {
    this.c = c;
    this.end = from(last.plusMonths(1)).toEpochMilli();
    this.regions = regions;
  }

  /** By what a finding is counted. */
  record Traits(String facet, Optional<String> platform, Optional<String> region, String outcome) {}

  /** @param traits of the finding, or of all findings of a case; none of a letter */
  record Event(MonthlyMeasure what, YearMonth month, String id, Set<Traits> traits) {}

  private static final class Finding {
    private final Traits traits;
    private final Optional<String> caseId;
    /** Last decision and last change of each month. */
    private final Map<YearMonth, FindingState> decided = new HashMap<>();
    private final Map<YearMonth, String> changed = new HashMap<>();
    private final Set<YearMonth> back = new HashSet<>();

    Finding(Traits traits, Optional<String> caseId) {
      this.traits = traits;
      this.caseId = caseId;
    }

    /** Whether it stood confirmed at the end of a month. */
    boolean confirmed(YearMonth month) {
      return decided.keySet().stream().filter(m -> !m.isAfter(month)).max(YearMonth::compareTo).map(decided::get)
          .equals(Optional.of(FindingState.CONFIRMED));
    }
  }

  static Instant from(YearMonth month) {
    return month.atDay(1).atStartOfDay(Cases.ZONE).toInstant();
  }

  private static YearMonth month(ResultSet r, String column) throws SQLException {
    return YearMonth.from(Sql.instant(r, column).atZone(Cases.ZONE));
  }

  List<Event> events() throws SQLException {
    findings();
    decisions();
    changes();
    findings.forEach(this::count);
    cases();
    letters(MonthlyMeasure.SENT, "SELECT notice_id AS id, min(asked_at) AS at FROM delivery GROUP BY notice_id HAVING min(asked_at) < ?");
    letters(MonthlyMeasure.ANSWERED, "SELECT notice_id AS id, min(at) AS at FROM reply GROUP BY notice_id HAVING min(at) < ?");
    letters(MonthlyMeasure.OVERDUE, "SELECT DISTINCT object AS id, at FROM audit WHERE what = '逾期' AND at < ?");
    letters(MonthlyMeasure.CLOSED, "SELECT DISTINCT object AS id, at FROM audit WHERE what = '办结' AND at < ?");
    return events;
  }

  /** Captures of a month. */
  static long pages(Connection c, YearMonth month) throws SQLException {
    return Sql.number(c, "SELECT count(*) FROM page_outcome WHERE at >= ? AND at < ?", from(month), from(month.plusMonths(1)));
  }

  private void findings() throws SQLException {
    Sql.list(
        c,
        r -> {
          Traits traits =
              new Traits(
                  r.getString("facet"), Sql.text(r, "platform"), regions.apply(r.getString("host")), r.getString("outcome"));
          return findings.put(r.getString("fingerprint"), new Finding(traits, Sql.text(r, "case_id")));
        },
        "SELECT f.fingerprint, f.case_id, f.host, f.outcome, json_extract(f.hit, '$.facet') AS facet, p.platform FROM finding f "
            + "LEFT JOIN finding_change n ON n.fingerprint = f.fingerprint AND n.kind = 'NEW' "
            + "LEFT JOIN page_outcome p ON p.run_id = n.run_id AND p.capture_id = n.capture_id WHERE f.first_seen < ?",
        end);
  }

  private void decisions() throws SQLException {
    Sql.list(
        c,
        r -> {
          Finding f = findings.get(r.getString("fingerprint"));
          return f != null && f.decided.put(month(r, "at"), FindingState.valueOf(r.getString("state"))) == null;
        },
        "SELECT fingerprint, state, at FROM decision WHERE at < ? ORDER BY id", end);
  }

  private void changes() throws SQLException {
    Sql.list(
        c,
        r -> {
          Finding f = findings.get(r.getString("fingerprint"));
          String kind = r.getString("kind");
          YearMonth month = month(r, "at");
          if (f == null) {
            return false;
          }
          f.changed.put(month, kind);
          if (kind.equals("RELAPSED")) {
            f.back.add(month);
          }
          if (kind.equals("NEW")) {
            events.add(new Event(MonthlyMeasure.NEW, month, r.getString("fingerprint"), Set.of(f.traits)));
          }
          return true;
        },
        "SELECT fingerprint, kind, at FROM finding_change WHERE kind <> 'STILL_OPEN' AND at < ? ORDER BY seq", end);
  }

  private void count(String fingerprint, Finding f) {
    f.decided.forEach(
        (month, state) -> {
          if (state != FindingState.CANDIDATE) {
            MonthlyMeasure what = state == FindingState.CONFIRMED ? MonthlyMeasure.CONFIRMED : MonthlyMeasure.DISMISSED;
            events.add(new Event(what, month, fingerprint, Set.of(f.traits)));
          }
        });
    f.changed.forEach(
        (month, last) -> {
          if (last.equals("RESOLVED") && f.confirmed(month)) {
            events.add(new Event(MonthlyMeasure.GONE, month, fingerprint, Set.of(f.traits)));
          }
        });
    f.back.stream().filter(f::confirmed).forEach(month -> events.add(new Event(MonthlyMeasure.BACK, month, fingerprint, Set.of(f.traits))));
  }

  private void cases() throws SQLException {
    Map<String, Set<Traits>> traits = new HashMap<>();
    findings.values().forEach(f -> f.caseId.ifPresent(id -> traits.computeIfAbsent(id, k -> new HashSet<>()).add(f.traits)));
    Sql.list(
        c,
        r -> events.add(new Event(MonthlyMeasure.CASES, month(r, "opened_at"), r.getString("id"), traits.getOrDefault(r.getString("id"), Set.of()))),
        "SELECT id, opened_at FROM case_file WHERE state <> 'MERGED' AND opened_at < ?", end);
  }

  private void letters(MonthlyMeasure what, String sql) throws SQLException {
    Sql.list(c, r -> events.add(new Event(what, month(r, "at"), r.getString("id"), Set.of())), sql, end);
  }

  /** As users read it. */
  static String facet(String name) {
    return Facet.valueOf(name).label();
  }

  static String outcome(String name) {
    return Outcome.valueOf(name).label();
  }
}
