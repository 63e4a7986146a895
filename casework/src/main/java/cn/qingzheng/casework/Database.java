package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The SQLite file: one connection that writes, one that reads, so that the console can look while a scan
 * records. What {@link #write} returned is on the disk (WAL, {@code synchronous=FULL}).
 */
final class Database implements AutoCloseable {
  private static final int BUSY_MILLIS = 30_000;

  private final Path file;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private Database(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  @FunctionalInterface
  interface Work<T> {
    T run(Connection c) throws SQLException;
  }

  static Database open(Path file, Clock clock) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Connection writer = connect(file, false);
      try {
        Migrations.apply(writer, file, clock);
        return new Database(file, writer, connect(file, true));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (SQLException e) {
      throw refusal(file, e);
    } catch (IOException e) {
      throw new Refusal("无法建立数据目录 " + file.toAbsolutePath().getParent() + "：" + e.getMessage(), e);
    }
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // Without it INSERT OR REPLACE would delete rows past the triggers that forbid it.
    config.enableRecursiveTriggers(true);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection c = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    if (readOnly) {
      execute(c, "PRAGMA query_only = ON");
    }
    return c;
  }

  private static Refusal refusal(Path file, SQLException e) {
    if (e instanceof SQLiteException s && s.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
      return new Refusal(file + " 不是清证的数据库：请检查路径，或从备份恢复", e);
    }
    return new Refusal("无法打开数据库 " + file + "：" + e.getMessage(), e);
  }

  /** Runs the work in one transaction: all of it lasts, or nothing. Does not nest. */
  <T> T write(Work<T> work) {
    writing.lock();
    try {
      execute(writer, "BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = work.run(writer);
        execute(writer, "COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          execute(writer, "ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + file + " should be writable: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  /** Runs the work on one consistent state. */
  <T> T read(Work<T> work) {
    reading.lock();
    try {
      execute(reader, "BEGIN");
      try {
        return work.run(reader);
      } finally {
        execute(reader, "ROLLBACK");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + file + " should be readable: " + e.getMessage(), e);
    } finally {
      reading.unlock();
    }
  }

  static void execute(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      // The writer last: the last connection folds the WAL into the file.
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException("casebook " + file + " should close: " + e.getMessage(), e);
    }
  }
}
