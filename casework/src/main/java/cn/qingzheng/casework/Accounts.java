package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How officers sign in to the console with number and password. Five wrong passwords in a row lock an account for a
 * quarter of an hour (GB/T 22239-2019, 身份鉴别: 限制非法登录次数); every sign-in, failure and lock is in the audit log.
 */
public final class Accounts {
  /** Wrong passwords in a row before an account is locked. */
  public static final int ATTEMPTS = 5;

  /** How long it then is. */
  public static final Duration LOCKED = Duration.ofMinutes(15);

  private static final int SHORTEST = 10;
  private static final int LONGEST = 128;
  private static final String REFUSED =
      "证号或口令不对，或账号已停用、已锁定：请核对；连错 " + ATTEMPTS + " 次后锁定 " + LOCKED.toMinutes() + " 分钟";

  /** Checked when nobody bears the number, so that the answer takes as long. */
  private static final SecretHash NOBODY = SecretHash.of(SecretHash.random(16));

  private final Casebook book;

  public Accounts(Casebook book) {
    this.book = book;
  }

  private record Kept(SecretHash hash, boolean oneTime, long version, int failures, Optional<Instant> lockedUntil) {
    boolean locked(Instant now) {
      return lockedUntil.filter(now::isBefore).isPresent();
    }
  }

  /**
   * Tries a password.
   *
   * @param from where the attempt came from, for the audit log
   */
  public SignIn signIn(String number, String password, String from) {
    String known = number.strip();
    Instant now = book.clock().instant();
    Optional<Kept> kept = book.database().read(c -> kept(c, known));
    // The slow part stands outside the transaction.
    boolean right = kept.map(Kept::hash).orElse(NOBODY).matches(password) && kept.isPresent();
    return book.database().write(c -> judged(c, known, right ? kept : Optional.empty(), from, now));
  }

  private SignIn judged(Connection c, String number, Optional<Kept> right, String from, Instant now) throws SQLException {
    Optional<Kept> today = kept(c, number);
    if (today.isEmpty()) {
      return new SignIn.Refused(REFUSED);
    }
    Officer officer = OfficerRows.known(c, number);
    if (today.get().locked(now)) {
      return new SignIn.Refused(REFUSED);
    }
    if (right.isEmpty() || right.get().version != today.get().version || !officer.active()) {
      failed(c, officer, today.get(), from, now);
      return new SignIn.Refused(REFUSED);
    }
    Sql.update(c, "UPDATE officer_password SET failures = 0, locked_until = NULL WHERE officer = ?", number);
    Audit.append(c, now, new Audit.Act(officer.shown(), "登录", number, "", "", from));
    return new SignIn.Welcome(officer, today.get().oneTime, today.get().version);
  }

  private static void failed(Connection c, Officer officer, Kept kept, String from, Instant now) throws SQLException {
    int failures = kept.failures + 1;
    boolean lock = failures >= ATTEMPTS;
    Sql.update(
        c, "UPDATE officer_password SET failures = ?, locked_until = ? WHERE officer = ?", lock ? 0 : failures,
        lock ? Optional.of(now.plus(LOCKED)) : Optional.empty(), officer.number());
    String what = lock ? "登录失败，账号锁定" : "登录失败";
    Audit.append(c, now, new Audit.Act(Audit.PROGRAM, what, officer.number(), "第 " + failures + " 次", "", from));
  }

  /** Who signed in with a password of that version, if he still may; asked at every request. */
  public Optional<SignIn.Welcome> still(String number, long version) {
    return book.database().read(
        c -> {
          Optional<Kept> kept = kept(c, number).filter(k -> k.version == version);
          Optional<Officer> officer = OfficerRows.find(c, number).filter(Officer::active);
          return kept.flatMap(k -> officer.map(o -> new SignIn.Welcome(o, k.oneTime, version)));
        });
  }

  /** Writes down that somebody signed out. */
  public void signedOut(Officer officer) {
    book.database().write(
        c -> {
          Audit.append(c, book.clock().instant(), new Audit.Act(officer.shown(), "退出登录", officer.number(), "", "", ""));
          return true;
        });
  }

