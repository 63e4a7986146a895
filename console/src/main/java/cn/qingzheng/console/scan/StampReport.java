package cn.qingzheng.console.scan;

import java.util.List;

/**
 * What putting in time stamps came to.
 *
 * @param stamped ids of packages that got one or more now
 * @param pending ids of packages that still lack one
 * @param reasons why, in Chinese, each once
 */
public record StampReport(List<String> stamped, List<String> pending, List<String> reasons) {
  public StampReport {
    stamped = List.copyOf(stamped);
    pending = List.copyOf(pending);
    reasons = List.copyOf(reasons);
  }

  static StampReport none() {
    return new StampReport(List.of(), List.of(), List.of());
  }
}
