package cn.qingzheng.casework;

import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Promoter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds or makes the subject behind a page: by credit code, else by normalised name (for a shop, within its
 * platform), else by platform, else by host. A subject that was known by name takes the code when one turns up; two that turn out
 * to be one are merged, unless both have a code.
 */
final class Subjects {
  private final Connection c;
  private final Instant now;

  Subjects(Connection c, Instant now) {
    this.c = c;
    this.now = now;
  }

  /** What is known about who it is. */
  private record Identity(
      Subject.Kind kind, String name, String key, Optional<String> code, Optional<String> platform) {
    /** Somebody of a name that several bear; kept apart from all of them. */
    Identity unresolved() {
      return new Identity(kind, name, key + "?", code, platform);
    }
  }

  long of(Page page, Promoter promoter) throws SQLException {
    Identity who = identify(page, promoter);
    Optional<Key> key = byKey(who.key);
    boolean shared = key.isPresent() && key.get().shared;
    if (who.code.isEmpty()) {
      Identity alone = shared ? who.unresolved() : who;
      Optional<Key> known = shared ? byKey(alone.key) : key;
      return known.isPresent() ? known.get().subject : insert(alone, page.at());
    }
    Optional<Long> named = shared ? Optional.empty() : key.map(Key::subject);
    Optional<Long> coded = byKey("code:" + who.code.get()).map(Key::subject);
    if (coded.isPresent()) {
      return joined(coded.get(), named, who);
    }
    if (named.isPresent() && codeOf(named.get()).isEmpty()) {
      Sql.update(c, "UPDATE subject SET credit_code = ? WHERE id = ?", who.code, named.get());
      key("code:" + who.code.get(), named.get());
      return named.get();
    }
    return insert(who, page.at());
  }

  /** By what somebody is recognised who is named so on a page. */
  static String key(String url, String host, Optional<String> platform, Optional<String> seller, Promoter promoter) {
    return identify(url, host, platform, seller, promoter).key;
  }

  private static Identity identify(Page page, Promoter promoter) {
    return identify(
        page.url().toString(), page.host(), page.listing().map(Listing::platform), page.listing().flatMap(Listing::seller), promoter);
  }

  private static Identity identify(String url, String host, Optional<String> shownOn, Optional<String> by, Promoter promoter) {
    Optional<String> code = promoter.creditCode().map(s -> s.strip().toUpperCase(Locale.ROOT)).filter(s -> !s.isEmpty());
    Optional<String> name = promoter.name().map(String::strip).filter(s -> !s.isEmpty());
    Optional<String> seller = by.map(String::strip).filter(s -> !s.isEmpty());
    boolean shop = code.isEmpty() && seller.isPresent() && (name.isEmpty() || normalised(name.get()).equals(normalised(seller.get())));
    if (shop) {
      String platform = shownOn.orElseThrow();
      String key = "shop:" + normalised(platform) + "/" + normalised(seller.get());
      return new Identity(Subject.Kind.SHOP, seller.get(), key, code, Optional.of(platform));
    }
    if (name.isPresent()) {
      return new Identity(Subject.Kind.BODY, name.get(), "name:" + normalised(name.get()), code, Optional.empty());
    }
    if (code.isPresent()) {
      return new Identity(Subject.Kind.BODY, code.get(), "code:" + code.get(), code, Optional.empty());
    }
    if (shownOn.isPresent()) {
      // Whoever runs the platform did not write what stands on it; the seller is still to be found.
      String platform = shownOn.get();
      return new Identity(
          Subject.Kind.HOST, platform, "platform:" + normalised(platform), code, Optional.of(platform));
    }
    String where = host.isEmpty() ? url : host;
    return new Identity(Subject.Kind.HOST, where, "host:" + where, code, Optional.empty());
  }

  /** One form for （ and (, full and half width, and without blanks. */
  static String normalised(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("[\\s\\u00b7\\u30fb]+", "").toLowerCase(Locale.ROOT);
  }

  private long joined(long coded, Optional<Long> named, Identity who) throws SQLException {
    if (named.isEmpty()) {
      key(who.key, coded);
      Sql.update(c, "UPDATE subject SET name = ? WHERE id = ? AND name = credit_code", who.name, coded);
    } else if (named.get() != coded && codeOf(named.get()).isEmpty()) {
      // What a person has split stays two, though the name turns up with the code again.
      if (!new SubjectClues(c).apart(named.get(), coded)) {
        merge(named.get(), coded, new OfficerRows.Signature(Audit.PROGRAM, Optional.empty()), "名称相同且新见统一社会信用代码");
      }
    } else if (named.get() != coded) {
      key(who.key, coded);
    }
    return coded;
  }

