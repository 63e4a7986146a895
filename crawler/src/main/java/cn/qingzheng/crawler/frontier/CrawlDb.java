package cn.qingzheng.crawler.frontier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code crawl.db}: one thread writes, and what several threads ask for meanwhile shares one commit, so
 * that a durable page costs a fraction of a disk flush. Safe for several threads.
 */
public final class CrawlDb implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlDb.class);
  private static final int MAX_GROUP = 500;
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS run(
            id TEXT PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER) STRICT""",
          """
          CREATE TABLE IF NOT EXISTS url(
            id INTEGER PRIMARY KEY, run TEXT NOT NULL, seed TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL,
            host TEXT NOT NULL, depth INTEGER NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
            due INTEGER NOT NULL DEFAULT 0, baggage TEXT, cause TEXT, detail TEXT, capture TEXT,
            unchanged INTEGER NOT NULL DEFAULT 0, truncated INTEGER NOT NULL DEFAULT 0,
            browser INTEGER NOT NULL DEFAULT 0, UNIQUE(run, url)) STRICT""",
          "CREATE INDEX IF NOT EXISTS url_state ON url(run, state)",
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
          "CREATE INDEX IF NOT EXISTS capture_run ON capture(run, id)");

  private final Path file;
  private final Connection writing;
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();
  private final Thread writer;
  private volatile boolean closed;

  private CrawlDb(Path file) throws SQLException {
    this.file = file;
    this.writing = connect(file);
    try (Statement s = writing.createStatement()) {
      for (String sql : SCHEMA) {
        s.execute(sql);
      }
    }
    writing.setAutoCommit(false);
    this.writer = Thread.ofPlatform().daemon().name("qingzheng-crawl-db").unstarted(this::writeLoop);
  }

  /** Opens the file, creates it if missing. */
  public static CrawlDb open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      CrawlDb db = new CrawlDb(file);
      db.writer.start();
      return db;
    } catch (SQLException e) {
      throw new IOException("cannot open " + file, e);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement s = c.createStatement()) {
      s.execute("PRAGMA busy_timeout=10000");
      s.execute("PRAGMA journal_mode=WAL");
      s.execute("PRAGMA synchronous=FULL");
    }
    return c;
  }

  /** A piece of work on the database. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection c) throws SQLException;
  }

  /** Does the work and returns when it is on the disk. */
  public <T> T write(Work<T> work) {
    return join(later(work));
  }

  /** Does the work soon, after everything asked for before. */
  public <T> CompletableFuture<T> later(Work<T> work) {
    Job<T> job = new Job<>(work, new CompletableFuture<>());
    if (closed) {
      throw new IllegalStateException("crawl.db is closed");
    }
    jobs.add(job);
    return job.result;
  }

  /** A connection to read with, seeing what is committed; the caller closes it. */
  public Connection reader() throws SQLException {
    return connect(file);
  }

  /** Reads what is committed. */
  public <T> T read(Work<T> work) {
    try {
      Connection idle = readers.poll();
      Connection c = idle == null ? reader() : idle;
      T value = work.on(c);
      readers.add(c);
      return value;
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("cannot read " + file, e));
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    CompletableFuture<Boolean> last = later(c -> true);
    closed = true;
    join(last);
    writer.interrupt();
    try {
      writer.join();
      writing.close();
      for (Connection c : readers) {
        c.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IOException("cannot close " + file, e);
    }
  }

  private static <T> T join(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new UncheckedIOException(new IOException("cannot write crawl.db", e.getCause()));
    }
  }

  private void writeLoop() {
    List<Job<?>> group = new ArrayList<>();
    try {
      while (true) {
        group.add(jobs.take());
        jobs.drainTo(group, MAX_GROUP);
        commit(group);
        group.clear();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void commit(List<Job<?>> group) {
    try {
      for (Job<?> job : group) {
        Savepoint before = writing.setSavepoint();
        if (job.run(writing)) {
          writing.releaseSavepoint(before);
        } else {
          writing.rollback(before);
        }
      }
      writing.commit();
      group.forEach(Job::done);
    } catch (SQLException e) {
      LOG.error("crawl.db cannot commit", e);
      group.forEach(job -> job.result.completeExceptionally(e));
    }
  }

  private static final class Job<T> {
    private final Work<T> work;
    private final CompletableFuture<T> result;
    private T value;

    Job(Work<T> work, CompletableFuture<T> result) {
      this.work = work;
      this.result = result;
    }

    boolean run(Connection c) {
      try {
        value = work.on(c);
        return true;
      } catch (SQLException | RuntimeException e) {
        LOG.error("crawl.db refuses a change", e);
        result.completeExceptionally(e);
        return false;
      }
    }

    void done() {
      result.complete(value);
    }
  }
}
