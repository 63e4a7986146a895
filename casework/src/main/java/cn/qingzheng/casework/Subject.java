package cn.qingzheng.casework;

import java.util.Optional;

/**
 * Whom findings and cases are about.
 *
 * @param id stable within one casebook
 * @param name as registered or as shown; the host if nobody is named
 * @param platform for a shop, and for somebody unknown on a platform, the platform
 */
public record Subject(long id, Kind kind, String name, Optional<String> creditCode, Optional<String> platform) {
  public enum Kind {
    BODY("机构"),
    SHOP("店铺或账号"),
    /** Nobody is named; a person has to find out who it is. */
    HOST("主体待查");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  /** Name with platform, as shown to users. */
  public String shown() {
    return switch (kind) {
      case BODY -> name;
      case SHOP -> platform.map(p -> p + "／" + name).orElse(name);
      case HOST -> platform.map(p -> p + "（卖家待查）").orElse(name);
    };
  }
}