  /**
   * A password for the first sign-in, or after one was forgotten; it has to be changed then. Unlocks the account.
   *
   * @param by a 安全管理员, who may give himself one too
   * @return the password, which nobody can show again
   */
  public String oneTimePassword(String number, Officer by) {
    if (new Officers(book).find(number).isEmpty()) {
      throw OfficerRows.unknown(number);
    }
    String fresh = grouped(SecretHash.random(15));
    SecretHash hash = SecretHash.of(fresh);
    return book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("发放一次性口令", Role.SECURITY_ADMIN);
          Officer officer = OfficerRows.known(c, number);
          if (!officer.active()) {
            throw new Refusal(officer.shown() + "已停用，不能发放口令：请先恢复");
          }
          Instant now = book.clock().instant();
          put(c, number, hash, true, now);
          Audit.append(c, now, new Audit.Act(by.shown(), "发放一次性口令", number, "", "", ""));
          return fresh;
        });
  }

  /** Whether anybody can sign in. */
  public boolean any() {
    return book.database().read(c -> Sql.number(c, "SELECT count(*) FROM officer_password") > 0);
  }

  /**
   * A password of one's own.
   *
   * @return the new version
   * @throws Refusal in Chinese if the old one is wrong or the new one too weak
   */
  public long changePassword(Officer self, String old, String fresh) {
    Optional<Kept> kept = book.database().read(c -> kept(c, self.number()));
    if (kept.isEmpty() || !kept.get().hash.matches(old)) {
      throw new Refusal("原口令不对：请核对");
    }
    requireStrong(self, old, fresh);
    SecretHash hash = SecretHash.of(fresh);
    return book.database().write(
        c -> {
          if (kept(c, self.number()).filter(k -> k.version == kept.get().version).isEmpty()) {
            throw new Refusal("口令已被另行更换：请重新登录");
          }
          Instant now = book.clock().instant();
          put(c, self.number(), hash, false, now);
          Audit.append(c, now, new Audit.Act(self.shown(), "更换口令", self.number(), "", "", ""));
          return kept.get().version + 1;
        });
  }

  /** GB/T 22239-2019 asks for complexity; length does more. */
  private static void requireStrong(Officer self, String old, String fresh) {
    String low = fresh.toLowerCase(Locale.ROOT);
    if (fresh.length() < SHORTEST || fresh.length() > LONGEST || fresh.chars().distinct().count() < 6) {
      throw new Refusal("新口令太简单：请用 " + SHORTEST + " 到 " + LONGEST + " 个字符，至少六种不同的字符");
    }
    if (fresh.equals(old) || low.contains(self.number().toLowerCase(Locale.ROOT)) || low.contains(self.name().toLowerCase(Locale.ROOT))) {
      throw new Refusal("新口令不能与原口令相同，也不能含有姓名或证号：请另换一个");
    }
    boolean digit = fresh.chars().anyMatch(Character::isDigit);
    boolean letter = fresh.chars().anyMatch(Character::isLetter);
    boolean other = fresh.chars().anyMatch(ch -> !Character.isLetterOrDigit(ch));
    if (fresh.length() < 16 && !(digit && letter && other)) {
      throw new Refusal("新口令太简单：不足 16 个字符时须同时有字母、数字和其他符号");
    }
  }

  private static void put(Connection c, String number, SecretHash hash, boolean oneTime, Instant now) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO officer_password (officer, salt, iterations, hash, one_time, version, changed_at) VALUES (?, ?, ?, ?, ?, 1, ?) "
            + "ON CONFLICT (officer) DO UPDATE SET salt = excluded.salt, iterations = excluded.iterations, hash = excluded.hash, "
            + "one_time = excluded.one_time, version = officer_password.version + 1, changed_at = excluded.changed_at, "
            + "failures = 0, locked_until = NULL",
        number, hash.salt(), hash.iterations(), hash.hash(), oneTime, now);
  }

  private static Optional<Kept> kept(Connection c, String number) throws SQLException {
    return Sql.first(
        c,
        r ->
            new Kept(
                new SecretHash(r.getString("salt"), r.getInt("iterations"), r.getString("hash")), r.getInt("one_time") == 1,
                r.getLong("version"), r.getInt("failures"),
                r.getObject("locked_until") == null ? Optional.empty() : Optional.of(Sql.instant(r, "locked_until"))),
        "SELECT * FROM officer_password WHERE officer = ?", number);
  }

  /** Easier to read and to type from paper. */
  private static String grouped(String secret) {
    return secret.replaceAll("(.{5})(?=.)", "$1 ").replace(' ', '.');
  }
}
