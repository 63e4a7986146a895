package cn.qingzheng.crawler.frontier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of {@code crawl.db}. What a scan can find again (addresses, hosts) is dropped when its form changes;
 * captures, what was removed of them, robots.txt, budgets and the ledger are not.
 */
final class CrawlSchema {
  /** Goes up when a table that can be found again changes its form. */
  private static final int VERSION = 2;

  private static final List<String> FOUND_AGAIN = List.of("url", "run", "page", "rest");

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
          """
          CREATE TABLE IF NOT EXISTS run(
            no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, started INTEGER NOT NULL, finished INTEGER) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS url(
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL, key INTEGER NOT NULL, seed TEXT NOT NULL, kind TEXT NOT NULL,
            url TEXT NOT NULL, host TEXT NOT NULL, depth INTEGER NOT NULL, place INTEGER NOT NULL, how TEXT NOT NULL,
            parent INTEGER NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
            due INTEGER NOT NULL DEFAULT 0, baggage TEXT, cause TEXT, detail TEXT, capture TEXT,
            unchanged INTEGER NOT NULL DEFAULT 0, truncated INTEGER NOT NULL DEFAULT 0,
            browser INTEGER NOT NULL DEFAULT 0) STRICT""",
          "CREATE INDEX IF NOT EXISTS url_key ON url(key, run)",
          "CREATE INDEX IF NOT EXISTS url_waiting ON url(run, host, place, id) WHERE state='READY'",
          """
          CREATE TABLE IF NOT EXISTS page(
            key INTEGER PRIMARY KEY, url TEXT NOT NULL, seed TEXT NOT NULL, depth INTEGER NOT NULL,
            first INTEGER NOT NULL, seen INTEGER NOT NULL, changed INTEGER NOT NULL, visits INTEGER NOT NULL,
            changes INTEGER NOT NULL, pause INTEGER NOT NULL, due INTEGER NOT NULL) STRICT""",
          "CREATE INDEX IF NOT EXISTS page_due ON page(seed, due)",
          """
          CREATE TABLE IF NOT EXISTS rest(
            name TEXT PRIMARY KEY, until INTEGER NOT NULL, pause INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE IF NOT EXISTS request(
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL, seed TEXT NOT NULL, host TEXT NOT NULL, url TEXT NOT NULL,
            at INTEGER NOT NULL, took INTEGER NOT NULL, ip TEXT NOT NULL, result TEXT NOT NULL, bytes INTEGER NOT NULL,
            robots TEXT NOT NULL, pause INTEGER NOT NULL, pause_why TEXT NOT NULL) STRICT""",
          "CREATE INDEX IF NOT EXISTS request_host ON request(host, at)",
          """
          CREATE TABLE IF NOT EXISTS host(
            name TEXT PRIMARY KEY, blocked_until INTEGER NOT NULL, reason TEXT NOT NULL) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS robots(
            site TEXT PRIMARY KEY, expires INTEGER NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS spent(
            connector TEXT NOT NULL, day TEXT NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY(connector, day)) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS health(
            connector TEXT PRIMARY KEY, bad_runs INTEGER NOT NULL) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS capture(
            id TEXT PRIMARY KEY, run TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT NOT NULL, json TEXT NOT NULL) STRICT""",
          "CREATE INDEX IF NOT EXISTS capture_url ON capture(url, id)",
          "CREATE INDEX IF NOT EXISTS capture_run ON capture(run, id)",
          "CREATE INDEX IF NOT EXISTS capture_sha256 ON capture(sha256, id)",
          """
          CREATE TABLE IF NOT EXISTS capture_text(
            capture TEXT PRIMARY KEY, simhash INTEGER NOT NULL, host TEXT NOT NULL) STRICT, WITHOUT ROWID""",
          "CREATE INDEX IF NOT EXISTS capture_text_simhash ON capture_text(simhash, host, capture)",
          """
          CREATE TABLE IF NOT EXISTS text(
            simhash INTEGER PRIMARY KEY, grp INTEGER NOT NULL, shingles INTEGER NOT NULL, bands BLOB NOT NULL) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS text_band(
            band INTEGER NOT NULL, simhash INTEGER NOT NULL, PRIMARY KEY(band, simhash)) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE IF NOT EXISTS pruned(
            capture TEXT PRIMARY KEY, run TEXT NOT NULL, url TEXT NOT NULL, at INTEGER NOT NULL, sha256 TEXT NOT NULL,
            pruned_at INTEGER NOT NULL, rule TEXT NOT NULL) STRICT, WITHOUT ROWID""",
          "CREATE INDEX IF NOT EXISTS pruned_url ON pruned(url)",
          """
          CREATE TABLE IF NOT EXISTS moved(
            file TEXT NOT NULL, offset INTEGER NOT NULL, new_file TEXT NOT NULL, new_offset INTEGER NOT NULL,
            PRIMARY KEY(file, offset)) STRICT, WITHOUT ROWID""",
          "CREATE INDEX IF NOT EXISTS moved_new ON moved(new_file, new_offset)",
          """
          CREATE TABLE IF NOT EXISTS prune_step(
            old_file TEXT PRIMARY KEY, new_file TEXT NOT NULL, switched INTEGER NOT NULL) STRICT""",
          "INSERT OR IGNORE INTO meta(name, value) VALUES('salt', randomblob(16))");

  private CrawlSchema() {}

  /** Makes what is missing. */
  static void create(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      if (version(s) < VERSION) {
        for (String table : FOUND_AGAIN) {
          s.execute("DROP TABLE IF EXISTS " + table);
        }
        s.execute("PRAGMA user_version=" + VERSION);
      }
      for (String sql : TABLES) {
        s.execute(sql);
      }
    }
  }

  private static int version(Statement s) throws SQLException {
    try (ResultSet row = s.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }
}
