package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Transactions on the database: one connection that writes, one that reads, so that the console can look while a scan
 * records. Threads that write at the same time share a commit. What {@link #write} returned lasts.
 */
final class Database implements AutoCloseable {
  private final Store store;
  private final Guards guards;
  private final ReentrantLock writing = new ReentrantLock();
  private final Queue<Task<?>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock reading = new ReentrantLock();
  private final ScopedReader parts;
  private final Optional<Seen> seen;
  private Connection writer;
  private Connection reader;

  /** The database as somebody sees it: the whole one, and how much of it. */
  private record Seen(Database whole, Supplier<Scope> scope) {}

  private Database(Store store, Guards guards, Connection writer, Connection reader) {
    this.store = store;
    this.guards = guards;
    this.parts = new ScopedReader(store);
    this.seen = Optional.empty();
    this.writer = writer;
    this.reader = reader;
  }

  private Database(Database whole, Supplier<Scope> scope) {
    this.store = whole.store;
    this.guards = whole.guards;
    this.parts = whole.parts;
    this.seen = Optional.of(new Seen(whole, scope));
  }

  /** The same database, of which reading shows what the scope covers at that moment. */
  Database within(Supplier<Scope> scope) {
    return new Database(whole(), scope);
  }

  /** Without regard to any scope: for sums over everything that show nothing of it. */
  Database whole() {
    return seen.map(Seen::whole).orElse(this);
  }

  Scope scope() {
    return seen.map(s -> s.scope.get()).orElse(Scope.ALL);
  }

  @FunctionalInterface
  interface Work<T> {
    T run(Connection c) throws SQLException;
  }

  static Database open(Path file, Clock clock) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new Refusal("无法建立数据目录 " + folder + "：" + e.getMessage(), e);
    }
    return open(new SqliteStore(file), clock);
  }

  static Database open(Store store, Clock clock) {
    try {
      Connection writer = store.connect(false);
      try {
        if (Migrations.due(writer, store)) {
          try (Connection keeper = store.keeper()) {
            Migrations.apply(keeper, store, clock);
          }
        }
        Guards guards = Migrations.guards(store);
        guards.require(writer, store);
        return new Database(store, guards, writer, store.connect(true));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw store.refusal(e);
    }
  }

  /**
   * Runs the work in one transaction: all of it lasts, or nothing. Does not nest. What several threads want at the same
   * time shares one commit, and so one wait for the disk; what fails among it leaves nothing and disturbs nobody.
   */
  <T> T write(Work<T> work) {
    if (seen.isPresent()) {
      return whole().write(work);
    }
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("transactions should not nest");
    }
    Task<T> mine = new Task<>(work);
    waiting.add(mine);
    writing.lock();
    try {
      if (!mine.ended()) {
        commit(taken());
      }
    } finally {
      writing.unlock();
    }
    return mine.result("casebook " + store.place() + " should be writable: ");
  }

  private List<Task<?>> taken() {
    List<Task<?>> group = new ArrayList<>();
    for (Task<?> task = waiting.poll(); task != null; task = waiting.poll()) {
      group.add(task);
    }
    return group;
  }

  private void commit(List<Task<?>> group) {
    try {
      writer = connected(writer, false);
      store.beginWriting(writer);
      boolean done = false;
      try {
        for (Task<?> task : group) {
          task.run(writer, group.size() > 1);
        }
        Sql.execute(writer, group.stream().allMatch(Task::failed) ? "ROLLBACK" : "COMMIT");
        done = true;
      } finally {
        if (!done && !writer.isClosed()) {
          Sql.execute(writer, "ROLLBACK");
        }
      }
      group.forEach(Task::lasts);
    } catch (SQLException | RuntimeException | Error e) {
      group.forEach(task -> task.fails(e));
    }
  }

  /** As {@link #write}, for what takes two officers: nothing is done while a guard is missing, changed or switched off. */
  <T> T guarded(Work<T> work) {
    return write(
        c -> {
          guards.require(c, store);
          return work.run(c);
        });
  }

  /** Runs the work on one consistent state of what is seen. */
  <T> T read(Work<T> work) {
    Scope scope = scope();
    if (scope.everything()) {
      return whole().readAll(work);
    }
    try {
      return parts.read(scope, work);
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + store.place() + " should be readable: " + e.getMessage(), e);
    }
  }

  private <T> T readAll(Work<T> work) {
    reading.lock();
    try {
      reader = connected(reader, true);
      store.beginReading(reader);
      try {
        return work.run(reader);
      } finally {
        if (!reader.isClosed()) {
          Sql.execute(reader, "ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + store.place() + " should be readable: " + e.getMessage(), e);
    } finally {
      reading.unlock();
    }
  }

  /** A server may have gone away and come back; what was under way then has failed, what comes next need not. */
  private Connection connected(Connection c, boolean readOnly) throws SQLException {
    return c.isClosed() ? store.connect(readOnly) : c;
  }

  @Override
  public void close() {
    if (seen.isPresent()) {
      return;
    }
    try {
      // The writer last: the last connection folds a file's WAL into the file.
      parts.close();
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + store.place() + " should close: " + e.getMessage(), e);
    }
  }

  /** Work of one thread and what came of it; run by whoever holds the lock. */
  private static final class Task<T> {
    private final Work<T> work;
    private Optional<Throwable> failure = Optional.empty();
    private List<T> value = List.of();
    private boolean lasts;

    Task(Work<T> work) {
      this.work = work;
    }

    /**
     * @param amongOthers who are not to lose what they did if this fails
     * @throws SQLException if the transaction as a whole is lost
     */
    void run(Connection c, boolean amongOthers) throws SQLException {
      if (amongOthers) {
        Sql.update(c, "SAVEPOINT task");
      }
      try {
        value = Collections.singletonList(work.run(c));
      } catch (SQLException | RuntimeException | Error e) {
        failure = Optional.of(e);
        if (amongOthers) {
          Sql.update(c, "ROLLBACK TO SAVEPOINT task");
        }
      }
      if (amongOthers) {
        Sql.update(c, "RELEASE SAVEPOINT task");
      }
    }

    boolean failed() {
      return failure.isPresent();
    }

    boolean ended() {
      return lasts || failed();
    }

    void lasts() {
      lasts = true;
    }

    void fails(Throwable e) {
      failure = failure.or(() -> Optional.of(e));
    }

    T result(String unless) {
      if (failure.isEmpty()) {
        return value.get(0);
      }
      switch (failure.get()) {
        case SQLException e -> throw new IllegalStateException(unless + e.getMessage(), e);
        case RuntimeException e -> throw e;
        case Throwable e -> throw (Error) e;
      }
    }
  }
}
