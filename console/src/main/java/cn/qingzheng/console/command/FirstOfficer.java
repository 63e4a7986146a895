package cn.qingzheng.console.command;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Config;
import java.util.Optional;
import java.util.Set;

/** The 安全管理员 with whom an installation begins; everybody else is registered by him. */
final class FirstOfficer {
  private static final String NUMBER = "admin";

  private FirstOfficer() {}

  /** Registers him if nobody can sign in; what to tell the operator, once. */
  static Optional<String> in(Casebook casebook, Config.Organ organ) {
    Accounts accounts = new Accounts(casebook);
    if (accounts.any()) {
      return Optional.empty();
    }
    Officers officers = new Officers(casebook);
    if (!officers.any()) {
      officers.add(new Officer(NUMBER, "安全管理员", organ.name(), organ.region(), Set.of(Role.SECURITY_ADMIN), true), Optional.empty());
    }
    return officers.list().stream()
        .filter(o -> o.active() && o.roles().contains(Role.SECURITY_ADMIN))
        .findFirst()
        .map(admin -> "首次启动：安全管理员的证号 " + admin.number() + "，一次性口令 " + accounts.oneTimePassword(admin.number(), admin)
            + "（只显示这一次，登录后须更换，再登记其他人员）");
  }
}
