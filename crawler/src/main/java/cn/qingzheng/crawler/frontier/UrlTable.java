package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSummary;
import cn.qingzheng.crawler.FailureCause;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The addresses of one run in {@code crawl.db}. States: READY to be fetched, LEASED to a thread, DONE, FAILED, OVER
 * the limit of its seed.
 */
public final class UrlTable {
  private final CrawlDb db;
  private final String run;

  public UrlTable(CrawlDb db, String run) {
    this.db = db;
    this.run = run;
  }

  /** Begins the run, or goes on with it: what a dead process held goes back into the queue. */
  void open(Instant now) {
    db.write(
        c -> {
          update(c, "INSERT OR IGNORE INTO run(id, started) VALUES(?,?)", run, now.toEpochMilli());
          update(c, "UPDATE run SET finished=NULL WHERE id=?", run);
          return giveBack(c);
        });
  }

  /** Puts every address that somebody held back into the queue. */
  void giveBackAll() {
    db.write(this::giveBack);
  }

  private int giveBack(Connection c) throws SQLException {
    return update(c, "UPDATE url SET state='READY' WHERE run=? AND state='LEASED'", run);
  }

  void finished(Instant now) {
    db.write(c -> update(c, "UPDATE run SET finished=? WHERE id=?", now.toEpochMilli(), run));
  }

