package cn.qingzheng.casework;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an officer may do. Who administers or audits does nothing else (三员分立). */
public enum Role {
  /** Decides on findings, drafts letters, records replies. */
  ANALYST("经办"),
  /** Reviews what somebody else wrote. */
  REVIEWER("复核"),
  /** Signs what somebody else wrote. */
  APPROVER("签发"),
  SEAL_KEEPER("用印"),
  /** Reads the audit log. */
  AUDITOR("审计管理员"),
  SYSTEM_ADMIN("系统管理员"),
  /** Registers and suspends officers. */
  SECURITY_ADMIN("安全管理员");

  private static final Set<Role> APART = Set.of(AUDITOR, SYSTEM_ADMIN, SECURITY_ADMIN);
  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** By label or by name. */
  public static Optional<Role> named(String text) {
    return Arrays.stream(values()).filter(r -> r.label.equals(text) || r.name().equalsIgnoreCase(text)).findFirst();
  }

  /** All labels, for messages. */
  public static String labels() {
    return labels(Set.of(values()));
  }

  static String labels(Set<Role> roles) {
    return roles.stream().sorted().map(Role::label).collect(Collectors.joining("、"));
  }

  static boolean together(Set<Role> roles) {
    return roles.size() < 2 || roles.stream().noneMatch(APART::contains);
  }
}
