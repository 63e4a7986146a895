package cn.qingzheng.crawler.frontier;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Hosts that nobody may go to for a time, whatever the run. */
public final class HostTable {
  private final CrawlDb db;

  public HostTable(CrawlDb db) {
    this.db = db;
  }

  /** @param reason in Chinese */
  public record Suspension(Instant until, String reason) {}

  public void suspend(String host, Suspension s) {
    db.later(
        c -> {
          try (PreparedStatement p =
              c.prepareStatement("INSERT OR REPLACE INTO host(name, blocked_until, reason) VALUES(?,?,?)")) {
            p.setString(1, host);
            p.setLong(2, s.until().toEpochMilli());
            p.setString(3, s.reason());
            return p.executeUpdate();
          }
        });
  }

  /** By host, those that still hold. */
  public Map<String, Suspension> suspended(Instant now) {
    return db.read(
        c -> {
          Map<String, Suspension> all = new HashMap<>();
          try (PreparedStatement p =
              c.prepareStatement("SELECT name, blocked_until, reason FROM host WHERE blocked_until > ?")) {
            p.setLong(1, now.toEpochMilli());
            try (ResultSet row = p.executeQuery()) {
              while (row.next()) {
                all.put(row.getString(1), new Suspension(Instant.ofEpochMilli(row.getLong(2)), row.getString(3)));
              }
            }
          }
          return all;
        });
  }
}
