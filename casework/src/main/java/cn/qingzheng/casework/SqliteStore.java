package cn.qingzheng.casework;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A SQLite file; what was committed is on the disk (WAL, {@code synchronous=FULL}). */
record SqliteStore(Path file) implements Store {
  private static final int BUSY_MILLIS = 30_000;
  private static final int CACHE_KILOBYTES = 65_536;
  private static final int CHECKPOINT_PAGES = 8_000;

  @Override
  public String dialect() {
    return "sqlite";
  }

  @Override
  public Connection connect(boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // Without it INSERT OR REPLACE would delete rows past the triggers that forbid it.
    config.enableRecursiveTriggers(true);
    config.setBusyTimeout(BUSY_MILLIS);
    // Findings, pages and their indexes are asked for all over the file; outside of the heap, taken only as it fills.
    config.setCacheSize(-CACHE_KILOBYTES);
    // What several transactions change alike is written into the file once for all of them.
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    // Else the driver asks for the last row id after every insert.
    config.setGetGeneratedKeys(false);
    String path = file.toAbsolutePath().toString();
    Connection c = new StatementKeeper("jdbc:sqlite:" + path, path, config.toProperties());
    if (readOnly) {
      Sql.execute(c, "PRAGMA query_only = ON");
    } else {
      Function.create(c, "sha256_hex", new Sha256());
    }
    return c;
  }

  /** For migrations: PostgreSQL has such a function by itself. */
  private static final class Sha256 extends Function {
    @Override
    protected void xFunc() throws SQLException {
      result(NoticeRows.hash(value_text(0)));
    }
  }

  @Override
  public void beginWriting(Connection c) throws SQLException {
    Sql.execute(c, "BEGIN IMMEDIATE");
  }

  @Override
  public void beginReading(Connection c) throws SQLException {
    Sql.execute(c, "BEGIN");
  }

  @Override
  public String wholeTables(Connection c) {
    return "main.";
  }

  @Override
  public void see(Connection c, Scope scope) throws SQLException {
    Sql.execute(c, "PRAGMA query_only = OFF");
    Sql.update(c, "UPDATE temp.seen_region SET prefix = ?, pool = ?", scope.prefix(), scope.unassigned());
    Sql.execute(c, "PRAGMA query_only = ON");
  }

  @Override
  public List<String> schema(String statement) {
    return List.of(statement);
  }

  @Override
  public Connection keeper() throws SQLException {
    return connect(false);
  }

  @Override
  public boolean has(Connection c, String table) throws SQLException {
    return Sql.number(c, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", table) > 0;
  }

  @Override
  public void settle(Connection c) {
    // Whoever may write the file may do anything with it; there are no rights to be given.
  }

  @Override
  public Map<String, String> triggers(Connection c) throws SQLException {
    Map<String, String> out = new HashMap<>();
    Sql.list(
        c, r -> out.put(r.getString("name"), Guards.plain(r.getString("sql"))), "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
    return out;
  }

  @Override
  public Refusal refusal(SQLException e) {
    if (e instanceof SQLiteException s && s.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
      return new Refusal(file + " 不是清证的数据库：请检查路径，或从备份恢复", e);
    }
    return new Refusal("无法打开数据库 " + file + "：" + e.getMessage(), e);
  }

  @Override
  public String place() {
    return file.toString();
  }
}
