package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Where the casebook is kept, and what its database calls differently. The statements of this module are understood by
 * all of them; what cannot be said alike stands twice in the schema scripts ({@link SchemaScript}).
 */
sealed interface Store permits SqliteStore, PostgresStore {
  /** The mark of its own statements in the schema scripts. */
  String dialect();

  /** A connection of its own; a reading one refuses to write. */
  Connection connect(boolean readOnly) throws SQLException;

  /** Begins a transaction that nobody else writes beside, in this process or another. */
  void beginWriting(Connection c) throws SQLException;

  /** Begins a transaction that sees one state throughout. */
  void beginReading(Connection c) throws SQLException;

  /** Puts a statement of the schema as this database wants it; one may become several. */
  List<String> schema(String statement);

  /** Says in Chinese why it cannot be opened, and what to do. */
  Refusal refusal(SQLException e);

  /** Its place, for messages; no secrets. */
  String place();
}