  /** Everything of the one is the other's from now on; what it brought along is written down. */
  void merge(long from, long into, OfficerRows.Signature who, String reason) throws SQLException {
    long verdict =
        Sql.number(
            c,
            "INSERT INTO subject_verdict (stays, other, verdict, officer, officer_number, reason, at) VALUES (?, ?, 'ONE', ?, ?, ?, ?) RETURNING id",
            into, from, who.shown(), who.number(), reason, now);
    Sql.update(c, "INSERT INTO subject_brought (verdict_id, key) SELECT ?, key FROM subject_key WHERE subject_id = ?", verdict, from);
    Sql.update(c, "UPDATE subject SET merged_into = ? WHERE id = ?", into, from);
    Sql.update(
        c,
        "UPDATE subject SET region = (SELECT o.region FROM subject o WHERE o.id = ?), region_by = (SELECT o.region_by FROM subject o "
            + "WHERE o.id = ?) WHERE id = ? AND region = ''",
        from, from, into);
    Sql.update(c, "UPDATE subject_key SET subject_id = ? WHERE subject_id = ?", into, from);
    Sql.update(c, "UPDATE page_outcome SET subject_id = ? WHERE subject_id = ?", into, from);
    Sql.update(c, "UPDATE finding SET subject_id = ? WHERE subject_id = ?", into, from);
    new SubjectClues(c).merged(from, into);
    new Cases(c, now).merged(from, into);
    Audit.append(c, now, new Audit.Act(who.shown(), "合并主体", "subject:" + from, reason, "", "subject:" + into));
  }

  /**
   * Gives a finding another subject if that says more: a body or shop instead of a mere host. Who was once named
   * stays, so that a page that names nobody today takes nothing out of a case. The host's case goes along.
   */
  void better(String fingerprint, long subject) throws SQLException {
    Optional<Long> host =
        Sql.first(
            c, r -> r.getLong(1),
            "SELECT s.id FROM finding f JOIN subject s ON s.id = f.subject_id, subject n "
                + "WHERE f.fingerprint = ? AND n.id = ? AND s.kind = 'HOST' AND n.kind <> 'HOST'",
            fingerprint, subject);
    if (host.isEmpty()) {
      return;
    }
    Sql.update(c, "UPDATE finding SET subject_id = ? WHERE fingerprint = ?", subject, fingerprint);
    boolean others = Sql.number(c, "SELECT count(*) FROM finding WHERE subject_id = ?", host.get()) > 0;
    if (others) {
      Sql.update(c, "UPDATE finding SET case_id = NULL WHERE fingerprint = ?", fingerprint);
    } else {
      new Cases(c, now).merged(host.get(), subject);
    }
  }

  private long insert(Identity who, Instant firstSeen) throws SQLException {
    long id =
        Sql.number(
            c,
            "INSERT INTO subject (kind, name, credit_code, platform, first_seen) VALUES (?, ?, ?, ?, ?) RETURNING id",
            who.kind, who.name, who.code, who.platform, firstSeen);
    key(who.key, id);
    if (who.code.isPresent()) {
      key("code:" + who.code.get(), id);
    }
    return id;
  }

  private void key(String key, long id) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO subject_key (key, subject_id) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET shared = 1 "
            + "WHERE subject_key.subject_id <> excluded.subject_id",
        key, id);
  }

  /** @param shared by several with different codes */
  private record Key(long subject, boolean shared) {}

  private Optional<Key> byKey(String key) throws SQLException {
    return Sql.first(
        c, r -> new Key(r.getLong(1), r.getInt(2) == 1), "SELECT subject_id, shared FROM subject_key WHERE key = ?", key);
  }

  private Optional<String> codeOf(long id) throws SQLException {
    return Sql.first(c, r -> Optional.ofNullable(r.getString(1)), "SELECT credit_code FROM subject WHERE id = ?", id)
        .flatMap(code -> code);
  }

  /** Reads the columns of {@code subject} named with the prefix {@code s_}. */
  static Subject read(ResultSet r) throws SQLException {
    return new Subject(
        r.getLong("s_id"), Subject.Kind.valueOf(r.getString("s_kind")), r.getString("s_name"),
        Sql.text(r, "s_credit_code"), Sql.text(r, "s_platform"));
  }

  static final String COLUMNS =
      "s.id AS s_id, s.kind AS s_kind, s.name AS s_name, s.credit_code AS s_credit_code, s.platform AS s_platform";
}
