package cn.qingzheng.casework;

import cn.qingzheng.model.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of signs that pages of different subjects may be of one promoter. */
final class SubjectClues {
  /** What more subjects share is a hotline, a hoster or a platform, and says nothing. */
  private static final int SHARED_BY = 5;

  private final Connection c;

  SubjectClues(Connection c) {
    this.c = c;
  }

  void keep(Page page, long subject) throws SQLException {
    for (ContactClues.Clue clue : ContactClues.of(page)) {
      Sql.update(
          c,
          "INSERT INTO subject_clue (kind, value, subject_id, url, capture_id, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?) "
              + "ON CONFLICT (kind, value, subject_id) DO UPDATE SET last_seen = excluded.last_seen",
          clue.kind(), clue.value(), subject, page.url().toString(), page.captureId(), page.at(), page.at());
    }
  }

  /** Pairs that are still two and of which nobody said so, those with the most reasons first. */
  List<SubjectSuggestion> suggestions() throws SQLException {
    Map<Long, Subject> subjects = new LinkedHashMap<>();
    Sql.list(c, Subjects::read, "SELECT " + Subjects.COLUMNS + " FROM subject s WHERE s.merged_into IS NULL").forEach(s -> subjects.put(s.id(), s));
    Map<List<Long>, List<String>> reasons = new LinkedHashMap<>();
    clues((a, b, reason) -> reasons.computeIfAbsent(List.of(a, b), k -> new ArrayList<>()).add(reason));
    for (CopyClue copy : CopyClues.list(c)) {
      reasons.computeIfAbsent(List.of(copy.one().subject().id(), copy.other().subject().id()), k -> new ArrayList<>())
          .add("文字相同或相近：" + copy.one().url() + " 与 " + copy.other().url());
    }
    reasons.keySet().removeAll(apart());
    return reasons.entrySet().stream()
        .filter(e -> subjects.containsKey(e.getKey().get(0)) && subjects.containsKey(e.getKey().get(1)))
        .map(e -> new SubjectSuggestion(subjects.get(e.getKey().get(0)), subjects.get(e.getKey().get(1)), e.getValue()))
        .sorted(java.util.Comparator.comparing((SubjectSuggestion s) -> -s.reasons().size()).thenComparing(s -> s.one().id()))
        .toList();
  }

  private interface Sink {
    void take(long a, long b, String reason);
  }

  private void clues(Sink sink) throws SQLException {
    Sql.list(
        c,
        r -> {
          ContactClues.Kind kind = ContactClues.Kind.valueOf(r.getString("kind"));
          String value = kind == ContactClues.Kind.ICP ? r.getString("value") : PersonalData.masked(kind == ContactClues.Kind.WECHAT ? "微信：" + r.getString("value") : r.getString("value"));
          sink.take(r.getLong("a"), r.getLong("b"), kind.label() + " " + value + "：" + r.getString("url_a") + " 与 " + r.getString("url_b"));
          return true;
        },
        "WITH few AS (SELECT x.kind, x.value FROM subject_clue x JOIN subject s ON s.id = x.subject_id WHERE s.merged_into IS NULL "
            + "GROUP BY x.kind, x.value HAVING count(*) BETWEEN 2 AND ?) "
            + "SELECT p.kind, p.value, p.subject_id AS a, q.subject_id AS b, p.url AS url_a, q.url AS url_b FROM few "
            + "JOIN subject_clue p ON p.kind = few.kind AND p.value = few.value "
            + "JOIN subject_clue q ON q.kind = p.kind AND q.value = p.value AND q.subject_id > p.subject_id ORDER BY p.kind, p.value, a, b",
        SHARED_BY);
  }

  /** Pairs of which somebody's last word is that they are two. */
  private Set<List<Long>> apart() throws SQLException {
    Set<List<Long>> out = new HashSet<>();
    Sql.list(
        c,
        r -> {
          List<Long> pair = List.of(Math.min(r.getLong("stays"), r.getLong("other")), Math.max(r.getLong("stays"), r.getLong("other")));
          return r.getString("verdict").equals("TWO") ? out.add(pair) : out.remove(pair);
        },
        "SELECT stays, other, verdict FROM subject_verdict ORDER BY id");
    return out;
  }

  /** Whether somebody's last word on these is that they are two. */
  boolean apart(long one, long other) throws SQLException {
    return Sql.first(
            c, r -> r.getString(1),
            "SELECT verdict FROM subject_verdict WHERE (stays = ? AND other = ?) OR (stays = ? AND other = ?) ORDER BY id DESC LIMIT 1",
            one, other, other, one)
        .filter("TWO"::equals)
        .isPresent();
  }

  /** A merged subject's signs are the other's from now on. */
  void merged(long from, long into) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO subject_clue (kind, value, subject_id, url, capture_id, first_seen, last_seen) "
            + "SELECT kind, value, ?, url, capture_id, first_seen, last_seen FROM subject_clue WHERE subject_id = ? ON CONFLICT DO NOTHING",
        into, from);
  }
}
