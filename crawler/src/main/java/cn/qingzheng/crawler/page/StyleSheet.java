package cn.qingzheng.crawler.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The rules of a page's own {@code <style>} elements that can hide text, as far as a {@link StyleSelector} can tell
 * whom they are for. Linked sheets are not fetched, and what a script shows later is not known: hidden here means that the
 * mark-up hides it.
 */
final class StyleSheet {
  private static final int MOST_RULES = 5000;

  /** Conditions that hold for whoever reads the page on any screen. */
  private static final Pattern ALWAYS = Pattern.compile("@(?:media (?:only )?(?:screen|all)|supports\\b(?! ?not).*|layer\\b.*)");

  private final Map<String, List<Rule>> rules = new HashMap<>();
  private final Patience patience;
  private int count;

  private StyleSheet(Patience patience) {
    this.patience = patience;
  }

  private record Rule(StyleSelector selector, int order, Declarations declarations) {}

  /** @param patience what the sheet may cost when it is applied */
  static StyleSheet of(Document page, Patience patience) {
    StyleSheet sheet = new StyleSheet(patience);
    for (Element style : page.getElementsByTag("style")) {
      Patience.orElse(() -> sheet.with(withoutComments(style.data())), sheet);
    }
    return sheet;
  }

  static String withoutComments(String css) {
    if (!css.contains("/*")) {
      return css;
    }
    StringBuilder out = new StringBuilder(css.length());
    int at = 0;
    for (int open = css.indexOf("/*"); open >= 0; open = css.indexOf("/*", at)) {
      out.append(css, at, open);
      int close = css.indexOf("*/", open + 2);
      at = close < 0 ? css.length() : close + 2;
    }
    return out.append(css, at, css.length()).toString();
  }

  /** Walks over the braces once; rules under a condition such as {@code @media print} or a width are left out. */
  private StyleSheet with(String css) {
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
          boolean always = conditions == 0 && ALWAYS.matcher(prelude.toLowerCase(Locale.ROOT)).matches();
          conditions += always ? 0 : 1;
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
    return this;
  }

  private void add(String selectors, String body) {
    Declarations declarations = Declarations.parse(body);
    if (declarations.values().isEmpty()) {
      return;
    }
    for (String selector : selectors.split(",")) {
      if (count < MOST_RULES) {
        StyleSelector.parse(selector.strip())
            .ifPresent(s -> rules.computeIfAbsent(s.key(), k -> new ArrayList<>()).add(new Rule(s, count++, declarations)));
      }
    }
  }

  /** What the sheet gives an element: the later over the earlier, the heavier selector over the lighter. */
  Declarations of(Marks element) {
    if (rules.isEmpty() || patience.spent()) {
      return Declarations.NONE;
    }
    List<Rule> found = new ArrayList<>();
    add(element, "", found);
    add(element, element.tag(), found);
    element.classes().forEach(name -> add(element, "." + name, found));
    if (!element.id().isEmpty()) {
      add(element, "#" + element.id(), found);
    }
    found.sort(Comparator.comparingInt((Rule r) -> r.selector().weight()).thenComparingInt(Rule::order));
    return Declarations.inOrder(found.stream().map(Rule::declarations).toList());
  }

  private void add(Marks element, String key, List<Rule> found) {
    rules.getOrDefault(key, List.of()).stream()
        .takeWhile(r -> patience.spend())
        .filter(r -> r.selector().matches(element, patience))
        .forEach(found::add);
  }
}
