package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Transactions on the database: one connection that writes, one that reads, so that the console can look while a scan
 * records. What {@link #write} returned lasts.
 */
final class Database implements AutoCloseable {
  private final Store store;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private Connection writer;
  private Connection reader;

  private Database(Store store, Connection writer, Connection reader) {
    this.store = store;
    this.writer = writer;
    this.reader = reader;
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
        Migrations.apply(writer, store, clock);
        return new Database(store, writer, store.connect(true));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw store.refusal(e);
    }
  }

  /** Runs the work in one transaction: all of it lasts, or nothing. Does not nest. */
  <T> T write(Work<T> work) {
    writing.lock();
    try {
      writer = connected(writer, false);
      store.beginWriting(writer);
      boolean done = false;
      try {
        T result = work.run(writer);
        Sql.execute(writer, "COMMIT");
        done = true;
        return result;
      } finally {
        if (!done && !writer.isClosed()) {
          Sql.execute(writer, "ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + store.place() + " should be writable: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  /** Runs the work on one consistent state. */
  <T> T read(Work<T> work) {
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
    try {
      // The writer last: the last connection folds a file's WAL into the file.
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + store.place() + " should close: " + e.getMessage(), e);
    }
  }
}
