package cn.qingzheng.model;

import java.util.List;

/**
 * Which paths of a site are wanted, in the words of robots.txt (RFC 9309 §2.2): a pattern is the beginning of a path
 * with its query, {@code *} stands for any characters, {@code $} at the end for the end; the longest pattern that fits
 * decides, an allowing one before a refusing one of the same length. Where anything is allowed by name, nothing else
 * is.
 */
public record PathRules(List<String> allowed, List<String> refused) {
  public PathRules {
    allowed = List.copyOf(allowed);
    refused = List.copyOf(refused);
  }

  /** Every path. */
  public static PathRules all() {
    return new PathRules(List.of(), List.of());
  }

  public boolean isAll() {
    return allowed.isEmpty() && refused.isEmpty();
  }
}
