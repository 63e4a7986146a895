package cn.qingzheng.casework;

import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.PromoterStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the casebook knew on the evening of a day about the subjects of the progress tables. */
final class TableFacts {
  /** Findings about certificates that are not of the catalogue of qualifications, sold as such. */
  private static final String ABOUT_OWN_CERTIFICATES =
      " AND f.rule_id <> 'certificate-rental' AND f.standing <> 'QUALIFICATION'";

  private final Connection c;
  private final LocalDate day;
  /** The first instant that no longer belongs to the day. */
  private final long end;

  TableFacts(Connection c, LocalDate day) {
    this.c = c;
    this.day = day;
    this.end = day.plusDays(1).atStartOfDay(Cases.ZONE).toInstant().toEpochMilli();
  }

  /** @param line of Annex 2, empty if it belongs to none */
  record Screened(Subject subject, PromoterStatus status, OptionalInt line) {}

  /**
   * The subjects of which at least one page had enough text to be judged. What the pages say of the filing can
   * differ: one that knows counts before one that does not, then the youngest. An unfiled one belongs to line 3 only
   * if a finding was about certificates outside the catalogue: a bakery or a driving school does not assess anybody.
   */
  List<Screened> screened() throws SQLException {
    return Sql.list(
        c,
        TableFacts::screened,
        "SELECT " + Subjects.COLUMNS + ", (SELECT p.status || '/' || coalesce(p.filing, '') FROM page_outcome p WHERE p.subject_id = s.id "
            + "AND p.at < ? AND p.status <> 'UNKNOWN' AND p.outcome <> 'INSUFFICIENT' ORDER BY p.at DESC LIMIT 1) AS known, "
            + "EXISTS(SELECT 1 FROM finding f WHERE f.subject_id = s.id AND f.first_seen < ?" + ABOUT_OWN_CERTIFICATES + ") AS found "
            // All of it from indexes, a few steps for each subject, however many nights there were.
            + "FROM subject s WHERE EXISTS(SELECT 1 FROM page_outcome p WHERE p.subject_id = s.id AND p.at < ? "
            + "AND p.outcome <> 'INSUFFICIENT') ORDER BY s.id",
        end, end, end);
  }

  private static Screened screened(ResultSet r) throws SQLException {
    String[] known = Sql.text(r, "known").orElse("UNKNOWN/").split("/", 2);
    PromoterStatus status = PromoterStatus.valueOf(known[0]);
    Optional<FilingKind> filing = Optional.of(known[1]).filter(f -> !f.isEmpty()).map(FilingKind::valueOf);
    return new Screened(Subjects.read(r), status, line(status, filing, r.getBoolean("found")));
  }

  /** A filing that had run out on the day of the capture is none: the status is UNAPPROVED then. */
  private static OptionalInt line(PromoterStatus status, Optional<FilingKind> filing, boolean found) {
    return switch (status) {
      case UNAPPROVED -> found ? OptionalInt.of(3) : OptionalInt.empty();
      case FILED ->
          filing.isPresent() && filing.get() == FilingKind.QUALIFICATION_ASSESSMENT
              ? OptionalInt.of(1)
              : filing.isPresent() && filing.get() == FilingKind.SKILL_LEVEL_ASSESSMENT ? OptionalInt.of(2) : OptionalInt.empty();
      case ORGAN, UNKNOWN -> OptionalInt.empty();
    };
  }

  /** Subjects with a finding that stood confirmed on that evening. */
  Set<Long> confirmed() throws SQLException {
    return confirmed("");
  }

  /**
   * Of these, the ones whose finding is about a certificate that no catalogue of qualifications lists, sold as such:
   * 制售山寨证书. A promise on a listed examination, or the rental of a certificate, is something else.
   */
  Set<Long> copycats() throws SQLException {
    return confirmed(ABOUT_OWN_CERTIFICATES);
  }

  private Set<Long> confirmed(String only) throws SQLException {
    return new HashSet<>(
        Sql.list(
            c,
            r -> r.getLong(1),
            "SELECT DISTINCT f.subject_id FROM decision d JOIN finding f ON f.fingerprint = d.fingerprint "
                + "WHERE d.state = 'CONFIRMED' AND d.at < ? AND NOT EXISTS (SELECT 1 FROM decision x "
                + "WHERE x.fingerprint = d.fingerprint AND x.id > d.id AND x.at < ?)" + only,
            end, end));
  }

