package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The desk of those who work on cases: what waits, whose it is, and acts on many at once. Each case is a transaction of its
 * own; one that somebody decided or that grew since the list was made is left alone and named.
 */
public final class CaseDesk {
  /** At most so many words on a case. */
  public static final int MOST_TAGS = 12;

  private static final int LONGEST_TAG = 20;
  private static final String DECIDED = "('确认问题', '排除问题', '撤销认定', '确认案件', '排除案件', '并案')";
  private final Casebook book;

  public CaseDesk(Casebook book) {
    this.book = book;
  }

  /**
   * The state of the casebook that a list shows.
   *
   * @param act last line of the audit log
   * @param change last change of a finding
   */
  public record Stamp(long act, long change) {
    /** As {@link #toString} writes it; anything else is older than everything. */
    public static Stamp read(String text) {
      return text.matches("\\d{1,18}\\.\\d{1,18}")
          ? new Stamp(Long.parseLong(text.split("\\.")[0]), Long.parseLong(text.split("\\.")[1]))
          : new Stamp(0, 0);
    }

    @Override
    public String toString() {
      return act + "." + change;
    }
  }

  /**
   * What became of many.
   *
   * @param skipped why nothing was done, in Chinese, by case
   */
  public record Done(List<String> done, Map<String, String> skipped) {
    public Done {
      done = List.copyOf(done);
    }
  }

  /** @param count of open cases */
  public record Value(String value, long count) {}

  public Stamp stamp() {
    return book.database().whole().read(
        c -> new Stamp(Sql.number(c, "SELECT seq FROM audit_head"), Sql.number(c, "SELECT coalesce(max(seq), 0) FROM finding_change")));
  }

  /** The worst first, of these the oldest. */
  public List<QueueItem> list(QueueFilter filter, int limit, int offset) {
    return book.database().read(c -> new QueueRows(c, filter).list(limit, offset));
  }

  public long count(QueueFilter filter) {
    return book.database().read(c -> new QueueRows(c, filter).count());
  }

  /** The cases of a query, as {@link #list} has them. */
  public List<String> ids(QueueFilter filter, int most) {
    return book.database().read(c -> new QueueRows(c, filter).ids(most));
  }

  /** By what open cases can be told apart, the most frequent first. */
  public List<Value> rules() {
    return values("SELECT f.rule_id, count(DISTINCT f.case_id) FROM finding f JOIN case_file k ON k.id = f.case_id "
        + "WHERE k.state IN ('CANDIDATE', 'CONFIRMED') AND f.state <> 'DISMISSED' GROUP BY f.rule_id ORDER BY 2 DESC, 1");
  }

  public List<Value> platforms() {
    return values("SELECT p.platform, count(DISTINCT k.id) FROM page_outcome p JOIN case_file k ON k.subject_id = p.subject_id "
        + "WHERE p.platform IS NOT NULL AND k.state IN ('CANDIDATE', 'CONFIRMED') GROUP BY p.platform ORDER BY 2 DESC, 1");
  }

  public List<Value> regions() {
    return values("SELECT s.region, count(*) FROM case_file k JOIN subject s ON s.id = k.subject_id "
        + "WHERE k.state IN ('CANDIDATE', 'CONFIRMED') GROUP BY s.region ORDER BY 2 DESC, 1");
  }

  public List<Value> tags() {
    return values("SELECT g.tag, count(*) FROM case_tag g JOIN case_file k ON k.id = g.case_id "
        + "WHERE k.state IN ('CANDIDATE', 'CONFIRMED') GROUP BY g.tag ORDER BY 2 DESC, 1");
  }

  /** Open cases by who works on them, by number; an empty text for those that are nobody's. */
  public List<Value> people() {
    return values("SELECT coalesce(w.assignee, ''), count(*) FROM case_file k LEFT JOIN case_work w ON w.case_id = k.id "
        + "WHERE k.state IN ('CANDIDATE', 'CONFIRMED') GROUP BY coalesce(w.assignee, '') ORDER BY 2 DESC, 1");
  }

  private List<Value> values(String sql) {
    return book.database().read(c -> Sql.list(c, r -> new Value(r.getString(1), r.getLong(2)), sql));
  }

  /** Who works on a case, by number. */
  public Optional<String> assignee(String caseId) {
    return book.database().read(c -> assignee(c, caseId));
  }

  private static Optional<String> assignee(Connection c, String caseId) throws SQLException {
    return Sql.first(c, r -> r.getString(1), "SELECT assignee FROM case_work WHERE case_id = ?", caseId);
  }

  public List<String> tags(String caseId) {
    return book.database().read(c -> QueueRows.tags(c, caseId));
  }

  /** Whom a case can be given to: officers who decide, of the regions that are seen. */
  public List<Officer> colleagues() {
    return new Officers(book).list().stream().filter(CaseDesk::decides).toList();
  }

  private static boolean decides(Officer o) {
    return o.active() && (o.roles().contains(Role.ANALYST) || o.roles().contains(Role.REVIEWER) || o.roles().contains(Role.APPROVER));
  }

  public Done confirm(List<String> cases, Stamp seen, String officer, String reason) {
    return each(
        cases, seen, DECIDED,
        (c, id, now) -> new Decisions(c, now, officer, reason).decideCase(id, CaseState.CONFIRMED, "确认案件"));
  }

