package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The keys to reply pages. A key is made when its letter is sealed and stands in the letter's list and reply form; the
 * casebook holds its hash only, so that neither a copy of the database nor the program can show it again.
 */
public final class ReplyKeys {
  /** How long a key opens the page: far longer than any deadline with its reminder. */
  public static final Duration VALID = Duration.ofDays(180);

  /** 144 bits: nobody finds one by trying. */
  private static final int BYTES = 18;

  private final Casebook book;

  public ReplyKeys(Casebook book) {
    this.book = book;
  }

  /**
   * The newest key of a letter.
   *
   * @param until it opens the page by then
   * @param revoked when an officer ended it
   */
  public record State(Instant issued, Instant until, Optional<Instant> revoked) {
    public boolean open(Instant now) {
      return revoked.isEmpty() && now.isBefore(until);
    }
  }

  /** Absent before the letter is sealed. */
  public Optional<State> state(String noticeId) {
    return book.database().read(
        c ->
            Sql.first(
                c,
                r ->
                    new State(
                        Sql.instant(r, "issued_at"), Sql.instant(r, "expires_at"),
                        r.getObject("revoked_at") == null ? Optional.empty() : Optional.of(Sql.instant(r, "revoked_at"))),
                "SELECT * FROM reply_key WHERE notice_id = ? ORDER BY issued_at DESC, revoked_at IS NULL DESC LIMIT 1", noticeId));
  }

  /**
   * Another key for a letter that is under way; those given out before open nothing any more.
   *
   * @return the key, which nobody can show again
   */
  public String renew(String noticeId, String reason, Officer by) {
    book.require(Kept.NOTICE, noticeId);
    String fresh = fresh();
    return book.database().write(
        c -> {
          Instant now = book.clock().instant();
          NoticeDraft draft = mine(c, noticeId, "换发反馈码", reason, by);
          if (!Replies.answerable(draft.state())) {
            throw new Refusal("函件 " + noticeId + " 现为“" + draft.state().label() + "”，不再收反馈：不能换发反馈码");
          }
          issue(c, noticeId, fresh, now);
          Audit.append(c, now, new Audit.Act(by.shown(), "换发反馈码", noticeId, reason.strip(), "", ""));
          return fresh;
        });
  }

  /** Ends every key of a letter. */
  public void revoke(String noticeId, String reason, Officer by) {
    book.require(Kept.NOTICE, noticeId);
    book.database().write(
        c -> {
          Instant now = book.clock().instant();
          mine(c, noticeId, "作废反馈码", reason, by);
          end(c, noticeId, now);
          Audit.append(c, now, new Audit.Act(by.shown(), "作废反馈码", noticeId, reason.strip(), "", ""));
          return true;
        });
  }

  private static NoticeDraft mine(Connection c, String noticeId, String act, String reason, Officer by) throws SQLException {
    Officer officer = OfficerRows.known(c, by.number());
    officer.require(act, Role.ANALYST, Role.REVIEWER, Role.APPROVER);
    NoticeDraft draft = NoticeRows.known(c, noticeId);
    if (!officer.organ().equals(draft.content().issuer().name())) {
      throw new Refusal(officer.shown() + "不是发函单位" + draft.content().issuer().name() + "的人员：不能" + act);
    }
    if (reason.isBlank()) {
      throw new Refusal(act + "必须写明理由：请填写");
    }
    return draft;
  }

  static String fresh() {
    return SecretHash.random(BYTES);
  }

  /** Gives a letter its key; those before end. */
  static void issue(Connection c, String noticeId, String key, Instant now) throws SQLException {
    end(c, noticeId, now);
    Sql.update(c, "INSERT INTO reply_key VALUES (?, ?, ?, ?, NULL)", hash(key), noticeId, now, now.plus(VALID));
  }

  private static void end(Connection c, String noticeId, Instant now) throws SQLException {
    Sql.update(c, "UPDATE reply_key SET revoked_at = ? WHERE notice_id = ? AND revoked_at IS NULL", now, noticeId);
  }

  /** Which letter a key belongs to, unless it was ended; time is the caller's matter. */
  static Optional<NoticeDraft> letter(Connection c, String key) throws SQLException {
    return NoticeRows.list(c, "WHERE n.id = (SELECT notice_id FROM reply_key WHERE hash = ? AND revoked_at IS NULL)", hash(key)).stream().findFirst();
  }

  /** As {@link #letter}, while it is valid. */
  static Optional<NoticeDraft> letter(Connection c, String key, Instant now) throws SQLException {
    return NoticeRows.list(
            c, "WHERE n.id = (SELECT notice_id FROM reply_key WHERE hash = ? AND revoked_at IS NULL AND expires_at > ?)", hash(key), now)
        .stream().findFirst();
  }

  private static String hash(String key) {
    return NoticeRows.hash(key);
  }
}