  /** Subjects with a finding that nobody had decided on. */
  Set<Long> undecided() throws SQLException {
    return undecided("");
  }

  private Set<Long> undecided(String only) throws SQLException {
    return new HashSet<>(
        Sql.list(
            c,
            r -> r.getLong(1),
            "SELECT DISTINCT f.subject_id FROM finding f LEFT JOIN decision d ON d.id = (SELECT max(x.id) FROM decision x "
                + "WHERE x.fingerprint = f.fingerprint AND x.at < ?) "
                + "WHERE f.first_seen < ? AND coalesce(d.state, 'CANDIDATE') = 'CANDIDATE'" + only,
            end, end));
  }

  /**
   * What officers stated: the last value of a field in a case; over a subject's cases amounts
   * add up, and a yes outweighs a no.
   */
  Map<Long, Map<CaseField, Long>> stated() throws SQLException {
    Map<Long, Map<CaseField, Long>> out = new HashMap<>();
    Sql.list(
        c,
        r -> {
          CaseField field = CaseField.valueOf(r.getString("field"));
          boolean amount = field.column().filter(Column::amount).isPresent();
          return out.computeIfAbsent(r.getLong("subject_id"), s -> new EnumMap<>(CaseField.class))
              .merge(field, r.getLong("value"), amount ? Math::addExact : Math::max);
        },
        "SELECT k.subject_id, v.field, v.value FROM case_field v JOIN case_file k ON k.id = v.case_id WHERE v.id = "
            + "(SELECT max(x.id) FROM case_field x WHERE x.case_id = v.case_id AND x.field = v.field AND x.day <= ?)",
        day.toString());
    return out;
  }

  /** What was done about each subject's cases up to the day: the sum of what stands, money in fen. */
  Map<Long, Map<DispositionKind, Long>> done() throws SQLException {
    Map<Long, Map<DispositionKind, Long>> out = new HashMap<>();
    Sql.list(
        c,
        r -> out.computeIfAbsent(r.getLong("subject_id"), s -> new EnumMap<>(DispositionKind.class))
            .put(DispositionKind.valueOf(r.getString("kind")), r.getLong("total")),
        "SELECT k.subject_id, d.kind, CAST(sum(CASE WHEN d.reverses IS NULL THEN d.amount ELSE -d.amount END) AS BIGINT) AS total "
            + "FROM disposition d JOIN case_file k ON k.id = d.case_id WHERE d.day <= ? GROUP BY k.subject_id, d.kind",
        day.toString());
    return out;
  }

  /** The cases of each subject, by id. */
  Map<Long, List<String>> cases() throws SQLException {
    Map<Long, List<String>> out = new HashMap<>();
    Sql.list(
        c, r -> out.computeIfAbsent(r.getLong("subject_id"), s -> new ArrayList<>()).add(r.getString("id")),
        "SELECT subject_id, id FROM case_file WHERE state <> 'MERGED' AND opened_at < ? ORDER BY year, number", end);
    return out;
  }

  /** Subjects with an undecided finding that would make them {@link #copycats()}. */
  Set<Long> copycatCandidates() throws SQLException {
    return undecided(ABOUT_OWN_CERTIFICATES);
  }

  /** @param value in fen for money */
  record Figure(long value, String source, String officer) {}

  /** What was entered for a cell of Annex 1. */
  Optional<Figure> figure(int line, Column column) throws SQLException {
    return Sql.first(
        c,
        r -> new Figure(r.getLong("value"), r.getString("source"), r.getString("officer")),
        "SELECT value, source, officer FROM figure WHERE line = ? AND field = ? AND day <= ? ORDER BY id DESC LIMIT 1",
        line, column, day.toString());
  }

  Map<Long, Subject> subjects() throws SQLException {
    Map<Long, Subject> out = new HashMap<>();
    for (Subject s : Sql.list(c, Subjects::read, "SELECT " + Subjects.COLUMNS + " FROM subject s")) {
      out.put(s.id(), s);
    }
    return out;
  }
}
