package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads officers inside a transaction. */
final class OfficerRows {
  private OfficerRows() {}

  /**
   * Who decides: before anybody is registered a name alone, afterwards a registered officer.
   *
   * @param shown as the audit log keeps it
   */
  record Signature(String shown, Optional<String> number) {}

  static boolean any(Connection c) throws SQLException {
    return Sql.number(c, "SELECT count(*) FROM officer") > 0;
  }

  static List<Officer> all(Connection c) throws SQLException {
    return list(c, "");
  }

  static Optional<Officer> find(Connection c, String number) throws SQLException {
    return list(c, "WHERE number = ?", number).stream().findFirst();
  }

  static Officer known(Connection c, String number) throws SQLException {
    return find(c, number).orElseThrow(() -> unknown(number));
  }

  static Refusal unknown(String number) {
    return new Refusal("没有证号为 " + number + " 的人员：用 officer list 查看");
  }

  private static List<Officer> list(Connection c, String where, Object... arguments) throws SQLException {
    List<Officer> bare =
        Sql.list(
            c,
            r ->
                new Officer(
                    r.getString("number"), r.getString("name"), r.getString("organ"), r.getString("region"), Set.of(),
                    r.getString("state").equals("ACTIVE")),
            "SELECT * FROM officer " + where + " ORDER BY number", arguments);
    List<Officer> out = new java.util.ArrayList<>();
    for (Officer o : bare) {
      Set<Role> roles =
          new TreeSet<>(
              Sql.list(c, r -> Role.valueOf(r.getString(1)), "SELECT role FROM officer_role WHERE officer = ?", o.number()));
      out.add(new Officer(o.number(), o.name(), o.organ(), o.region(), roles, o.active()));
    }
    return out;
  }

  /**
   * Binds a name or number to a registered officer, if anybody is registered.
   *
   * @param act what is to be done, in Chinese
   */
  static Signature bind(Connection c, String who, String act) throws SQLException {
    String name = Decisions.named(who);
    if (!any(c)) {
      return new Signature(name, Optional.empty());
    }
    List<Officer> fitting =
        all(c).stream().filter(o -> o.number().equals(name) || o.name().equals(name) || o.shown().equals(name)).toList();
    if (fitting.isEmpty()) {
      throw new Refusal("“" + name + "”不是登记在册的人员：请用 officer list 核对姓名或证号");
    }
    if (fitting.size() > 1) {
      throw new Refusal("有 " + fitting.size() + " 名人员叫“" + name + "”：请改写证号");
    }
    fitting.get(0).require(act, Role.ANALYST, Role.REVIEWER, Role.APPROVER);
    return new Signature(fitting.get(0).shown(), Optional.of(fitting.get(0).number()));
  }
}
