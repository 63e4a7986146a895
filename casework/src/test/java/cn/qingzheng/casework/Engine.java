package cn.qingzheng.casework;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that a casebook may be kept in; the tests of the casebook run on each. */
enum Engine {
  SQLITE {
    @Override
    Place place(Path folder) {
      Path file = folder.resolve("data/qingzheng.db");
      return new Place() {
        @Override
        public Store store() {
          file.toFile().getParentFile().mkdirs();
          return new SqliteStore(file);
        }

        @Override
        public Casebook open(Clock clock) {
          return Casebook.open(file, clock);
        }

        @Override
        public Connection raw() throws SQLException {
          return DriverManager.getConnection("jdbc:sqlite:" + file);
        }
      };
    }
  },
  POSTGRESQL {
    @Override
    Place place(Path folder) {
      String name = "casebook" + MADE.incrementAndGet();
      PostgresServer server = TestPostgres.database(name);
      return new Place() {
        @Override
        public Store store() {
          return new PostgresStore(server);
        }

        @Override
        public Casebook open(Clock clock) {
          return Casebook.open(server, folder, clock);
        }

        @Override
        public Connection raw() throws SQLException {
          return DriverManager.getConnection(server.url(), server.user(), server.password());
        }
      };
    }
  };

  private static final AtomicInteger MADE = new AtomicInteger();

  /** Where the casebook of one test lies. */
  interface Place {
    Casebook open(Clock clock);

    /** Where a casebook of an older program can be made. */
    Store store();

    /** Past the casebook, as somebody with a shell would come. */
    Connection raw() throws SQLException;

    /** Runs statements past the casebook. */
    default void raw(String... statements) throws SQLException {
      try (Connection c = raw()) {
        for (String sql : statements) {
          Sql.execute(c, sql);
        }
      }
    }
  }

  /** A new, empty place. */
  abstract Place place(Path folder);
}
