package cn.qingzheng.crawler.robots;

import cn.qingzheng.crawler.frontier.CrawlDb;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/** The robots.txt files seen, in {@code crawl.db}, so that the next run need not ask again within a day. */
final class RobotsTable {
  private final CrawlDb db;

  RobotsTable(CrawlDb db) {
    this.db = db;
  }

  enum Kind {
    RULES,
    /** The site has no robots.txt. */
    NONE
  }

  /** Not compared; the bytes are not changed. */
  record Stored(Kind kind, byte[] body, Instant expires) {
    RobotsRules rules(URI site, String name) {
      return switch (kind) {
        case RULES -> RobotsRules.parse(site, body, name);
        case NONE -> RobotsRules.none();
      };
    }
  }

  void keep(URI site, Stored s) {
    db.later(
        c -> {
          try (PreparedStatement p =
              c.prepareStatement("INSERT OR REPLACE INTO robots(site, expires, kind, body) VALUES(?,?,?,?)")) {
            p.setString(1, site.toString());
            p.setLong(2, s.expires().toEpochMilli());
            p.setString(3, s.kind().name());
            p.setBytes(4, s.body());
            return p.executeUpdate();
          }
        });
  }

  Optional<Stored> find(URI site, Instant now) {
    return db.read(
        c -> {
          try (PreparedStatement p =
              c.prepareStatement("SELECT kind, body, expires FROM robots WHERE site=? AND expires>?")) {
            p.setString(1, site.toString());
            p.setLong(2, now.toEpochMilli());
            try (ResultSet row = p.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Stored(
                          Kind.valueOf(row.getString(1)), row.getBytes(2), Instant.ofEpochMilli(row.getLong(3))))
                  : Optional.empty();
            }
          }
        });
  }
}
