package cn.qingzheng.crawler.frontier;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.TextSignature;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of all captures in {@code crawl.db} by their signatures. Captures with one SimHash share a text; texts that
 * are near each other share a group, which is the first of them. Looking up reads a few rows of an index for each band,
 * however many texts there are.
 */
public final class CopyTable {
  /** Of a band that more texts share than this, the page is a form that everybody uses; the rest is not looked at. */
  private static final int MOST_OF_A_BAND = 200;

  private static final String TEXT_OF = "SELECT simhash FROM capture_text WHERE capture=?";
  private static final String GROUP_OF = "SELECT grp FROM text WHERE simhash=?";
  private static final String BANDS_OF = "SELECT bands FROM text WHERE simhash=?";
  private static final String OF_BAND =
      "SELECT t.simhash, t.grp FROM text_band b JOIN text t ON t.simhash=b.simhash WHERE b.band=? LIMIT ?";
  private static final String ON_HOSTS =
      """
      SELECT host, max(capture), count(*) FROM capture_text WHERE simhash=? AND host<>? GROUP BY host LIMIT 1000""";
  private static final String OF_BYTES = "SELECT id, url FROM capture WHERE sha256=? ORDER BY id LIMIT 1000";

  /** What is asked for one capture; for the test that all of it is looked up. */
  static final List<String> LOOK_UPS = List.of(TEXT_OF, GROUP_OF, BANDS_OF, OF_BAND, ON_HOSTS, OF_BYTES);

  private final CrawlDb db;
  private final int near;

  /** @param near bits that differ at most between copies */
  public CopyTable(CrawlDb db, int near) {
    this.db = db;
    this.near = near;
  }

  /**
   * Keeps what a capture says; the same again changes nothing. On the disk with what is asked for later.
   *
   * @return the group of its text
   */
  public long add(Capture capture, TextSignature signature) {
    return db.now(
        c -> {
          update(
              "INSERT OR REPLACE INTO capture_text(capture, simhash, host) VALUES(?,?,?)", capture.id(),
              signature.simhash(), host(capture.url()));
          Optional<Long> known = group(c, signature.simhash());
          return known.isPresent() ? known.get() : addText(c, signature);
        });
  }

  private long addText(Connection c, TextSignature signature) throws SQLException {
    long group =
        near(c, signature.simhash(), signature.bands()).stream().findFirst().map(Near::group).orElse(signature.simhash());
    update(
        "INSERT INTO text(simhash, grp, shingles, bands) VALUES(?,?,?,?)", signature.simhash(), group,
        signature.shingles(), blob(signature.bands()));
    for (long band : signature.bands()) {
      update("INSERT OR IGNORE INTO text_band(band, simhash) VALUES(?,?)", band, signature.simhash());
    }
    return group;
  }

  /** Of a capture that is no more; its text goes with the last that says it. */
  static void forget(Connection c, String captureId) throws SQLException {
    Optional<Long> simhash = number(c, TEXT_OF, captureId);
    if (simhash.isEmpty()) {
      return;
    }
    execute(c, "DELETE FROM capture_text WHERE capture=?", captureId);
    if (number(c, "SELECT 1 FROM capture_text WHERE simhash=? LIMIT 1", simhash.get()).isEmpty()) {
      for (long band : bands(c, simhash.get())) {
        execute(c, "DELETE FROM text_band WHERE band=? AND simhash=?", band, simhash.get());
      }
      execute(c, "DELETE FROM text WHERE simhash=?", simhash.get());
    }
  }

  private static void execute(Connection c, String sql, Object... values) throws SQLException {
    try (PreparedStatement s = prepared(c, sql, values)) {
      s.executeUpdate();
    }
  }

  /** The group of a capture's text; empty if it says too little, or was captured before texts were kept. */
  public Optional<Long> group(String captureId) {
    return db.read(c -> {
      Optional<Long> simhash = number(c, TEXT_OF, captureId);
      return simhash.isEmpty() ? Optional.empty() : group(c, simhash.get());
    });
  }

  /** The other hosts on which the same or nearly the same stands, the nearest first. */
  public List<Copy> elsewhere(Capture capture) {
    Map<String, Found> found = db.read(c -> elsewhere(c, capture));
    CaptureTable captures = new CaptureTable(db);
    List<Copy> copies = new ArrayList<>();
    found.forEach(
        (host, f) ->
            captures
                .find(f.latest())
                .map(
                    latest ->
                        new Copy(
                            host, latest, f.captures(), f.distance(),
                            latest.payload().sha256().equals(capture.payload().sha256())))
                .ifPresent(copies::add));
    return copies.stream().sorted(Comparator.comparingInt(Copy::distance).thenComparing(Copy::host)).toList();
  }

