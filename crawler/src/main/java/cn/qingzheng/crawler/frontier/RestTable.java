package cn.qingzheng.crawler.frontier;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The rest that hosts and IP addresses have coming, so that it holds across the end of a process. What was under way
 * when a process died is not known; then every host is owed its whole rest again. Used on the writing thread only.
 */
final class RestTable {
  private static final String OPEN = "requests-under-way";

  private final CrawlDb db;

  RestTable(CrawlDb db) {
    this.db = db;
  }

  /** Says that requests are under way from now on; returns whether there were none before. */
  boolean begin() throws SQLException {
    PreparedStatement s = db.statement("INSERT OR IGNORE INTO meta(name, value) VALUES(?, x'01')");
    s.setString(1, OPEN);
    return s.executeUpdate() == 1;
  }

  /** Says that no request is under way any more. */
  void end() throws SQLException {
    PreparedStatement s = db.statement("DELETE FROM meta WHERE name=?");
    s.setString(1, OPEN);
    s.executeUpdate();
  }

  /** By name of host or IP address, those that still count. */
  Map<String, FrontierStore.Rest> read(Instant now, boolean clean) throws SQLException {
    Map<String, FrontierStore.Rest> rests = new HashMap<>();
    PreparedStatement s = db.statement("SELECT name, until, pause FROM rest WHERE until>? OR ?");
    UrlTable.bind(s, now.toEpochMilli(), clean ? 0 : 1);
    try (ResultSet row = s.executeQuery()) {
      while (row.next()) {
        rests.put(row.getString(1), new FrontierStore.Rest(Instant.ofEpochMilli(row.getLong(2)), row.getLong(3)));
      }
    }
    return rests;
  }

  void add(Ending e) throws SQLException {
    if (e.pause().isPresent()) {
      add(e.task().host(), e);
      add(e.ip(), e);
    }
  }

  private void add(String name, Ending e) throws SQLException {
    long pause = e.pause().orElseThrow().length().toMillis();
    PreparedStatement s = db.statement("INSERT OR REPLACE INTO rest(name, until, pause) VALUES(?,?,?)");
    UrlTable.bind(s, name, e.at().toEpochMilli() + pause, pause);
    s.executeUpdate();
  }
}
