package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSummary;
import cn.qingzheng.crawler.FailureCause;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;

/** What a run came to, for those who sum it up. */
public final class RunTable {
  private static final String OF_RUN = "run=(SELECT no FROM run WHERE id=?)";

  private final CrawlDb db;
  private final String runId;

  public RunTable(CrawlDb db, String runId) {
    this.db = db;
    this.runId = runId;
  }

  /** Result pages that the run has read for a connector, before an interruption too. */
  public long searched(String seedId) {
    return count("SELECT count(*) FROM url WHERE " + OF_RUN + " AND kind='LIST' AND state='DONE' AND seed=?", seedId);
  }

  /** Whether there is anything to go on with. */
  public boolean resumable() {
    return count("SELECT EXISTS(SELECT 1 FROM url WHERE " + OF_RUN + " AND state IN('READY','LEFT'))") > 0;
  }

  private long count(String sql, String... more) {
    return db.read(
        c -> {
          try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, runId);
            for (int i = 0; i < more.length; i++) {
              s.setString(i + 2, more[i]);
            }
            try (ResultSet row = s.executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  /** Counts by host, without bytes. */
  public Map<String, CrawlSummary.Count> counts() {
    return db.read(
        c -> {
          Map<String, CrawlSummary.Count> counts = new HashMap<>();
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  SELECT host, state, coalesce(cause,''), capture IS NOT NULL, unchanged, truncated, browser, count(*)
                  FROM url WHERE\s"""
                      + OF_RUN
                      + " GROUP BY 1, 2, 3, 4, 5, 6, 7")) {
            s.setString(1, runId);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                counts.merge(
                    row.getString(1),
                    count(row.getString(2), row.getString(3), row.getInt(4) == 1, row.getInt(5) == 1, row.getLong(8),
                        row.getInt(6), row.getInt(7)),
                    CrawlSummary.Count::plus);
              }
            }
          }
          return counts;
        });
  }

  private static CrawlSummary.Count count(
      String state, String cause, boolean captured, boolean unchanged, long n, int truncated, int browser) {
    return switch (state) {
      case "DONE" ->
          captured
              ? new CrawlSummary.Count(
                  unchanged ? 0 : n, unchanged ? n : 0, Map.of(), Map.of(), n * truncated, n * browser, 0, 0)
              : CrawlSummary.Count.none();
      case "FAILED" -> failure(FailureCause.valueOf(cause), n);
      default -> new CrawlSummary.Count(0, 0, Map.of(), Map.of(), 0, 0, 0, n);
    };
  }

  private static CrawlSummary.Count failure(FailureCause cause, long n) {
    Map<FailureCause, Long> one = Map.of(cause, n);
    return new CrawlSummary.Count(
        0, 0, cause.refusal() ? one : Map.of(), cause.refusal() ? Map.of() : one, 0, 0, 0, 0);
  }
}
