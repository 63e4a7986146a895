package cn.qingzheng.casework;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection to a SQLite file that compiles each statement once; the driver would compile it every time, which costs
 * more than to run it. For one thread at a time, as {@link Database} uses it.
 */
final class StatementKeeper extends JDBC4Connection {
  /** More than this program has; a query is put together from a few parts, so their number is bounded anyway. */
  private static final int MOST = 400;

  private final Map<String, Kept> idle = new HashMap<>();

  StatementKeeper(String url, String file, Properties options) throws SQLException {
    super(url, file, options);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability) throws SQLException {
    // Taken out while it runs: a row may ask the same question again.
    Kept kept = idle.remove(sql);
    return kept == null ? new Kept(this, sql) : kept;
  }

  /** Goes back among the idle ones when it is closed. */
  private static final class Kept extends JDBC4PreparedStatement {
    private final StatementKeeper keeper;

    Kept(StatementKeeper keeper, String sql) throws SQLException {
      super(keeper, sql);
      this.keeper = keeper;
    }

    @Override
    public void close() throws SQLException {
      // After some errors the driver has done away with the statement itself.
      if (pointer.isClosed() || keeper.isClosed() || keeper.idle.size() >= MOST || keeper.idle.containsKey(sql)) {
        super.close();
        return;
      }
      rs.close();
      pointer.safeRunInt(DB::reset);
      clearParameters();
      keeper.idle.put(sql, this);
    }
  }
}
