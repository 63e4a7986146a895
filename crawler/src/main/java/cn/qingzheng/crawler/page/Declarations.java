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
    for (String part : StyleSheet.withoutComments(style).toLowerCase(Locale.ROOT).split(";")) {
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

  /** A length in pixels, near enough to tell what is off the screen; NaN for a share of the parent or none. */
  double pixels(String name) {
    String v = value(name);
    double n = number(name);
    if (v.endsWith("%") || v.contains("(")) {
      return Double.NaN;
    }
    return v.endsWith("em") ? n * 16 : v.endsWith("vw") || v.endsWith("vh") ? n * 10 : n;
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
