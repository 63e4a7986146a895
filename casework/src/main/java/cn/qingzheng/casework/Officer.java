package cn.qingzheng.casework;

import java.util.Set;

/**
 * Somebody who acts in an organ's name.
 *
 * @param number 执法证号 or 工号, unique for ever
 * @param organ full name of the organ
 * @param region 行政区划代码, six digits
 */
public record Officer(String number, String name, String organ, String region, Set<Role> roles, boolean active) {
  public Officer {
    roles = Set.copyOf(roles);
  }

  /** Name and number, as shown and as kept in the audit log. */
  public String shown() {
    return name + "（" + number + "）";
  }

  /**
   * Ends with a refusal unless the officer has one of the roles.
   *
   * @param act what was to be done, in Chinese
   */
  public void require(String act, Role... any) {
    if (!active) {
      throw new Refusal(shown() + "已停用，不能" + act + "：请由在岗人员办理");
    }
    Set<Role> wanted = Set.of(any);
    if (roles.stream().noneMatch(wanted::contains)) {
      throw new Refusal(shown() + "没有“" + Role.labels(wanted) + "”角色，不能" + act + "：请由有此角色的人员办理");
    }
  }
}
