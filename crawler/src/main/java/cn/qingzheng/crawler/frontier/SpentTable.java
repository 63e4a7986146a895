package cn.qingzheng.crawler.frontier;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;

/** Requests of each connector by day, and its bad runs in a row. */
public final class SpentTable {
  private final CrawlDb db;

  public SpentTable(CrawlDb db) {
    this.db = db;
  }

  public int requests(String connector, LocalDate day) {
    return db.read(
        c -> {
          try (PreparedStatement s = c.prepareStatement("SELECT requests FROM spent WHERE connector=? AND day=?")) {
            s.setString(1, connector);
            s.setString(2, day.toString());
            try (ResultSet row = s.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }

  public void addRequest(String connector, LocalDate day) {
    db.later(
        c -> {
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  INSERT INTO spent(connector, day, requests) VALUES(?,?,1)
                  ON CONFLICT(connector, day) DO UPDATE SET requests = requests + 1""")) {
            s.setString(1, connector);
            s.setString(2, day.toString());
            return s.executeUpdate();
          }
        });
  }

  /** Counts a run of a connector; returns the bad runs in a row, this one included. */
  public int ran(String connector, boolean bad) {
    return db.write(
        c -> {
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  INSERT INTO health(connector, bad_runs) VALUES(?1,?2)
                  ON CONFLICT(connector) DO UPDATE SET bad_runs = CASE WHEN ?2=0 THEN 0 ELSE bad_runs+1 END
                  RETURNING bad_runs""")) {
            s.setString(1, connector);
            s.setInt(2, bad ? 1 : 0);
            try (ResultSet row = s.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }
}
