package cn.qingzheng.casework;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table of pages that search engines show. */
final class FoundPages {
  private FoundPages() {}

  static int keep(Connection c, FoundPage page) throws SQLException {
    return Sql.update(
        c,
        "INSERT INTO found_page (url, host, connector, keyword, title, summary, first_seen, last_seen) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET title = excluded.title, "
            + "summary = excluded.summary, last_seen = CASE WHEN found_page.last_seen > excluded.last_seen "
            + "THEN found_page.last_seen ELSE excluded.last_seen END",
        page.url().toString(), page.host(), page.connectorId(), page.keyword(), page.title(), page.summary(),
        page.firstSeen(), page.lastSeen());
  }

  static List<FoundPage> list(Connection c) throws SQLException {
    return Sql.list(
        c,
        r ->
            new FoundPage(
                URI.create(r.getString("url")), r.getString("connector"), r.getString("keyword"),
                r.getString("title"), r.getString("summary"), Sql.instant(r, "first_seen"),
                Sql.instant(r, "last_seen")),
        "SELECT * FROM found_page ORDER BY host, first_seen, url");
  }
}
