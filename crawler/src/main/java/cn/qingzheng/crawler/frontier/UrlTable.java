package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.FailureCause;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A run in {@code crawl.db}. States of an address: READY to be fetched, DONE, FAILED, OVER the limit of its seed, LEFT
 * because its seed may go no further now, RESTS because it is not due.
 */
public final class UrlTable implements FrontierStore {
  private static final int RUNS_KEPT = 3;

  private final CrawlDb db;
  private final String runId;
  private final Revisits revisits;
  private final Clock clock;
  private final RestTable rests;
  private final PageTable pages;
  private final RequestTable requests;
  private volatile int run;
  private volatile UrlKeys keys;
  private long lastId;
  private boolean anyPages;

  /** A run that visits every page. */
  public UrlTable(CrawlDb db, String runId, Clock clock) {
    this(db, runId, Revisits.all(), clock);
  }

  public UrlTable(CrawlDb db, String runId, Revisits revisits, Clock clock) {
    this.db = db;
    this.runId = runId;
    this.revisits = revisits;
    this.clock = clock;
    this.rests = new RestTable(db);
    this.pages = new PageTable(db);
    this.requests = new RequestTable(db);
  }

  @Override
  public Opened open(Instant now) {
    return db.write(c -> opened(c, now));
  }

  private Opened opened(Connection c, Instant now) throws SQLException {
    update("INSERT OR IGNORE INTO run(id, started) VALUES(?,?)", runId, now.toEpochMilli());
    update("UPDATE run SET finished=NULL WHERE id=?", runId);
    run = (int) number("SELECT no FROM run WHERE id=?", runId);
    forgetOldRuns();
    requests.forgetOld(now);
    keys = new UrlKeys(salt());
    lastId = number("SELECT coalesce(max(id), 0) FROM url");
    anyPages = number("SELECT EXISTS(SELECT 1 FROM page)") > 0;
    boolean clean = rests.begin();
    update("UPDATE url SET state='READY' WHERE run=? AND state='LEFT'", run);
    return new Opened(
        keys,
        known(),
        counts("SELECT host, count(*) FROM url WHERE run=? AND state='READY' GROUP BY host", Long.class),
        counts(
            "SELECT seed, count(*) FROM url WHERE run=? AND capture IS NOT NULL AND kind='PAGE' GROUP BY seed",
            Integer.class),
        counts("SELECT seed, count(*) FROM url WHERE run=? AND state IN('DONE','FAILED') GROUP BY seed", Integer.class),
        counts("SELECT host, count(*) FROM request WHERE run=? GROUP BY host", Integer.class),
        rests.read(now, clean),
        clean);
  }

  /** Addresses of old runs say nothing that captures, pages and the ledger do not. */
  private void forgetOldRuns() throws SQLException {
    update("DELETE FROM url WHERE run<? AND run<>?", run - RUNS_KEPT + 1, run);
  }

  private byte[] salt() throws SQLException {
    try (ResultSet row = db.statement("SELECT value FROM meta WHERE name='salt'").executeQuery()) {
      row.next();
      return row.getBytes(1);
    }
  }

  private KeySet known() throws SQLException {
    KeySet known = new KeySet();
    PreparedStatement s = db.statement("SELECT key FROM url WHERE run=?");
    s.setInt(1, run);
    try (ResultSet row = s.executeQuery()) {
      while (row.next()) {
        known.add(row.getLong(1));
      }
    }
    return known;
  }

  private <N> Map<String, N> counts(String sql, Class<N> type) throws SQLException {
    Map<String, N> counts = new HashMap<>();
    PreparedStatement s = db.statement(sql);
    s.setInt(1, run);
    try (ResultSet row = s.executeQuery()) {
      while (row.next()) {
        counts.put(row.getString(1), row.getObject(2, type));
      }
    }
    return counts;
  }

  @Override
  public void add(List<UrlTask> tasks, Predicate<UrlTask> over, Consumer<List<UrlTask>> then) {
    db.now(
        c -> {
          List<UrlTask> waiting = new ArrayList<>();
          for (UrlTask found : tasks) {
            insert(found, over).ifPresent(waiting::add);
          }
          then.accept(waiting);
          return true;
        });
  }

  /** The address as stored, if it waits. */
  private Optional<UrlTask> insert(UrlTask found, Predicate<UrlTask> over) throws SQLException {
    Instant now = clock.instant();
    long key = keys.of(found.url().toString());
    Optional<PageTable.Visit> last = anyPages ? pages.last(key) : Optional.empty();
    UrlTask task = found.placed(last.map(PageTable.Visit::seen), now).stored(++lastId);
    boolean rests = last.filter(v -> revisits.rests(task, v.due(), now)).isPresent();
    String state = over.test(task) ? "OVER" : rests ? "RESTS" : "READY";
    insert(task, key, state);
    return state.equals("READY") ? Optional.of(task) : Optional.empty();
  }

  private void insert(UrlTask t, long key, String state) throws SQLException {
    update(
        """
        INSERT INTO url(id, run, key, seed, kind, url, host, depth, place, how, parent, state, baggage)
        VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)""",
        t.id(), run, key, t.seedId(), t.kind().name(), t.url().toString(), t.host(), t.depth(), t.place(),
        t.found().how().name(), t.found().parent(), state, baggage(t));
  }

