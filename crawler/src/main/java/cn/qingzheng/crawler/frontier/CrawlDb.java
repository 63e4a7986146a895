package cn.qingzheng.crawler.frontier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code crawl.db}: one thread writes, and what several threads ask for within some milliseconds shares one
 * commit, so that a durable page costs a fraction of a disk flush. Safe for several threads.
 */
public final class CrawlDb implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CrawlDb.class);
  private static final int MAX_GROUP = 500;
  /** How long a change waits for others to share its commit. */
  private static final long WINDOW_NANOS = 10_000_000;

  private final Path file;
  private final Connection writing;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();
  private final Thread writer;
  private volatile Flush flush = () -> {};
  private volatile Consumer<Duration> committed = took -> {};
  private volatile boolean closed;

  private CrawlDb(Path file) throws SQLException {
    this.file = file;
    this.writing = connect(file);
    enlarge(writing);
    CrawlSchema.create(writing);
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
    Connection c = DriverManager.getConnection("jdbc:sqlite:" + file, options());
    try (Statement s = c.createStatement()) {
      s.execute("PRAGMA busy_timeout=10000");
      s.execute("PRAGMA journal_mode=WAL");
      s.execute("PRAGMA synchronous=FULL");
    }
    return c;
  }

  /**
   * New addresses land all over the indexes. With the usual 2 MB of cache nearly every one costs a read, and pages that
   * the transaction has changed are written out before its end; outside of the heap, and taken only as it fills.
   */
  private static void enlarge(Connection c) throws SQLException {
    try (Statement s = c.createStatement()) {
      s.execute("PRAGMA cache_size=-131072");
      s.execute("PRAGMA wal_autocheckpoint=8000");
    }
  }

  private static Properties options() {
    Properties options = new Properties();
    // Else the driver asks for the last row id after every insert, which costs as much as the insert.
    options.setProperty("jdbc.get_generated_keys", "false");
    return options;
  }

  /** A piece of work on the database. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection c) throws SQLException;
  }

  /** Makes something else durable before what refers to it is. */
  @FunctionalInterface
  public interface Flush {
    void flush() throws IOException;
  }

  /** @param first runs before every commit; if it fails, nothing is committed */
  public void beforeCommit(Flush first) {
    flush = first;
  }

  /** @param then hears how long each commit took, {@link #beforeCommit} included; must be quick */
  public void afterCommit(Consumer<Duration> then) {
    committed = then;
  }

  /** Does the work and returns when it is on the disk. */
  public <T> T write(Work<T> work) {
    return join(later(work));
  }

  /** Does the work soon, after everything asked for before; the result is there once it is on the disk. */
  public <T> CompletableFuture<T> later(Work<T> work) {
    return add(new Job<>(work)).durable;
  }

  /** Does the work and returns; it is on the disk when something asked for later is. */
  public <T> T now(Work<T> work) {
    return join(add(new Job<>(work)).done);
  }

  private <T> Job<T> add(Job<T> job) {
    if (closed) {
      throw new IllegalStateException("crawl.db is closed");
    }
    jobs.add(job);
    return job;
  }

  /** A statement that is compiled once; only for work on the writing connection, and not to be closed. */
  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement s = statements.get(sql);
    if (s == null) {
      s = writing.prepareStatement(sql);
      statements.put(sql, s);
    }
    return s;
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
        commit(group, jobs.take());
        group.clear();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void commit(List<Job<?>> group, Job<?> first) throws InterruptedException {
    try {
      long until = System.nanoTime() + WINDOW_NANOS;
      for (Job<?> job = first; job != null; job = next(group.size(), until)) {
        group.add(job);
        run(job);
      }
      long began = System.nanoTime();
      flush.flush();
      writing.commit();
      committed.accept(Duration.ofNanos(System.nanoTime() - began));
      group.forEach(Job::committed);
    } catch (SQLException | IOException e) {
      LOG.error("crawl.db cannot commit", e);
      rollback();
      group.forEach(job -> job.failed(e));
    }
  }

  private Job<?> next(int size, long until) throws InterruptedException {
    return size < MAX_GROUP && !closed ? jobs.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
  }

  private void run(Job<?> job) throws SQLException {
    Savepoint before = writing.setSavepoint();
    if (job.run(writing)) {
      writing.releaseSavepoint(before);
    } else {
      writing.rollback(before);
    }
  }

  private void rollback() {
    try {
      writing.rollback();
    } catch (SQLException e) {
      LOG.error("crawl.db cannot roll back", e);
    }
  }

  private static final class Job<T> {
    private final Work<T> work;
    /** The work is done and seen by work that follows. */
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private final CompletableFuture<T> durable = new CompletableFuture<>();

    Job(Work<T> work) {
      this.work = work;
    }

    boolean run(Connection c) {
      try {
        done.complete(work.on(c));
        return true;
      } catch (SQLException | RuntimeException e) {
        LOG.error("crawl.db refuses a change", e);
        failed(e);
        return false;
      }
    }

    void committed() {
      if (!done.isCompletedExceptionally()) {
        durable.complete(done.join());
      }
    }

    void failed(Exception e) {
      done.completeExceptionally(e);
      durable.completeExceptionally(e);
    }
  }
}