  /** The reason is required. */
  public Done dismiss(List<String> cases, Stamp seen, String officer, String reason) {
    return each(
        cases, seen, DECIDED,
        (c, id, now) -> {
          Decisions decisions = new Decisions(c, now, officer, reason);
          decisions.requireReason("排除案件");
          decisions.decideCase(id, CaseState.DISMISSED, "排除案件");
        });
  }

  /**
   * Gives cases to somebody who decides and sees them.
   *
   * @param to number of the officer; empty takes them back
   */
  public Done assign(List<String> cases, Stamp seen, Optional<String> to, String officer) {
    return each(
        cases, seen, "('分派案件')",
        (c, id, now) -> {
          OfficerRows.Signature by = OfficerRows.bind(c, officer, "分派案件");
          Optional<String> before = assignee(c, id);
          if (before.equals(to)) {
            return;
          }
          if (to.isPresent()) {
            require(c, to.get(), id);
          }
          Sql.update(c, "DELETE FROM case_work WHERE case_id = ?", id);
          if (to.isPresent()) {
            Sql.update(c, "INSERT INTO case_work VALUES (?, ?, ?, ?)", id, to.get(), by.shown(), now);
          }
          Audit.append(c, now, new Audit.Act(by.shown(), "分派案件", id, "", before.orElse(""), to.orElse("")));
        });
  }

  private static void require(Connection c, String to, String caseId) throws SQLException {
    String region =
        Sql.first(c, r -> r.getString(1), "SELECT s.region FROM case_file k JOIN subject s ON s.id = k.subject_id WHERE k.id = ?", caseId)
            .orElse("");
    Optional<Officer> officer = OfficerRows.find(c, to).filter(CaseDesk::decides);
    if (officer.isEmpty() || !Regions.scope(c, officer.get()).covers(region)) {
      throw new Refusal("不能分派给 " + to + "：须是看得到该案件的在岗业务人员");
    }
  }

  /** Sticks a word on cases. */
  public Done tag(List<String> cases, String tag, String officer) {
    String word = tag.strip();
    if (word.isEmpty() || word.length() > LONGEST_TAG || word.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal("标签应为 1 到 " + LONGEST_TAG + " 个字：请改正");
    }
    return each(
        cases, stamp(), "('')",
        (c, id, now) -> {
          OfficerRows.Signature by = OfficerRows.bind(c, officer, "加标签");
          List<String> had = QueueRows.tags(c, id);
          if (had.contains(word)) {
            return;
          }
          if (had.size() >= MOST_TAGS) {
            throw new Refusal("已有 " + MOST_TAGS + " 个标签：请先去掉一个");
          }
          Sql.update(c, "INSERT INTO case_tag VALUES (?, ?)", id, word);
          Audit.append(c, now, new Audit.Act(by.shown(), "加标签", id, "", "", word));
        });
  }

  /** Takes a word off cases. */
  public Done untag(List<String> cases, String tag, String officer) {
    return each(
        cases, stamp(), "('')",
        (c, id, now) -> {
          OfficerRows.Signature by = OfficerRows.bind(c, officer, "去标签");
          if (Sql.update(c, "DELETE FROM case_tag WHERE case_id = ? AND tag = ?", id, tag.strip()) > 0) {
            Audit.append(c, now, new Audit.Act(by.shown(), "去标签", id, "", tag.strip(), ""));
          }
        });
  }

  private interface Act {
    void on(Connection c, String caseId, Instant now) throws SQLException;
  }

  /** @param acts of others after which nothing is done any more */
  private Done each(List<String> cases, Stamp seen, String acts, Act act) {
    List<String> done = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    for (String id : cases.stream().distinct().toList()) {
      try {
        book.require(Kept.CASE, id);
        book.database().write(
            c -> {
              Instant now = book.clock().instant();
              new Cases(c, now).state(id);
              changed(c, id, seen, acts);
              act.on(c, id, now);
              return true;
            });
        done.add(id);
      } catch (Refusal e) {
        skipped.put(id, e.getMessage());
      }
    }
    return new Done(done, skipped);
  }

  private static void changed(Connection c, String id, Stamp seen, String acts) throws SQLException {
    Optional<String> other =
        Sql.first(
            c, r -> r.getString("who") + " " + r.getString("what"),
            "SELECT a.who, a.what FROM audit a WHERE a.seq > ? AND a.what IN " + acts + " AND (a.object = ? OR a.object IN "
                + "(SELECT f.fingerprint FROM finding f WHERE f.case_id = ?)) ORDER BY a.seq DESC LIMIT 1",
            seen.act, id, id);
    if (other.isPresent()) {
      throw new Refusal("您打开列表之后已由" + other.get() + "：没有再办理，请刷新后再看");
    }
    boolean decided = acts.equals(DECIDED);
    if (decided
        && Sql.number(
                c,
                "SELECT count(*) FROM finding_change x JOIN finding f ON f.fingerprint = x.fingerprint WHERE x.seq > ? "
                    + "AND x.kind IN ('NEW', 'RELAPSED') AND f.case_id = ?",
                seen.change, id)
            > 0) {
      throw new Refusal("您打开列表之后又有新发现：没有办理，请刷新后再看");
    }
  }
}