  /** A text near another. */
  private record Near(long simhash, long group, int distance) {}

  /** Captures of near texts on one host. */
  private record Found(String latest, long captures, int distance) {
    static Found of(Found a, Found b) {
      String latest = a.latest.compareTo(b.latest) > 0 ? a.latest : b.latest;
      return new Found(latest, a.captures + b.captures, Math.min(a.distance, b.distance));
    }
  }

  private Map<String, Found> elsewhere(Connection c, Capture capture) throws SQLException {
    Map<String, Found> found = new LinkedHashMap<>();
    Optional<Long> simhash = number(c, TEXT_OF, capture.id());
    if (simhash.isPresent()) {
      for (Near near : near(c, simhash.get(), bands(c, simhash.get()))) {
        onHosts(c, near, host(capture.url()), found);
      }
    } else {
      sameBytes(c, capture, found);
    }
    return found;
  }

  private static void onHosts(Connection c, Near near, String but, Map<String, Found> found) throws SQLException {
    try (PreparedStatement s = prepared(c, ON_HOSTS, near.simhash(), but)) {
      try (ResultSet row = s.executeQuery()) {
        while (row.next()) {
          found.merge(row.getString(1), new Found(row.getString(2), row.getLong(3), near.distance()), Found::of);
        }
      }
    }
  }

  /** Of a page that says too little to be compared, what is the same byte for byte. */
  private static void sameBytes(Connection c, Capture capture, Map<String, Found> found) throws SQLException {
    try (PreparedStatement s = prepared(c, OF_BYTES, capture.payload().sha256())) {
      try (ResultSet row = s.executeQuery()) {
        while (row.next()) {
          String host = host(URI.create(row.getString(2)));
          if (!host.equals(host(capture.url()))) {
            found.merge(host, new Found(row.getString(1), 1, 0), Found::of);
          }
        }
      }
    }
  }

  /** Texts near the one with these bands, itself among them if it is kept, the nearest first. */
  private List<Near> near(Connection c, long simhash, List<Long> bands) throws SQLException {
    Map<Long, Near> found = new LinkedHashMap<>();
    try (PreparedStatement s = c.prepareStatement(OF_BAND)) {
      for (long band : bands) {
        UrlTable.bind(s, band, MOST_OF_A_BAND);
        try (ResultSet row = s.executeQuery()) {
          while (row.next()) {
            Near near = new Near(row.getLong(1), row.getLong(2), TextSignature.distance(simhash, row.getLong(1)));
            if (near.distance() <= this.near) {
              found.put(near.simhash(), near);
            }
          }
        }
      }
    }
    return found.values().stream().sorted(Comparator.comparingInt(Near::distance)).toList();
  }

  private static List<Long> bands(Connection c, long simhash) throws SQLException {
    List<Long> bands = new ArrayList<>();
    try (PreparedStatement s = prepared(c, BANDS_OF, simhash);
        ResultSet row = s.executeQuery()) {
      if (row.next()) {
        ByteBuffer stored = ByteBuffer.wrap(row.getBytes(1));
        while (stored.hasRemaining()) {
          bands.add(stored.getLong());
        }
      }
    }
    return bands;
  }

  private static byte[] blob(List<Long> bands) {
    ByteBuffer blob = ByteBuffer.allocate(bands.size() * Long.BYTES);
    bands.forEach(blob::putLong);
    return blob.array();
  }

  private static Optional<Long> group(Connection c, long simhash) throws SQLException {
    return number(c, GROUP_OF, simhash);
  }

  private static Optional<Long> number(Connection c, String sql, Object value) throws SQLException {
    try (PreparedStatement s = prepared(c, sql, value);
        ResultSet row = s.executeQuery()) {
      return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
    }
  }

  private static PreparedStatement prepared(Connection c, String sql, Object... values) throws SQLException {
    PreparedStatement s = c.prepareStatement(sql);
    UrlTable.bind(s, values);
    return s;
  }

  /** On the writing thread only. */
  private void update(String sql, Object... values) throws SQLException {
    PreparedStatement s = db.statement(sql);
    UrlTable.bind(s, values);
    s.executeUpdate();
  }

  /** Empty of what stands nowhere on the net. */
  private static String host(URI url) {
    return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
  }
}
