package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Where the casebook is kept, and what its database calls differently. The statements of this module are understood by
 * all of them; what cannot be said alike stands twice in the schema scripts ({@link SchemaScript}).
 */
sealed interface Store permits SqliteStore, PostgresStore {
  /** The mark of its own statements in the schema scripts. */
  String dialect();

  /** A connection of its own; a reading one refuses to write. */
  Connection connect(boolean readOnly) throws SQLException;

  /**
   * A reading connection on which views hide rows; what they see is said by {@link #see} in each transaction.
   *
   * @param conditions on the rows of a table, called t; {@code @} stands before the name of a table as it is
   */
  default Connection connectToViews(Map<String, String> conditions) throws SQLException {
    Connection c = connect(false);
    try {
      Sql.execute(c, "CREATE TEMPORARY TABLE seen_region (prefix TEXT NOT NULL, pool INTEGER NOT NULL)");
      Sql.execute(c, "INSERT INTO seen_region VALUES ('', 0)");
      String whole = wholeTables(c);
      for (Map.Entry<String, String> view : conditions.entrySet()) {
        Sql.execute(
            c,
            "CREATE TEMPORARY VIEW " + view.getKey() + " AS SELECT t.* FROM " + whole + view.getKey() + " t WHERE "
                + view.getValue().replace("@", whole));
      }
      return c;
    } catch (SQLException e) {
      c.close();
      throw e;
    }
  }

  /** What stands before the name of a table so that it is not a view of that name. */
  String wholeTables(Connection c) throws SQLException;

  /** Says what the views show until the end of the transaction, which then writes nothing. */
  void see(Connection c, Scope scope) throws SQLException;

  /** Begins a transaction that nobody else writes beside, in this process or another. */
  void beginWriting(Connection c) throws SQLException;

  /** Begins a transaction that sees one state throughout. */
  void beginReading(Connection c) throws SQLException;

  /** Puts a statement of the schema as this database wants it; one may become several. */
  List<String> schema(String statement);

  /** A connection that may change the schema; the program's own one where nothing else is set up. */
  Connection keeper() throws SQLException;

  /** Whether a table of this name is there. */
  boolean has(Connection c, String table) throws SQLException;

  /** What remains to be done after the schema was changed. */
  void settle(Connection c) throws SQLException;

  /** What each trigger that is on says ({@link Guards#plain}), by its name. */
  Map<String, String> triggers(Connection c) throws SQLException;

  /** Says in Chinese why it cannot be opened, and what to do. */
  Refusal refusal(SQLException e);

  /** Its place, for messages; no secrets. */
  String place();
}
