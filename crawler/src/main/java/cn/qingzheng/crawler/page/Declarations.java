package cn.qingzheng.crawler.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The CSS declarations of one element or rule that {@link Visibility} looks at. Names and values are in lower case,
 * with single blanks, and cut: what hides is short. Equal only to itself, because it is looked up for every element.
 */
final class Declarations {
  static final Declarations NONE = new Declarations(Map.of());
  private static final int LONGEST_VALUE = 200;

  private final Map<String, String> values;

  private Declarations(Map<String, String> values) {
    this.values = values;
  }

  static Declarations parse(String style) {
    if (style.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new HashMap<>();
    for (String part : StyleSheet.withoutComments(style).toLowerCase(Locale.ROOT).split(";")) {
      int colon = part.indexOf(':');
      String name = colon > 0 ? part.substring(0, colon).strip() : "";
      if (Visibility.PROPERTIES.contains(name)) {
        values.put(name, tidy(part.substring(colon + 1).replace("!important", "")));
      }
    }
    return values.isEmpty() ? NONE : new Declarations(values);
  }

  /** A value in the form that the patterns expect, and short enough for them. */
  static String tidy(String value) {
    String one = InlineText.collapse(value).strip().toLowerCase(Locale.ROOT);
    return one.length() <= LONGEST_VALUE ? one : one.substring(0, LONGEST_VALUE);
  }

  /** All of them together, the later over the earlier. */
  static Declarations inOrder(List<Declarations> weakestFirst) {
    Map<String, String> all = new HashMap<>();
    weakestFirst.forEach(d -> all.putAll(d.values));
    return new Declarations(all);
  }

  Map<String, String> values() {
    return values;
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
