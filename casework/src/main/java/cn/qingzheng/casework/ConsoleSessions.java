package cn.qingzheng.casework;

import java.time.Instant;
import java.util.Optional;

/** Sessions of signed-in people, for consoles that share a casebook. What they hold is not understood here. */
public final class ConsoleSessions {
  private final Casebook book;

  public ConsoleSessions(Casebook book) {
    this.book = book;
  }

  /**
   * A session as it is kept.
   *
   * @param content sealed by the console
   * @param ends when it is worth nothing any more unless it is used before
   */
  public record Kept(byte[] content, Instant created, Instant used, Instant ends) {}

  /** @param idHash never the id itself: who reads the casebook can be nobody else */
  public Optional<Kept> find(String idHash) {
    Instant now = book.clock().instant();
    return book.database().read(
        c ->
            Sql.first(
                c,
                r -> new Kept(r.getBytes("content"), Sql.instant(r, "created_at"), Sql.instant(r, "used_at"), Sql.instant(r, "ends_at")),
                "SELECT * FROM console_session WHERE id_hash = ? AND ends_at > ?", idHash, now));
  }

  /** Keeps a new one; those that have ended go. */
  public void add(String idHash, Kept kept) {
    Instant now = book.clock().instant();
    book.database().write(
        c -> {
          Sql.update(c, "DELETE FROM console_session WHERE ends_at <= ?", now);
          return Sql.update(
              c, "INSERT INTO console_session (id_hash, content, created_at, used_at, ends_at) VALUES (?, ?, ?, ?, ?)", idHash, kept.content(),
              kept.created(), kept.used(), kept.ends());
        });
  }

  /** Keeps what became of it; one that was ended meanwhile stays ended. */
  public void update(String idHash, Kept kept) {
    book.database().write(
        c ->
            Sql.update(
                c, "UPDATE console_session SET content = ?, used_at = ?, ends_at = ? WHERE id_hash = ?", kept.content(), kept.used(), kept.ends(),
                idHash));
  }

  public void delete(String idHash) {
    book.database().write(c -> Sql.update(c, "DELETE FROM console_session WHERE id_hash = ?", idHash));
  }
}
