package cn.qingzheng.crawler.frontier;

import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pages that were ever captured, and when each is due again: what has changed sooner, what has not later. Used on
 * the writing thread only.
 */
final class PageTable {
  private final CrawlDb db;

  PageTable(CrawlDb db) {
    this.db = db;
  }

  /** When a page was seen last, and when it is due again. */
  record Visit(Instant seen, Instant due) {}

  Optional<Visit> last(long key) throws SQLException {
    PreparedStatement s = db.statement("SELECT seen, due FROM page WHERE key=?");
    s.setLong(1, key);
    try (ResultSet row = s.executeQuery()) {
      return row.next()
          ? Optional.of(new Visit(Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2))))
          : Optional.empty();
    }
  }

  /** The pages of a seed that are due, the longest overdue first. */
  List<UrlTask> due(String seedId, Instant until, int most) throws SQLException {
    PreparedStatement s =
        db.statement("SELECT url, depth FROM page WHERE seed=? AND due<=? AND depth>0 ORDER BY due LIMIT ?");
    UrlTable.bind(s, seedId, until.toEpochMilli(), most);
    List<UrlTask> due = new ArrayList<>();
    try (ResultSet row = s.executeQuery()) {
      while (row.next()) {
        URI url = URI.create(row.getString(1));
        due.add(
            UrlTask.of(
                seedId, UrlKind.PAGE, url, row.getInt(2), Baggage.none(), new Found(Found.How.REVISIT, 0)));
      }
    }
    return due;
  }

  /** @param changed whether it is not as it was at the visit before; a first visit is no change */
  void visited(long key, UrlTask task, boolean changed, Instant now) throws SQLException {
    Duration pause = Revisit.next(pause(key), changed);
    long at = now.toEpochMilli();
    PreparedStatement s =
        db.statement(
            """
            INSERT INTO page(key, url, seed, depth, first, seen, changed, visits, changes, pause, due)
            VALUES(?1,?2,?3,?4,?5,?5,?5,1,0,?6,?7)
            ON CONFLICT(key) DO UPDATE SET seed=?3, depth=?4, seen=?5, visits=visits+1,
              changed=CASE WHEN ?8 THEN ?5 ELSE changed END, changes=changes+?8, pause=?6, due=?7""");
    UrlTable.bind(
        s, key, task.url().toString(), task.seedId(), task.depth(), at, pause.toSeconds(), at + pause.toMillis(),
        changed ? 1 : 0);
    s.executeUpdate();
  }

  private Optional<Duration> pause(long key) throws SQLException {
    PreparedStatement s = db.statement("SELECT pause FROM page WHERE key=?");
    s.setLong(1, key);
    try (ResultSet row = s.executeQuery()) {
      return row.next() ? Optional.of(Duration.ofSeconds(row.getLong(1))) : Optional.empty();
    }
  }
}
