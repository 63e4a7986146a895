package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where subjects and officers belong, by 行政区划代码. What a person said stands; else the list of what is watched, which
 * knows where a body works; else its credit code, which tells who registered it (GB 32100-2015, digits 3 to 8).
 */
final class Regions {
  private Regions() {}

  /** Takes what the program knows; changes nothing of what a person said. */
  static void learn(Connection c, long subject, Casebook.Home home) throws SQLException {
    record Known(Optional<String> code, String region, String by) {}
    Known known =
        Sql.first(
                c, r -> new Known(Sql.text(r, "credit_code"), r.getString("region"), r.getString("region_by")),
                "SELECT credit_code, region, region_by FROM subject WHERE id = ?", subject)
            .orElseThrow();
    // The list speaks of its own body; a page of its site may be another's.
    boolean ofThisBody = known.code.isEmpty() || known.code.equals(home.creditCode());
    if (ofThisBody && home.region().matches("[1-9]\\d{5}")) {
      put(c, subject, known.region, known.by, home.region(), "SEED");
    } else if (known.code.isPresent() && known.code.get().matches(".{2}[1-8]\\d{5}.*") && !known.by.equals("SEED")) {
      put(c, subject, known.region, known.by, known.code.get().substring(2, 8), "CODE");
    }
  }

  private static void put(Connection c, long subject, String had, String hadBy, String region, String by) throws SQLException {
    if (!hadBy.equals("OFFICER") && (!had.equals(region) || !hadBy.equals(by))) {
      Sql.update(c, "UPDATE subject SET region = ?, region_by = ? WHERE id = ?", region, by, subject);
    }
  }

  /** Whose installation it is; empty if nobody said. */
  static String own(Connection c) throws SQLException {
    return Sql.first(c, r -> r.getString(1), "SELECT region FROM own_region").orElse("");
  }

  static boolean own(Connection c, String region, Instant now) throws SQLException {
    String before = own(c);
    Sql.update(c, "INSERT INTO own_region VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET region = excluded.region", region);
    Audit.append(c, now, new Audit.Act(Audit.PROGRAM, "登记本机关行政区划", region, "设置 organ.region", before, region));
    return true;
  }

  /** As of now: a suspended officer is none, and sees nothing anyway. */
  static Scope scope(Connection c, Officer officer) throws SQLException {
    boolean pool = Sql.number(c, "SELECT count(*) FROM officer_pool WHERE officer = ?", officer.number()) > 0;
    return Scope.of(officer.region(), own(c), pool);
  }
}
