package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is one and who is two: the program suggests, a person has the last word. Only an equal credit code merges by itself,
 * and not what a person has split.
 */
public final class SubjectDesk {
  private final Casebook book;

  public SubjectDesk(Casebook book) {
    this.book = book;
  }

  /** Every subject that is not merged into another, by id; only those whose name holds the text. */
  public List<Subject> subjects(String text) {
    return book.database().read(
        c ->
            Sql.list(c, Subjects::read, "SELECT " + Subjects.COLUMNS + " FROM subject s WHERE s.merged_into IS NULL ORDER BY s.id").stream()
                .filter(s -> s.shown().contains(text))
                .toList());
  }

  /** Pairs that may be one, those with the most reasons first. */
  public List<SubjectSuggestion> suggestions() {
    return book.database().read(c -> new SubjectClues(c).suggestions());
  }

  /** The pairs of one subject. */
  public List<SubjectSuggestion> suggestions(long id) {
    return suggestions().stream().filter(s -> s.one().id() == id || s.other().id() == id).toList();
  }

  /**
   * An officer says that two are one. Findings, pages and cases of the other go to the one that stays: it has the credit
   * code if either has.
   *
   * @return which of the two stays
   */
  public long merge(long one, long other, String officer, String reason) {
    book.require(Kept.SUBJECT, one);
    book.require(Kept.SUBJECT, other);
    return decide(
        officer, reason, "合并主体",
        (c, who, now) -> {
          Subject a = standing(c, one);
          Subject b = standing(c, other);
          if (one == other || a.creditCode().isPresent() && b.creditCode().isPresent()) {
            throw new Refusal("主体 " + one + " 和 " + other + (one == other ? " 是同一个" : " 各有统一社会信用代码，是两个主体") + "：不能合并");
          }
          long stays = b.creditCode().isPresent() ? other : one;
          long goes = stays == one ? other : one;
          new Subjects(c, now).merge(goes, stays, who, reason.strip());
          return stays;
        });
  }

  /**
   * An officer says that two are two. If one was merged into the other they are parted again, each with its pages, findings
   * and a case; from then on nothing merges or suggests them.
   */
  public void split(long one, long other, String officer, String reason) {
    book.require(Kept.SUBJECT, one);
    book.require(Kept.SUBJECT, other);
    decide(
        officer, reason, "拆分主体",
        (c, who, now) -> {
          if (one == other) {
            throw new Refusal("主体 " + one + " 不能与自己拆分：请检查编号");
          }
          exists(c, one);
          exists(c, other);
          new SubjectSplit(c, now).part(one, other, who, reason.strip());
          return one;
        });
  }

  /**
   * An officer says where a subject belongs; what hangs on it is seen there from now on. Only who sees the subject can give
   * it away, to any region.
   *
   * @param region 行政区划代码, six digits; empty takes it back into the pool of what belongs nowhere yet
   */
  public void assign(long id, String region, String officer, String reason) {
    String code = region.strip();
    if (!code.matches("(?:[1-9]\\d{5})?")) {
      throw new Refusal("行政区划代码应为六位数字，如 370211，现为：" + region);
    }
    book.require(Kept.SUBJECT, id);
    decide(
        officer, reason, "分配地区",
        (c, who, now) -> {
          standing(c, id);
          String before = Sql.first(c, r -> r.getString(1), "SELECT region FROM subject WHERE id = ?", id).orElseThrow();
          Sql.update(c, "UPDATE subject SET region = ?, region_by = 'OFFICER' WHERE id = ?", code, id);
          Audit.append(c, now, new Audit.Act(who.shown(), "分配地区", "subject:" + id, reason.strip(), before, code));
          return id;
        });
  }

  /** Where a subject belongs: six digits, or empty if nobody knows. */
  public String region(long id) {
    return book.database().read(c -> Sql.first(c, r -> r.getString(1), "SELECT region FROM subject WHERE id = ?", id).orElse(""));
  }

  private interface Act {
    long run(Connection c, OfficerRows.Signature who, Instant now) throws SQLException;
  }

  private long decide(String officer, String reason, String act, Act work) {
    if (reason.isBlank()) {
      throw new Refusal(act + "必须写明理由：请填写");
    }
    Instant now = book.clock().instant();
    return book.database().write(c -> work.run(c, OfficerRows.bind(c, officer, act), now));
  }

  private static Subject standing(Connection c, long id) throws SQLException {
    Optional<Long> into = exists(c, id);
    if (into.isPresent()) {
      throw new Refusal("主体 " + id + " 已并入 " + into.get() + "：请改写 " + into.get());
    }
    return Sql.first(c, Subjects::read, "SELECT " + Subjects.COLUMNS + " FROM subject s WHERE s.id = ?", id).orElseThrow();
  }

  private static Optional<Long> exists(Connection c, long id) throws SQLException {
    return Sql.first(c, r -> Sql.text(r, "merged_into").map(Long::valueOf), "SELECT merged_into FROM subject WHERE id = ?", id)
        .orElseThrow(() -> new Refusal("没有主体 " + id + "：用 subject list 查看编号"));
  }
}
