package cn.qingzheng.crawler.frontier;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * The pages that were ever captured, and when each is due again: what has changed sooner, what has not later. Used on
 * the writing thread only.
 */
final class PageTable {
  private final CrawlDb db;

  PageTable(CrawlDb db) {
    this.db = db;
  }

  boolean knows(long key) throws SQLException {
    PreparedStatement s = db.statement("SELECT 1 FROM page WHERE key=?");
    s.setLong(1, key);
    try (ResultSet row = s.executeQuery()) {
      return row.next();
    }
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

  private java.util.Optional<Duration> pause(long key) throws SQLException {
    PreparedStatement s = db.statement("SELECT pause FROM page WHERE key=?");
    s.setLong(1, key);
    try (ResultSet row = s.executeQuery()) {
      return row.next() ? java.util.Optional.of(Duration.ofSeconds(row.getLong(1))) : java.util.Optional.empty();
    }
  }
}
