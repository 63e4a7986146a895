package cn.qingzheng.crawler.browser;

import java.util.HashMap;
import java.util.Map;

/** What a command is sent with. The driver takes null values out of what it is given, so it must be changeable. */
final class Parameters {
  private Parameters() {}

  static Map<String, Object> of(String key, Object value) {
    return new HashMap<>(Map.of(key, value));
  }

  static Map<String, Object> of(String a, Object first, String b, Object second) {
    return new HashMap<>(Map.of(a, first, b, second));
  }

  static Map<String, Object> of(Map<String, Object> all) {
    return new HashMap<>(all);
  }
}
