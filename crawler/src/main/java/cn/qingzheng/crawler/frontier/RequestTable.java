package cn.qingzheng.crawler.frontier;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * The ledger: every request that was sent, kept for thirteen months (网络安全法 art. 21 wants logs for six). Used on
 * the writing thread only.
 */
final class RequestTable {
  private static final Duration KEPT = Duration.ofDays(400);

  private final CrawlDb db;

  RequestTable(CrawlDb db) {
    this.db = db;
  }

  void forgetOld(Instant now) throws SQLException {
    // Rows are in the order of their time, so the oldest are found without an index.
    PreparedStatement s =
        db.statement("DELETE FROM request WHERE id < coalesce((SELECT id FROM request WHERE at>? ORDER BY id LIMIT 1), 0)");
    s.setLong(1, now.minus(KEPT).toEpochMilli());
    s.executeUpdate();
  }

  void add(int run, Ending e) throws SQLException {
    for (int i = 0; i < e.requests().size(); i++) {
      Asked a = e.requests().get(i);
      PreparedStatement s =
          db.statement(
              """
              INSERT INTO request(run, seed, host, url, at, took, ip, result, bytes, robots, pause, pause_why)
              VALUES(?,?,?,?,?,?,?,?,?,?,?,?)""");
      UrlTable.bind(
          s, run, e.task().seedId(), e.task().host(), a.url().toString(), a.at().toEpochMilli(), a.took().toMillis(),
          a.ip(), a.result(), a.bytes(), a.robots(), e.pause().map(p -> p.length().toMillis()).orElse(0L),
          e.pause().map(p -> p.reason().label()).orElse(""));
      s.executeUpdate();
    }
  }
}
