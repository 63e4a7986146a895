package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.archive.Moves;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was removed from the archive and what was moved for it, in {@code crawl.db}. A file is replaced in steps, each of
 * which can be the last: begun, then switched, which is one transaction, then done.
 */
public final class PruneTable implements Moves {
  private final CrawlDb db;

  public PruneTable(CrawlDb db) {
    this.db = db;
  }

  /**
   * A capture whose records were removed.
   *
   * @param rule by which, in Chinese
   */
  public record Pruned(String captureId, String runId, String url, Instant at, String sha256, Instant prunedAt, String rule) {}

  /**
   * A file that is being replaced.
   *
   * @param newFile empty if nothing of it is kept
   * @param switched whether the captures point to the new one by now
   */
  public record Step(String oldFile, String newFile, boolean switched) {}

  public Optional<Pruned> pruned(String captureId) {
    return db.read(c -> {
      try (PreparedStatement s =
          c.prepareStatement("SELECT capture, run, url, at, sha256, pruned_at, rule FROM pruned WHERE capture=?")) {
        s.setString(1, captureId);
        try (ResultSet r = s.executeQuery()) {
          return r.next()
              ? Optional.of(
                  new Pruned(
                      r.getString(1), r.getString(2), r.getString(3), Instant.ofEpochMilli(r.getLong(4)),
                      r.getString(5), Instant.ofEpochMilli(r.getLong(6)), r.getString(7)))
              : Optional.empty();
        }
      }
    });
  }

  /** How many captures of an address were removed. */
  public long prunedOf(String url) {
    return db.read(c -> {
      try (PreparedStatement s = c.prepareStatement("SELECT count(*) FROM pruned WHERE url=?")) {
        s.setString(1, url);
        try (ResultSet r = s.executeQuery()) {
          return r.next() ? r.getLong(1) : 0L;
        }
      }
    });
  }

  @Override
  public Optional<Place> of(String file, long offset) {
    return db.read(c -> {
      try (PreparedStatement s = c.prepareStatement("SELECT new_file, new_offset FROM moved WHERE file=? AND offset=?")) {
        UrlTable.bind(s, file, offset);
        try (ResultSet r = s.executeQuery()) {
          return r.next() ? Optional.of(new Place(r.getString(1), r.getLong(2))) : Optional.empty();
        }
      }
    });
  }

  /** Steps that a dead process left. */
  public List<Step> left() {
    return db.read(c -> {
      List<Step> left = new ArrayList<>();
      try (PreparedStatement s = c.prepareStatement("SELECT old_file, new_file, switched FROM prune_step");
          ResultSet r = s.executeQuery()) {
        while (r.next()) {
          left.add(new Step(r.getString(1), r.getString(2), r.getInt(3) == 1));
        }
      }
      return left;
    });
  }

  public void begin(String oldFile, String newFile) {
    db.write(c -> update(c, "INSERT INTO prune_step(old_file, new_file, switched) VALUES(?,?,0)", oldFile, newFile));
  }

  public void end(String oldFile) {
    db.write(c -> update(c, "DELETE FROM prune_step WHERE old_file=?", oldFile));
  }

  /**
   * One file for another.
   *
   * @param offsets new by old, of what was copied
   * @param kept ids of captures with records there
   * @param gone captures that have no records any more
   */
  public record Switch(String oldFile, String newFile, Map<Long, Long> offsets, List<String> kept, List<Pruned> gone) {}

  /** Lets captures and moved originals point to the new file and forgets those that are gone; all of it or nothing. */
  public void commit(Switch s) {
    db.write(
        c -> {
          for (String id : s.kept()) {
            relocate(c, s, id);
          }
          moves(c, s);
          for (Pruned p : s.gone()) {
            forget(c, p);
          }
          return update(c, "UPDATE prune_step SET switched=1 WHERE old_file=?", s.oldFile());
        });
  }

  private static void relocate(Connection c, Switch s, String id) throws SQLException {
    String json;
    try (PreparedStatement read = c.prepareStatement("SELECT json FROM capture WHERE id=?")) {
      read.setString(1, id);
      try (ResultSet r = read.executeQuery()) {
        json = r.next() ? r.getString(1) : "";
      }
    }
    Capture old = Json.read(json, Capture.class);
    Capture moved =
        new Capture(
            old.id(), old.origin(), old.url(), old.at(), old.exchange(), old.payload(),
            old.records().stream().map(r -> r.file().equals(s.oldFile()) ? at(r, s) : r).toList());
    update(c, "UPDATE capture SET json=? WHERE id=?", Json.write(moved), id);
  }

  private static ArchivedRecord at(ArchivedRecord r, Switch s) {
    Long offset = s.offsets().get(r.offset());
    if (offset == null) {
      throw new IllegalStateException("record of a kept capture should have been copied, was not: " + r);
    }
    return new ArchivedRecord(r.type(), r.recordId(), r.uri(), s.newFile(), offset, r.length());
  }

  /** Every copied record, because any may be referred to; those moved before get where they are now. */
  private static void moves(Connection c, Switch s) throws SQLException {
    try (PreparedStatement again =
            c.prepareStatement("UPDATE moved SET new_file=?, new_offset=? WHERE new_file=? AND new_offset=?");
        PreparedStatement first =
            c.prepareStatement("INSERT OR REPLACE INTO moved(file, offset, new_file, new_offset) VALUES(?,?,?,?)")) {
      for (Map.Entry<Long, Long> e : s.offsets().entrySet()) {
        UrlTable.bind(again, s.newFile(), e.getValue(), s.oldFile(), e.getKey());
        again.executeUpdate();
        UrlTable.bind(first, s.oldFile(), e.getKey(), s.newFile(), e.getValue());
        first.executeUpdate();
      }
    }
    update(c, "DELETE FROM moved WHERE new_file=?", s.oldFile()); // what was not copied again
  }

  private static void forget(Connection c, Pruned p) throws SQLException {
    update(
        c, "INSERT OR REPLACE INTO pruned(capture, run, url, at, sha256, pruned_at, rule) VALUES(?,?,?,?,?,?,?)",
        p.captureId(), p.runId(), p.url(), p.at().toEpochMilli(), p.sha256(), p.prunedAt().toEpochMilli(), p.rule());
    update(c, "DELETE FROM capture WHERE id=?", p.captureId());
    CopyTable.forget(c, p.captureId());
  }

  private static int update(Connection c, String sql, Object... values) throws SQLException {
    try (PreparedStatement s = c.prepareStatement(sql)) {
      UrlTable.bind(s, values);
      return s.executeUpdate();
    }
  }
}
