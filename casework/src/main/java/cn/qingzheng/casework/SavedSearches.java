package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The searches that officers keep, share and follow. What a search means and what is new is not known here. */
public final class SavedSearches {
  /** More than this nobody follows with open eyes, and each is counted after every scan. */
  public static final int MOST = 50;

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ADDRESS = 8_000;

  private static final String SEEN =
      "SELECT s.*, o.name AS owner_name, l.mark, l.looked_at, l.fresh FROM saved_search s "
          + "JOIN officer o ON o.number = s.owner "
          + "LEFT JOIN saved_search_look l ON l.search_id = s.id AND l.officer = ? ";

  private final Casebook book;

  public SavedSearches(Casebook book) {
    this.book = book;
  }

  /**
   * Keeps a search and follows it from now on.
   *
   * @param address the query part of its address
   * @param mark how far the index has been seen
   * @throws Refusal in Chinese if the name is missing or taken, or there are too many
   */
  public long save(Officer owner, String name, String address, boolean shared, String mark) {
    String called = name.strip();
    if (called.isEmpty() || called.length() > LONGEST_NAME) {
      throw new Refusal("保存检索须起一个名称（最多 " + LONGEST_NAME + " 字）：请填写");
    }
    if (address.length() > LONGEST_ADDRESS) {
      throw new Refusal("检索条件太长，不能保存：请缩短");
    }
    return book.database().write(
        c -> {
          if (Sql.number(c, "SELECT count(*) FROM saved_search WHERE owner = ? AND name = ?", owner.number(), called) > 0) {
            throw new Refusal("已有名为“" + called + "”的检索：请换一个名称，或先删除原来的");
          }
          if (Sql.number(c, "SELECT count(*) FROM saved_search_look WHERE officer = ?", owner.number()) >= MOST) {
            throw new Refusal("最多关注 " + MOST + " 个检索：请先删除或取消关注一些");
          }
          Instant now = book.clock().instant();
          Sql.update(
              c, "INSERT INTO saved_search (owner, name, address, shared, created_at) VALUES (?, ?, ?, ?, ?)",
              owner.number(), called, address, shared ? 1 : 0, now);
          long id = Sql.number(c, "SELECT id FROM saved_search WHERE owner = ? AND name = ?", owner.number(), called);
          look(c, id, owner.number(), mark, now);
          Audit.append(c, now, new Audit.Act(owner.shown(), "保存检索", called, shared ? "共享" : "", "", address));
          return id;
        });
  }

