package cn.qingzheng.crawler.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rules of a page's own {@code <style>} elements that can hide text, as far as their selector is one tag, class
 * or id. Linked sheets are not fetched, and what a script shows later is not known: hidden here means that the
 * mark-up hides it.
 */
final class StyleSheet {
  private static final Pattern SIMPLE = Pattern.compile("[.#]?[\\p{L}_][\\p{L}\\p{N}_-]*");

  private final Map<String, Declarations> rules = new HashMap<>();

  static StyleSheet of(Document page) {
    StyleSheet sheet = new StyleSheet();
    for (Element style : page.getElementsByTag("style")) {
      sheet.read(withoutComments(style.data()));
    }
    return sheet;
  }

  private static String withoutComments(String css) {
    StringBuilder out = new StringBuilder(css.length());
    int at = 0;
    for (int open = css.indexOf("/*"); open >= 0; open = css.indexOf("/*", at)) {
      out.append(css, at, open);
      int close = css.indexOf("*/", open + 2);
      at = close < 0 ? css.length() : close + 2;
    }
    return out.append(css, at, css.length()).toString();
  }

  /** Walks over the braces once; rules under a condition such as {@code @media print} are left out. */
  private void read(String css) {
    int preludeStart = 0;
    int conditions = 0;
    int i = 0;
    while (i < css.length()) {
      char c = css.charAt(i);
      if (c == '}') {
        conditions = Math.max(0, conditions - 1);
        preludeStart = i + 1;
      } else if (c == ';') {
        preludeStart = i + 1; // @import, @charset
      } else if (c == '{') {
        String prelude = css.substring(preludeStart, i).strip();
        if (prelude.startsWith("@")) {
          conditions++;
          preludeStart = i + 1;
        } else {
          int end = css.indexOf('}', i);
          end = end < 0 ? css.length() : end;
          if (conditions == 0) {
            add(prelude, css.substring(i + 1, end));
          }
          preludeStart = end + 1;
          i = end;
        }
      }
      i++;
    }
  }

  private void add(String selectors, String body) {
    Declarations declarations = Declarations.parse(body);
    if (!Visibility.concerns(declarations)) {
      return;
    }
    for (String selector : selectors.split(",")) {
      String s = selector.strip();
      if (SIMPLE.matcher(s).matches()) {
        String key = s.startsWith(".") || s.startsWith("#") ? s : s.toLowerCase(Locale.ROOT);
        rules.merge(key, declarations, (earlier, later) -> later.over(earlier));
      }
    }
  }

  /** What tag, classes and id give an element, the id strongest. */
  Declarations of(Element element) {
    if (rules.isEmpty()) {
      return Declarations.NONE;
    }
    Declarations found = rules.getOrDefault(element.normalName(), Declarations.NONE);
    if (element.hasAttr("class")) {
      for (String name : element.attr("class").split("\\s+")) {
        found = rules.getOrDefault("." + name, Declarations.NONE).over(found);
      }
    }
    return element.id().isEmpty() ? found : rules.getOrDefault("#" + element.id(), Declarations.NONE).over(found);
  }
}
