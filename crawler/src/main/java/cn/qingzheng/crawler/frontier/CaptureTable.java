package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CaptureStore;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The captures in {@code crawl.db}. Ids sort by time, so the greatest id of an address is its last capture. */
public final class CaptureTable implements CaptureStore {
  /** By the address: without the sign, SQLite walks through all that the run has captured. */
  static final String OF_RUN = "SELECT json FROM capture WHERE url=? AND +run=? ORDER BY id DESC LIMIT 1";

  static final String LATEST = "SELECT json FROM capture WHERE url=? ORDER BY id DESC LIMIT 1";

  private final CrawlDb db;

  public CaptureTable(CrawlDb db) {
    this.db = db;
  }

  /** Keeps a capture; it is durable, and its records in the archive are, when the result is there. */
  public CompletableFuture<?> add(Capture capture) {
    String json = Json.write(capture);
    return db.later(
        c -> {
          PreparedStatement s =
              db.statement("INSERT OR REPLACE INTO capture(id, run, url, sha256, json) VALUES(?,?,?,?,?)");
          UrlTable.bind(
              s, capture.id(), capture.origin().runId(), capture.url().toString(), capture.payload().sha256(), json);
          return s.executeUpdate();
        });
  }

  /** The capture that this run already has of the address, from before a crash. */
  public Optional<Capture> ofRun(String runId, URI url) {
    return first(OF_RUN, url.toString(), runId);
  }

  @Override
  public Optional<Capture> find(String id) {
    return first("SELECT json FROM capture WHERE id=?", id);
  }

  @Override
  public Optional<Capture> latest(URI url) {
    return first(LATEST, url.toString());
  }

  @Override
  public Optional<PruneTable.Pruned> pruned(String id) {
    return new PruneTable(db).pruned(id);
  }

  /** Of all runs, in the order captured. Must be closed. */
  public Stream<Capture> all() {
    return stream("SELECT json FROM capture ORDER BY id");
  }

  @Override
  public Stream<Capture> ofRun(String runId) {
    return stream("SELECT json FROM capture WHERE run=? ORDER BY id", runId);
  }

  private Optional<Capture> first(String sql, String... values) {
    return db.read(
        c -> {
          try (PreparedStatement s = prepared(c, sql, values);
              ResultSet row = s.executeQuery()) {
            return row.next() ? Optional.of(Json.read(row.getString(1), Capture.class)) : Optional.empty();
          }
        });
  }

  private Stream<Capture> stream(String sql, String... values) {
    try {
      Connection c = db.reader();
      return StreamSupport.stream(new Rows(prepared(c, sql, values).executeQuery()), false).onClose(() -> close(c));
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static PreparedStatement prepared(Connection c, String sql, String... values) throws SQLException {
    PreparedStatement s = c.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      s.setString(i + 1, values[i]);
    }
    return s;
  }

  private static void close(Connection c) {
    try {
      c.close();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static UncheckedIOException unreadable(SQLException e) {
    return new UncheckedIOException(new IOException("cannot read captures", e));
  }

  /** Reads row by row, so that a million captures need no more memory than one. */
  private static final class Rows extends Spliterators.AbstractSpliterator<Capture> {
    private final ResultSet rows;

    Rows(ResultSet rows) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.rows = rows;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Capture> action) {
      try {
        if (!rows.next()) {
          return false;
        }
        action.accept(Json.read(rows.getString(1), Capture.class));
        return true;
      } catch (SQLException e) {
        throw unreadable(e);
      }
    }
  }
}