  private static void look(Connection c, long id, String officer, String mark, Instant now) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO saved_search_look (search_id, officer, mark, looked_at, fresh) VALUES (?, ?, ?, ?, 0) "
            + "ON CONFLICT (search_id, officer) DO UPDATE SET mark = excluded.mark, looked_at = excluded.looked_at, fresh = 0",
        id, officer, mark, now);
  }

  /** The officer's own and those shared by others; what he follows first, then by name. */
  public List<SavedSearch> seenBy(Officer officer) {
    return book.database().read(
        c ->
            Sql.list(
                c, SavedSearches::read, SEEN + "WHERE s.owner = ? OR s.shared = 1 "
                    + "ORDER BY CASE WHEN l.mark IS NULL THEN 1 ELSE 0 END, s.name, s.id",
                officer.number(), officer.number()));
  }

  /** One of those, if he may see it. */
  public Optional<SavedSearch> find(long id, Officer officer) {
    return book.database().read(c -> find(c, id, officer));
  }

  private static Optional<SavedSearch> find(Connection c, long id, Officer officer) throws SQLException {
    return Sql.first(
        c, SavedSearches::read, SEEN + "WHERE s.id = ? AND (s.owner = ? OR s.shared = 1)", officer.number(), id, officer.number());
  }

  /** Notes that the officer looked; who did not follow it does from now on. */
  public void looked(long id, Officer officer, String mark) {
    book.database().write(
        c -> {
          SavedSearch search = seen(c, id, officer);
          if (search.look().isEmpty() && Sql.number(c, "SELECT count(*) FROM saved_search_look WHERE officer = ?", officer.number()) >= MOST) {
            throw new Refusal("最多关注 " + MOST + " 个检索：请先取消关注一些");
          }
          look(c, id, officer.number(), mark, book.clock().instant());
          return true;
        });
  }

  /** Shares it, or does so no longer; whoever else followed it then follows it no more. */
  public void share(long id, Officer owner, boolean shared) {
    own(id, owner, shared ? "共享检索" : "停止共享检索", (c, search) -> {
      Sql.update(c, "UPDATE saved_search SET shared = ? WHERE id = ?", shared ? 1 : 0, id);
      if (!shared) {
        Sql.update(c, "DELETE FROM saved_search_look WHERE search_id = ? AND officer <> ?", id, owner.number());
      }
    });
  }

  public void delete(long id, Officer owner) {
    own(id, owner, "删除检索", (c, search) -> {
      Sql.update(c, "DELETE FROM saved_search_look WHERE search_id = ?", id);
      Sql.update(c, "DELETE FROM saved_search WHERE id = ?", id);
    });
  }

  /** Follows it no longer. */
  public void leave(long id, Officer officer) {
    book.database().write(c -> Sql.update(c, "DELETE FROM saved_search_look WHERE search_id = ? AND officer = ?", id, officer.number()));
  }

  private interface Act {
    void on(Connection c, SavedSearch search) throws SQLException;
  }

  private void own(long id, Officer owner, String what, Act act) {
    book.database().write(
        c -> {
          SavedSearch search = seen(c, id, owner);
          if (!search.owner().equals(owner.number())) {
            throw new Refusal("这是" + search.ownerName() + "保存的检索：只能由其本人改动");
          }
          act.on(c, search);
          Audit.append(c, book.clock().instant(), new Audit.Act(owner.shown(), what, search.name(), "", search.address(), ""));
          return true;
        });
  }

  private static SavedSearch seen(Connection c, long id, Officer officer) throws SQLException {
    return find(c, id, officer).orElseThrow(() -> new Refusal("没有这个检索：可能已被删除或不再共享"));
  }

  /** Hits that are new to the officer in all that he follows, as last counted. */
  public int fresh(String officer) {
    return (int) (long) book.database().read(
        c -> Sql.number(c, "SELECT coalesce(sum(fresh), 0) FROM saved_search_look WHERE officer = ?", officer));
  }

  /** Everybody's, to be counted after a scan. */
  public List<SavedSearch.Following> followed() {
    return book.database().read(
        c ->
            Sql.list(
                c,
                r -> new SavedSearch.Following(r.getLong("search_id"), r.getString("officer"), r.getString("address"), r.getString("mark")),
                "SELECT l.*, s.address FROM saved_search_look l JOIN saved_search s ON s.id = l.search_id ORDER BY l.search_id, l.officer"));
  }

  /** Keeps what was counted, unless the officer has looked in the meantime. */
  public void counted(SavedSearch.Following following, int fresh) {
    book.database().write(
        c ->
            Sql.update(
                c, "UPDATE saved_search_look SET fresh = ? WHERE search_id = ? AND officer = ? AND mark = ?",
                fresh, following.id(), following.officer(), following.mark()));
  }

  private static SavedSearch read(ResultSet r) throws SQLException {
    Optional<SavedSearch.Look> look = Sql.text(r, "mark").isEmpty()
        ? Optional.empty()
        : Optional.of(new SavedSearch.Look(r.getString("mark"), Sql.instant(r, "looked_at"), r.getInt("fresh")));
    return new SavedSearch(
        r.getLong("id"), r.getString("owner"), r.getString("owner_name"), r.getString("name"), r.getString("address"),
        r.getInt("shared") == 1, look);
  }
}
