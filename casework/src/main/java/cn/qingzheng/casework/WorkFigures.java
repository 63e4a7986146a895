package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The work that waits and how it goes, for the first page; of what is seen. */
public final class WorkFigures {
  /** Milliseconds from UTC to the day of the bureau; China keeps one time all year. */
  private static final long EAST = 8 * 3_600_000L;

  private static final long DAY = 86_400_000L;
  private static final String OPEN = " WHERE k.state IN ('CANDIDATE', 'CONFIRMED')";
  private final Casebook book;

  public WorkFigures(Casebook book) {
    this.book = book;
  }

  /**
   * Open cases of one kind.
   *
   * @param key of an officer, a platform or a region; empty if it has none
   * @param undecided of these, how many have a finding that nobody decided on
   */
  public record Share(String key, String label, long open, long undecided) {}

  /**
   * What happened to findings in a month.
   *
   * @param found first seen then
   * @param confirmed by an officer then
   * @param gone seen to be gone then
   */
  public record Month(YearMonth month, long found, long confirmed, long gone) {}

  /** A letter whose day of reply has passed. */
  public record Overdue(String id, String recipient, LocalDate replyBy, NoticeState state) {}

  private static final String UNDECIDED =
      "count(*) FILTER (WHERE EXISTS (SELECT 1 FROM finding f WHERE f.case_id = k.id AND f.state = 'CANDIDATE'))";

  /** Whose open cases are; nobody's under an empty key. */
  public List<Share> people() {
    return shares(
        "SELECT coalesce(w.assignee, '') AS part, coalesce(min(o.name), '未分派') AS label, count(*) AS n, " + UNDECIDED + " AS undecided "
            + "FROM case_file k LEFT JOIN case_work w ON w.case_id = k.id LEFT JOIN officer o ON o.number = w.assignee" + OPEN
            + " GROUP BY coalesce(w.assignee, '') ORDER BY 3 DESC, 1");
  }

  /** By the platform of the subject; sites of their own under an empty key. */
  public List<Share> platforms() {
    return shares(
        "SELECT coalesce(s.platform, '') AS part, coalesce(s.platform, '独立网站') AS label, count(*) AS n, " + UNDECIDED + " AS undecided "
            + "FROM case_file k JOIN subject s ON s.id = k.subject_id" + OPEN + " GROUP BY s.platform ORDER BY 3 DESC, 1");
  }

  /** By where the subject belongs; what belongs nowhere under an empty key. */
  public List<Share> regions() {
    return shares(
        "SELECT s.region AS part, CASE WHEN s.region = '' THEN '未分配' ELSE s.region END AS label, count(*) AS n, " + UNDECIDED
            + " AS undecided FROM case_file k JOIN subject s ON s.id = k.subject_id" + OPEN + " GROUP BY s.region ORDER BY 3 DESC, 1");
  }

  private List<Share> shares(String sql) {
    return book.database().read(
        c -> Sql.list(c, r -> new Share(r.getString("part"), r.getString("label"), r.getLong("n"), r.getLong("undecided")), sql));
  }

  /** The months up to that of the day, the oldest first. */
  public List<Month> months(LocalDate today, int count) {
    YearMonth last = YearMonth.from(today);
    long from = last.minusMonths(count - 1L).atDay(1).atStartOfDay(Cases.ZONE).toInstant().toEpochMilli();
    return book.database().read(
        c -> {
          Map<YearMonth, Long> found = byMonth(c, "SELECT (first_seen + ?) / ? AS day, count(*) AS n FROM finding WHERE first_seen >= ? GROUP BY 1", from);
          Map<YearMonth, Long> confirmed =
              byMonth(c, "SELECT (at + ?) / ? AS day, count(DISTINCT fingerprint) AS n FROM decision WHERE state = 'CONFIRMED' AND at >= ? GROUP BY 1", from);
          Map<YearMonth, Long> gone =
              byMonth(c, "SELECT (at + ?) / ? AS day, count(DISTINCT fingerprint) AS n FROM finding_change WHERE kind = 'RESOLVED' AND at >= ? GROUP BY 1", from);
          List<Month> out = new ArrayList<>();
          for (int i = count - 1; i >= 0; i--) {
            YearMonth m = last.minusMonths(i);
            Function<Map<YearMonth, Long>, Long> of = counts -> counts.getOrDefault(m, 0L);
            out.add(new Month(m, of.apply(found), of.apply(confirmed), of.apply(gone)));
          }
          return out;
        });
  }

  private static Map<YearMonth, Long> byMonth(Connection c, String sql, long from) throws SQLException {
    record Day(long day, long count) {}
    Map<YearMonth, Long> out = new TreeMap<>();
    for (Day d : Sql.list(c, r -> new Day(r.getLong("day"), r.getLong("n")), sql, EAST, DAY, from)) {
      out.merge(YearMonth.from(LocalDate.ofEpochDay(d.day)), d.count, Long::sum);
    }
    return out;
  }

  /** Letters that nobody answered in time, those first whose day passed first. */
  public List<Overdue> overdue(LocalDate today) {
    return book.database().read(
        c ->
            Sql.list(
                c,
                r -> new Overdue(
                    r.getString("id"), r.getString("recipient"), LocalDate.parse(r.getString("reply_by")),
                    NoticeState.labelled(r.getString("state"))),
                "SELECT n.id, n.recipient, n.reply_by, n.state FROM notice n WHERE n.reply_by < ? AND n.state IN ('发送中', '已送达', '已签收', "
                    + "'逾期', '催告') ORDER BY n.reply_by, n.id",
                today.toString()));
  }
}
