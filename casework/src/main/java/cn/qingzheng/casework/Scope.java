package cn.qingzheng.casework;

import java.util.Objects;

/**
 * What somebody sees: the subjects of his region and all that hangs on them. Everybody else's answer as if they were not
 * there.
 *
 * @param prefix of 行政区划代码 (GB/T 2260): {@code 3702} for a city, all six digits for a county; empty for everything
 * @param unassigned also what belongs to no region yet
 */
public record Scope(String prefix, boolean unassigned) {
  /** Everything: the province, the organ whose installation it is, and the program itself. */
  public static final Scope ALL = new Scope("", true);

  public Scope {
    Objects.requireNonNull(prefix);
    if (!prefix.matches("\\d{0,6}")) {
      throw new IllegalArgumentException("prefix should be up to six digits, was: " + prefix);
    }
  }

  /** What an officer of a region sees in an installation of another. */
  static Scope of(String region, String own, boolean unassigned) {
    String prefix = prefix(region);
    return prefix.length() <= 2 || prefix(own).startsWith(prefix) ? ALL : new Scope(prefix, unassigned);
  }

  /** 370000 is 37, 370200 is 3702. */
  private static String prefix(String region) {
    return region.replaceFirst("(00)+$", "");
  }

  public boolean everything() {
    return prefix.isEmpty();
  }

  /** @param region six digits, or empty if nobody knows */
  public boolean covers(String region) {
    return everything() || region.startsWith(prefix) || unassigned && region.isEmpty();
  }

  /** As shown to users. */
  public String shown() {
    return everything() ? "全部地区" : prefix + "0".repeat(6 - prefix.length()) + (unassigned ? " 及未分配地区" : "");
  }
}
