package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL server of its own for the tests of this process; stops with it. */
final class TestPostgres {
  private static final String USER = "postgres";
  private static EmbeddedPostgres running;

  private TestPostgres() {}

  /** A new database on it. Skips the test where PostgreSQL cannot run. */
  static synchronized PostgresServer database(String name) {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeFalse(root && !LinuxUtils.isUnshareAvailable(), "PostgreSQL 不能以 root 运行，本机又不能换用户（unshare）");
    try {
      if (running == null) {
        running = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").start();
      }
      try (Connection c = running.getPostgresDatabase().getConnection()) {
        Sql.execute(c, "CREATE DATABASE " + name);
      }
      return new PostgresServer("jdbc:postgresql://localhost:" + running.getPort() + "/" + name, USER, USER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
