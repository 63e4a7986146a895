package cn.qingzheng.crawler.frontier;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code crawl.db} says to those who look from outside. Reads what is committed; a scan may be under way. */
public final class LedgerQueries {
  private final CrawlDb db;

  public LedgerQueries(CrawlDb db) {
    this.db = db;
  }

  /**
   * A request that was sent.
   *
   * @param result status or cause, in Chinese where it is no status
   * @param robots under which word of robots.txt
   * @param pause the rest that the host had afterwards
   * @param pauseWhy who wanted it so long
   */
  public record Request(
      Instant at, URI url, String runId, String seedId, Duration took, String ip, String result, long bytes,
      String robots, Duration pause, String pauseWhy) {}

  /** The last requests to a host, the newest first. */
  public List<Request> requests(String host, int limit) {
    return db.read(
        c -> {
          List<Request> requests = new ArrayList<>();
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  SELECT at, url, coalesce(run.id, ''), seed, took, ip, result, bytes, robots, pause, pause_why
                  FROM request LEFT JOIN run ON run.no=request.run
                  WHERE host=? ORDER BY at DESC, request.id DESC LIMIT ?""")) {
            UrlTable.bind(s, host, limit);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                requests.add(request(row));
              }
            }
          }
          return requests;
        });
  }

  private static Request request(ResultSet row) throws SQLException {
    return new Request(
        Instant.ofEpochMilli(row.getLong(1)), URI.create(row.getString(2)), row.getString(3), row.getString(4),
        Duration.ofMillis(row.getLong(5)), row.getString(6), row.getString(7), row.getLong(8), row.getString(9),
        Duration.ofMillis(row.getLong(10)), row.getString(11));
  }

  /**
   * What was asked of a host in a run.
   *
   * @param bytes received in bodies
   */
  public record Traffic(long requests, long bytes, Instant first, Instant last) {}

  /** By host. */
  public Map<String, Traffic> traffic(String runId) {
    return db.read(
        c -> {
          Map<String, Traffic> traffic = new TreeMap<>();
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  SELECT host, count(*), sum(bytes), min(at), max(at) FROM request
                  WHERE run=(SELECT no FROM run WHERE id=?) GROUP BY host""")) {
            s.setString(1, runId);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                traffic.put(
                    row.getString(1),
                    new Traffic(
                        row.getLong(2), row.getLong(3), Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5))));
              }
            }
          }
          return traffic;
        });
  }

  /** The run that was begun last. */
  public Optional<String> lastRun() {
    return db.read(c -> first(c, "SELECT id FROM run ORDER BY no DESC LIMIT 1", row -> row.getString(1)));
  }

  /**
   * An address as a run has it.
   *
   * @param state as in {@link UrlTable}
   * @param from the address that led here
   * @param before addresses of its host that stand before it
   * @param cause why it failed, the name of a {@link cn.qingzheng.crawler.FailureCause}
   */
  public record Known(
      String runId, String seedId, Found.How how, Optional<URI> from, int depth, String state, int attempts,
      Instant due, long before, Optional<String> cause, Optional<String> detail, Optional<String> capture) {}

  /** The address in the last run that knows it. */
  public Optional<Known> known(URI url) {
    return db.read(
        c ->
            first(
                c,
                """
                SELECT run.id, u.seed, u.how, p.url, u.depth, u.state, u.attempt, u.due,
                  (SELECT count(*) FROM url o WHERE o.run=u.run AND o.host=u.host AND o.state='READY'
                    AND (o.place, o.id) < (u.place, u.id)), u.cause, u.detail, u.capture
                FROM url u JOIN run ON run.no=u.run LEFT JOIN url p ON p.id=u.parent
                WHERE u.key=? AND u.url=? ORDER BY u.run DESC LIMIT 1""",
                LedgerQueries::known,
                key(c, url), url.toString()));
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getString(1), row.getString(2), Found.How.valueOf(row.getString(3)),
        Optional.ofNullable(row.getString(4)).map(URI::create), row.getInt(5), row.getString(6), row.getInt(7),
        Instant.ofEpochMilli(row.getLong(8)), row.getLong(9), Optional.ofNullable(row.getString(10)),
        Optional.ofNullable(row.getString(11)), Optional.ofNullable(row.getString(12)));
  }

  /**
   * A page over all runs.
   *
   * @param changes how often it was not as it was at the visit before
   * @param due when it is worth another visit
   */
  public record History(Instant first, Instant seen, Instant changed, int visits, int changes, Instant due) {}

  /** What the runs have seen of a page. */
  public Optional<History> history(URI url) {
    return db.read(
        c ->
            first(
                c,
                "SELECT first, seen, changed, visits, changes, due FROM page WHERE key=?",
                row ->
                    new History(
                        Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)), row.getInt(4), row.getInt(5),
                        Instant.ofEpochMilli(row.getLong(6))),
                key(c, url)));
  }

  /** Pages known of a seed, and of them those that are due. */
  public long[] pages(String seedId, Instant now) {
    return db.read(
        c ->
            first(
                    c,
                    "SELECT count(*), coalesce(sum(due<=?), 0) FROM page WHERE seed=?",
                    row -> new long[] {row.getLong(1), row.getLong(2)},
                    now.toEpochMilli(), seedId)
                .orElseThrow());
  }

  /** When a host has had its rest. */
  public Optional<Instant> restsUntil(String host) {
    return db.read(
        c -> first(c, "SELECT until FROM rest WHERE name=?", row -> Instant.ofEpochMilli(row.getLong(1)), host));
  }

  private static long key(Connection c, URI url) throws SQLException {
    byte[] salt = first(c, "SELECT value FROM meta WHERE name='salt'", row -> row.getBytes(1)).orElseThrow();
    return new UrlKeys(salt).of(url.toString());
  }

  /** Reads one row. */
  @FunctionalInterface
  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> Optional<T> first(Connection c, String sql, Row<T> read, Object... values) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      UrlTable.bind(s, values);
      try (ResultSet row = s.executeQuery()) {
        return row.next() ? Optional.of(read.of(row)) : Optional.empty();
      }
    }
  }
}
