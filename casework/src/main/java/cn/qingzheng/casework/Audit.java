package cn.qingzheng.casework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The append-only log: each row carries the SHA-256 of itself and of the row before it. */
final class Audit {
  /** What the program does by itself, named as such. */
  static final String PROGRAM = "系统";

  private Audit() {}

  /** What is to be written down; before and after are short texts or JSON, empty if there is nothing. */
  record Act(String who, String what, String object, String why, String before, String after) {}

  static void append(Connection c, Instant at, Act act) throws SQLException {
    Head head = head(c);
    AuditEntry entry =
        new AuditEntry(
            head.seq + 1, Instant.ofEpochMilli(at.toEpochMilli()), act.who, act.what, act.object, act.why, act.before, act.after);
    String hash = hash(head.hash, entry);
    Sql.update(
        c,
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.seq(), entry.at(), act.who, act.what, act.object, act.why, act.before, act.after, head.hash, hash);
    Sql.update(c, "UPDATE audit_head SET seq = ?, hash = ? WHERE one = 1", entry.seq(), hash);
  }

  static List<AuditEntry> entries(Connection c, long after, int limit) throws SQLException {
    return Sql.list(c, Audit::entry, "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", after, limit);
  }

  static List<AuditEntry> newest(Connection c, int limit, long offset) throws SQLException {
    return Sql.list(c, Audit::entry, "SELECT * FROM audit ORDER BY seq DESC LIMIT ? OFFSET ?", limit, offset);
  }

  /** Recomputes the whole chain and compares its end with the recorded one. */
  static AuditVerdict verify(Connection c) throws SQLException {
    Head expected = head(c);
    long seq = 0;
    String hash = "";
    List<Row> batch = rows(c, 0);
    while (!batch.isEmpty()) {
      for (Row row : batch) {
        seq++;
        if (row.entry.seq() != seq) {
          return new AuditVerdict.Broken(seq, "第 " + seq + " 条记录缺失");
        }
        if (!row.prev.equals(hash) || !row.hash.equals(hash(hash, row.entry))) {
          return new AuditVerdict.Broken(seq, "第 " + seq + " 条记录与其校验值不符，内容曾被改动");
        }
        hash = row.hash;
      }
      batch = rows(c, seq);
    }
    if (seq != expected.seq || !hash.equals(expected.hash)) {
      return new AuditVerdict.Broken(seq + 1, "末尾应为第 " + expected.seq + " 条，实有 " + seq + " 条：记录曾被截断或链尾被改动");
    }
    return new AuditVerdict.Intact(seq, hash);
  }

  private record Head(long seq, String hash) {}

  private record Row(AuditEntry entry, String prev, String hash) {}

  private static Head head(Connection c) throws SQLException {
    return Sql.first(c, r -> new Head(r.getLong("seq"), r.getString("hash")), "SELECT seq, hash FROM audit_head")
        .orElse(new Head(-1, ""));
  }

  private static List<Row> rows(Connection c, long after) throws SQLException {
    return Sql.list(
        c,
        r -> new Row(entry(r), r.getString("prev"), r.getString("hash")),
        "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT 1000",
        after);
  }

  private static AuditEntry entry(ResultSet r) throws SQLException {
    return new AuditEntry(
        r.getLong("seq"), Sql.instant(r, "at"), r.getString("who"), r.getString("what"), r.getString("object"),
        r.getString("why"), r.getString("before"), r.getString("after"));
  }

  /** Every field goes in with its length, so that no two rows have the same bytes. */
  private static String hash(String prev, AuditEntry e) {
    MessageDigest sha = sha256();
    List<String> fields =
        List.of(
            prev, Long.toString(e.seq()), Long.toString(e.at().toEpochMilli()), e.who(), e.what(), e.object(),
            e.why(), e.before(), e.after());
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK should have SHA-256", e);
    }
  }
}