  private static String baggage(UrlTask t) {
    return t.baggage().equals(Baggage.none()) ? null : Json.write(t.baggage());
  }

  @Override
  public List<UrlTask> due(String seedId, int most) {
    return db.now(c -> pages.due(seedId, Revisits.horizon(clock.instant()), most));
  }

  @Override
  public void next(String host, int max, Consumer<List<UrlTask>> then) {
    db.now(
        c -> {
          List<UrlTask> next = new ArrayList<>();
          PreparedStatement s =
              db.statement(
                  """
                  SELECT id, seed, kind, url, depth, place, attempt, due, baggage, how, parent FROM url
                  WHERE run=? AND host=? AND state='READY' ORDER BY place, id LIMIT ?""");
          bind(s, run, host, max);
          try (ResultSet row = s.executeQuery()) {
            while (row.next()) {
              next.add(task(row));
            }
          }
          then.accept(next);
          return true;
        });
  }

  private static UrlTask task(ResultSet row) throws SQLException {
    String baggage = row.getString(9);
    return new UrlTask(
        row.getLong(1),
        row.getString(2),
        UrlKind.valueOf(row.getString(3)),
        URI.create(row.getString(4)),
        row.getInt(5),
        row.getInt(6),
        row.getInt(7),
        Instant.ofEpochMilli(row.getLong(8)),
        baggage == null ? Baggage.none() : Json.read(baggage, Baggage.class),
        new Found(Found.How.valueOf(row.getString(10)), row.getLong(11)));
  }

  @Override
  public void ended(Ending e) {
    db.later(
        c -> {
          write(e);
          requests.add(run, e);
          rests.add(e);
          return true;
        });
  }

  private void write(Ending e) throws SQLException {
    if (e.again().isPresent()) {
      UrlTask t = e.again().get();
      update("UPDATE url SET state='READY', attempt=?, due=? WHERE id=?", t.attempt(), t.due().toEpochMilli(), t.id());
      return;
    }
    switch (e.turn()) {
      case Turn.Captured t -> captured(e, t);
      case Turn.Handled t -> update("UPDATE url SET state='DONE', detail=? WHERE id=?", t.note(), e.task().id());
      case Turn.Failed t -> failed(e.task().again(e.task().attempt() + 1, e.task().due()), t.cause(), t.detail());
      case Turn.Left t -> update("UPDATE url SET state='LEFT' WHERE id=?", e.task().id());
      case Turn.Again t -> throw new IllegalStateException("should wait again: " + e.task());
      case Turn.Interrupted t -> throw new IllegalStateException("should wait again: " + e.task());
    }
  }

  private void captured(Ending e, Turn.Captured t) throws SQLException {
    update(
        "UPDATE url SET state='DONE', capture=?, unchanged=?, truncated=?, browser=?, cause=? WHERE id=?",
        t.captureId(), bit(t.unchanged()), bit(t.truncated()), bit(t.needsBrowser()),
        t.truncated() ? FailureCause.TOO_LARGE.name() : null, e.task().id());
    if (e.task().kind() == UrlKind.PAGE) {
      pages.visited(keys.of(e.task().url().toString()), e.task(), !t.unchanged(), e.at());
    }
  }

  private static int bit(boolean b) {
    return b ? 1 : 0;
  }

  private void failed(UrlTask t, FailureCause cause, String detail) throws SQLException {
    update(
        "UPDATE url SET state='FAILED', attempt=?, cause=?, detail=? WHERE id=?",
        t.attempt(), cause.name(), detail, t.id());
  }

  @Override
  public void over(String seedId, String host) {
    db.later(
        c ->
            update(
                "UPDATE url SET state='OVER' WHERE run=? AND host=? AND seed=? AND kind='PAGE' AND state='READY'",
                run, host, seedId));
  }

  @Override
  public void leave(String seedId) {
    db.later(c -> update("UPDATE url SET state='LEFT' WHERE run=? AND seed=? AND state='READY'", run, seedId));
  }

  @Override
  public void refused(UrlTask task, FailureCause cause, String detail) {
    db.later(
        c -> {
          failed(task, cause, detail);
          return true;
        });
  }

  @Override
  public void conclude(Instant now) {
    db.write(
        c -> {
          rests.end();
          if (number("SELECT EXISTS(SELECT 1 FROM url WHERE run=? AND state IN('READY','LEFT'))", run) == 0) {
            update("UPDATE run SET finished=? WHERE no=?", now.toEpochMilli(), run);
          }
          return true;
        });
  }

  private int update(String sql, Object... values) throws SQLException {
    PreparedStatement s = db.statement(sql);
    bind(s, values);
    return s.executeUpdate();
  }

  private long number(String sql, Object... values) throws SQLException {
    PreparedStatement s = db.statement(sql);
    bind(s, values);
    try (ResultSet row = s.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  static void bind(PreparedStatement s, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      s.setObject(i + 1, values[i]);
    }
  }
}
