package cn.qingzheng.casework;

import java.util.Optional;

/**
 * A database on a PostgreSQL server, version 15 or later, for several machines that share one casebook. The schema
 * {@code public} of the database is the casebook's own.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param password never shown
 * @param owner of the tables, if that is another account: then the program's own one can neither drop nor switch off a guard
 */
public record PostgresServer(String url, String user, String password, Optional<Account> owner) {
  /** How an address begins. */
  public static final String SCHEME = "jdbc:postgresql:";

  /** @param password never shown */
  public record Account(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  public PostgresServer {
    if (!url.startsWith(SCHEME)) {
      throw new IllegalArgumentException("url should begin with " + SCHEME + ", was: " + url);
    }
  }

  /** With one account for everything. */
  public PostgresServer(String url, String user, String password) {
    this(url, user, password, Optional.empty());
  }

  @Override
  public String toString() {
    return url + "（用户 " + user + "）";
  }
}
