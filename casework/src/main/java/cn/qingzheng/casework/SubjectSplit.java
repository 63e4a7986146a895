package cn.qingzheng.casework;

import cn.qingzheng.model.Promoter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parts two subjects again: what is recognised by the keys that the one brought along goes back with it. */
final class SubjectSplit {
  private final Connection c;
  private final Instant now;

  SubjectSplit(Connection c, Instant now) {
    this.c = c;
    this.now = now;
  }

  void part(long one, long other, OfficerRows.Signature who, String reason) throws SQLException {
    Optional<Long> merge = merge(one, other);
    boolean reversed = merge.isPresent() && into(one).equals(Optional.of(other));
    long stays = reversed ? other : one;
    long goes = reversed ? one : other;
    if (merge.isPresent()) {
      giveBack(goes, stays, keys(merge.get()));
    }
    Sql.update(
        c, "INSERT INTO subject_verdict (stays, other, verdict, officer, officer_number, reason, at) VALUES (?, ?, 'TWO', ?, ?, ?, ?)",
        stays, goes, who.shown(), who.number(), reason, now);
    Audit.append(
        c, now,
        new Audit.Act(who.shown(), "拆分主体", "subject:" + goes, reason, merge.isPresent() ? "subject:" + stays : "", "subject:" + goes));
  }

  /** The merge by which one of them is the other's now. */
  private Optional<Long> merge(long one, long other) throws SQLException {
    if (!into(one).equals(Optional.of(other)) && !into(other).equals(Optional.of(one))) {
      return Optional.empty();
    }
    return Sql.first(
        c, r -> r.getLong(1),
        "SELECT id FROM subject_verdict WHERE verdict = 'ONE' AND ((stays = ? AND other = ?) OR (stays = ? AND other = ?)) ORDER BY id DESC LIMIT 1",
        one, other, other, one);
  }

  private Optional<Long> into(long id) throws SQLException {
    return Sql.first(c, r -> Sql.text(r, "merged_into").map(Long::valueOf), "SELECT merged_into FROM subject WHERE id = ?", id).flatMap(o -> o);
  }

  private Set<String> keys(long merge) throws SQLException {
    return new HashSet<>(Sql.list(c, r -> r.getString(1), "SELECT key FROM subject_brought WHERE verdict_id = ?", merge));
  }

  private void giveBack(long goes, long stays, Set<String> keys) throws SQLException {
    Sql.update(c, "UPDATE subject SET merged_into = NULL WHERE id = ?", goes);
    for (String key : keys) {
      Sql.update(c, "UPDATE subject_key SET subject_id = ? WHERE key = ? AND subject_id = ?", goes, key, stays);
    }
    List<String> captures = new ArrayList<>();
    Sql.list(
        c,
        r -> {
          String key = Subjects.key(
              r.getString("url"), r.getString("host"), Sql.text(r, "platform"), Sql.text(r, "seller"),
              Json.read(r.getString("promoter"), Promoter.class));
          return keys.contains(key) && captures.add(r.getString("capture_id"));
        },
        "SELECT * FROM page_outcome WHERE subject_id = ?", stays);
    for (String capture : captures) {
      Sql.update(c, "UPDATE page_outcome SET subject_id = ? WHERE capture_id = ? AND subject_id = ?", goes, capture, stays);
      Sql.update(
          c, "UPDATE finding SET subject_id = ?, case_id = NULL WHERE last_capture = ? AND subject_id = ?", goes, capture, stays);
    }
    cases(goes, captures);
  }

  /** What went back needs a case of its own; the packages of its captures go there. */
  private void cases(long goes, List<String> captures) throws SQLException {
    if (Sql.number(c, "SELECT count(*) FROM finding WHERE subject_id = ? AND state <> 'DISMISSED'", goes) == 0) {
      return;
    }
    String id = new Cases(c, now).openOrCreate(goes, "拆分主体");
    for (String capture : captures) {
      Sql.update(c, "UPDATE evidence SET case_id = ? WHERE capture_id = ?", id, capture);
    }
  }
}
