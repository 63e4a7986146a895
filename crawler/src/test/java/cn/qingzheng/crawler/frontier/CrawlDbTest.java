package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlDbTest {
  @TempDir Path home;

  private static CompletableFuture<Integer> insert(CrawlDb db, String name) {
    return db.later(
        c -> {
          try (Statement s = c.createStatement()) {
            return s.executeUpdate("INSERT INTO meta(name, value) VALUES('" + name + "', x'00')");
          }
        });
  }

  private static long count(CrawlDb db, String name) {
    return db.read(
        c -> {
          try (Statement s = c.createStatement();
              ResultSet row = s.executeQuery("SELECT count(*) FROM meta WHERE name='" + name + "'")) {
            return row.getLong(1);
          }
        });
  }

  @Test
  void nothing_is_committed_before_what_it_refers_to_is_on_the_disk() throws IOException {
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"))) {
      AtomicInteger flushed = new AtomicInteger();
      db.beforeCommit(flushed::incrementAndGet);
      insert(db, "a").join();
      assertEquals(1, flushed.get());
      db.beforeCommit(
          () -> {
            throw new IOException("disk full");
          });
      assertThrows(CompletionException.class, insert(db, "b")::join);
      assertEquals(0, count(db, "b"));
      db.beforeCommit(() -> {});
      insert(db, "c").join();
      assertEquals(1, count(db, "a"));
      assertEquals(1, count(db, "c"));
    }
  }

  @Test
  void a_change_that_is_refused_costs_itself_only() throws IOException {
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"))) {
      CompletableFuture<Integer> before = insert(db, "a");
      CompletableFuture<Integer> again = insert(db, "a");
      CompletableFuture<Integer> after = insert(db, "b");
      assertEquals(1, before.join());
      assertThrows(CompletionException.class, again::join);
      assertEquals(1, after.join());
      assertEquals(1, count(db, "b"));
    }
  }

  @Test
  void captures_outlive_a_change_of_form() throws IOException, SQLException {
    Path file = home.resolve("crawl.db");
    try (java.sql.Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE url(id INTEGER PRIMARY KEY, run TEXT)");
      s.execute("CREATE TABLE run(id TEXT PRIMARY KEY, started INTEGER NOT NULL, finished INTEGER)");
      s.execute("INSERT INTO run VALUES('r', 1, NULL)");
      s.execute("CREATE TABLE capture(id TEXT PRIMARY KEY, run TEXT, url TEXT, sha256 TEXT, json TEXT)");
      s.execute("INSERT INTO capture VALUES('c', 'r', 'http://a.example/', '', '{}')");
    }
    try (CrawlDb db = CrawlDb.open(file)) {
      long kept =
          db.read(
              c -> {
                try (Statement s = c.createStatement();
                    ResultSet row = s.executeQuery("SELECT count(*) FROM capture")) {
                  return row.getLong(1);
                }
              });
      assertEquals(1, kept);
      assertEquals(0, new RunTable(db, "r").counts().size());
    }
  }
}
