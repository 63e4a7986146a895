package cn.qingzheng.casework;

/**
 * A database on a PostgreSQL server, version 15 or later, for several machines that share one casebook. The schema
 * {@code public} of the database is the casebook's own.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param password never shown
 */
public record PostgresServer(String url, String user, String password) {
  /** How an address begins. */
  public static final String SCHEME = "jdbc:postgresql:";

  public PostgresServer {
    if (!url.startsWith(SCHEME)) {
      throw new IllegalArgumentException("url should begin with " + SCHEME + ", was: " + url);
    }
  }

  @Override
  public String toString() {
    return url + "（用户 " + user + "）";
  }
}