  /** Stores what is new, in order; durable when this returns. */
  List<UrlTask> add(List<UrlTask> tasks) {
    return db.write(
        c -> {
          List<UrlTask> added = new ArrayList<>();
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  INSERT INTO url(run, seed, kind, url, host, depth, state, baggage) VALUES(?,?,?,?,?,?,'READY',?)
                  ON CONFLICT(run, url) DO NOTHING RETURNING id""")) {
            for (UrlTask t : tasks) {
              bind(s, run, t.seedId(), t.kind().name(), t.url().toString(), t.host(), t.depth(), baggage(t));
              try (ResultSet row = s.executeQuery()) {
                if (row.next()) {
                  added.add(t.stored(row.getLong(1)));
                }
              }
            }
          }
          return added;
        });
  }

  private static String baggage(UrlTask t) {
    return t.baggage().equals(Baggage.none()) ? null : Json.write(t.baggage());
  }

  /** What waits, in the order it was found. */
  List<UrlTask> waiting() {
    return db.read(
        c -> {
          List<UrlTask> waiting = new ArrayList<>();
          try (PreparedStatement s =
              c.prepareStatement(
                  """
                  SELECT id, seed, kind, url, depth, attempt, due, baggage FROM url
                  WHERE run=? AND state='READY' ORDER BY id""")) {
            s.setString(1, run);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                waiting.add(task(row));
              }
            }
          }
          return waiting;
        });
  }

  private static UrlTask task(ResultSet row) throws SQLException {
    String baggage = row.getString(8);
    return new UrlTask(
        row.getLong(1),
        row.getString(2),
        UrlKind.valueOf(row.getString(3)),
        URI.create(row.getString(4)),
        row.getInt(5),
        row.getInt(6),
        Instant.ofEpochMilli(row.getLong(7)),
        baggage == null ? Baggage.none() : Json.read(baggage, Baggage.class));
  }

  /** Every address of the run, whatever became of it. */
  Set<String> known() {
    return db.read(
        c -> {
          Set<String> known = new LinkedHashSet<>();
          try (PreparedStatement s = c.prepareStatement("SELECT url FROM url WHERE run=? ORDER BY id")) {
            s.setString(1, run);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                known.add(row.getString(1));
              }
            }
          }
          return known;
        });
  }

  /** Pages captured so far by seed. */
  Map<String, Integer> captured() {
    return bySeed("SELECT seed, count(*) FROM url WHERE run=? AND capture IS NOT NULL AND kind='PAGE' GROUP BY seed");
  }

  /** Pages dealt with so far by seed, in whatever way. */
  Map<String, Integer> dealtWith() {
    return bySeed("SELECT seed, count(*) FROM url WHERE run=? AND state IN('DONE','FAILED') GROUP BY seed");
  }

  private Map<String, Integer> bySeed(String sql) {
    return db.read(
        c -> {
          Map<String, Integer> counts = new HashMap<>();
          try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, run);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                counts.put(row.getString(1), row.getInt(2));
              }
            }
          }
          return counts;
        });
  }

  void leased(UrlTask t) {
    db.later(c -> update(c, "UPDATE url SET state='LEASED' WHERE id=?", t.id()));
  }

  void ready(UrlTask t) {
    db.later(
        c ->
            update(
                c,
                "UPDATE url SET state='READY', attempt=?, due=? WHERE id=?",
                t.attempt(), t.due().toEpochMilli(), t.id()));
  }

  void captured(UrlTask t, Turn.Captured turn) {
    db.later(
        c ->
            update(
                c,
                "UPDATE url SET state='DONE', capture=?, unchanged=?, truncated=?, browser=?, cause=? WHERE id=?",
                turn.captureId(), bit(turn.unchanged()), bit(turn.truncated()), bit(turn.needsBrowser()),
                turn.truncated() ? FailureCause.TOO_LARGE.name() : null, t.id()));
  }

  private static int bit(boolean b) {
    return b ? 1 : 0;
  }

  void handled(UrlTask t, String note) {
    db.later(c -> update(c, "UPDATE url SET state='DONE', detail=? WHERE id=?", note, t.id()));
  }

  void failed(UrlTask t, FailureCause cause, String detail) {
    db.later(
        c ->
            update(
                c,
                "UPDATE url SET state='FAILED', attempt=?, cause=?, detail=? WHERE id=?",
                t.attempt(), cause.name(), detail, t.id()));
  }

  /** Takes the waiting pages of a seed that has reached its limit out of the queue. */
  void over(String seedId) {
    db.later(
        c -> update(c, "UPDATE url SET state='OVER' WHERE run=? AND seed=? AND kind='PAGE' AND state='READY'", run, seedId));
  }

  /** Result pages that the run has read for a connector, before an interruption too. */
  public long searched(String seedId) {
    return bySeed("SELECT seed, count(*) FROM url WHERE run=? AND kind='LIST' AND state='DONE' GROUP BY seed")
        .getOrDefault(seedId, 0);
  }

  /** Whether there is anything to go on with. */
  public boolean resumable() {
    return count("SELECT count(*) FROM url WHERE run=? AND state IN('READY','LEASED')") > 0;
  }

  /** How many addresses the run knows. */
  public long size() {
    return count("SELECT count(*) FROM url WHERE run=?");
  }

  private long count(String sql) {
    return db.read(
        c -> {
          try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setString(1, run);
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
                  FROM url WHERE run=? GROUP BY 1, 2, 3, 4, 5, 6, 7""")) {
            s.setString(1, run);
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                counts.merge(row.getString(1), count(row), CrawlSummary.Count::plus);
              }
            }
          }
          return counts;
        });
  }

  private static CrawlSummary.Count count(ResultSet row) throws SQLException {
    long n = row.getLong(8);
    boolean captured = row.getInt(4) == 1;
    boolean unchanged = row.getInt(5) == 1;
    return switch (row.getString(2)) {
      case "DONE" ->
          captured
              ? new CrawlSummary.Count(
                  unchanged ? 0 : n, unchanged ? n : 0, Map.of(), Map.of(), n * row.getInt(6), n * row.getInt(7), 0, 0)
              : CrawlSummary.Count.none();
      case "FAILED" -> failure(FailureCause.valueOf(row.getString(3)), n);
      default -> new CrawlSummary.Count(0, 0, Map.of(), Map.of(), 0, 0, 0, n);
    };
  }

  private static CrawlSummary.Count failure(FailureCause cause, long n) {
    Map<FailureCause, Long> one = Map.of(cause, n);
    return new CrawlSummary.Count(
        0, 0, cause.refusal() ? one : Map.of(), cause.refusal() ? Map.of() : one, 0, 0, 0, 0);
  }

  private static int update(Connection c, String sql, Object... values) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      bind(s, values);
      return s.executeUpdate();
    }
  }

  private static void bind(PreparedStatement s, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      s.setObject(i + 1, values[i]);
    }
  }
}
