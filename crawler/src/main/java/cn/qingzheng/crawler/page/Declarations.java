package cn.qingzheng.crawler.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** CSS declarations of one element or rule, names and values in lower case. */
record Declarations(Map<String, String> values) {
  static final Declarations NONE = new Declarations(Map.of());

  static Declarations parse(String style) {
    if (style.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new HashMap<>();
    for (String part : style.toLowerCase(Locale.ROOT).split(";")) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        values.put(part.substring(0, colon).strip(), part.substring(colon + 1).replace("!important", "").strip());
      }
    }
    return new Declarations(values);
  }

  Declarations over(Declarations weaker) {
    if (weaker.values.isEmpty() || values.isEmpty()) {
      return values.isEmpty() ? weaker : this;
    }
    Map<String, String> both = new HashMap<>(weaker.values);
    both.putAll(values);
    return new Declarations(both);
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  boolean is(String name, String value) {
    return value(name).equals(value);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The number at the start of a value, whatever its unit; NaN if there is none. */
  double number(String name) {
    String v = value(name);
    int end = 0;
    while (end < v.length() && end < 12 && "+-.0123456789".indexOf(v.charAt(end)) >= 0) {
      end++;
    }
    try {
      return end == 0 ? Double.NaN : Double.parseDouble(v.substring(0, end));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
