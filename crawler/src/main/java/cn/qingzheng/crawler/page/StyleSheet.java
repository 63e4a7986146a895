package cn.qingzheng.crawler.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** Rules by what an element must have for them to be tried; those for any tag are under the empty one. */
  private final Map<String, List<Rule>> ofTag = new HashMap<>();
  private final Map<String, List<Rule>> ofClass = new HashMap<>();
  private final Map<String, List<Rule>> ofId = new HashMap<>();
  private final Map<String, Declarations> inline = new Remembered<>();
  private final Map<List<Declarations>, Declarations> together = new Remembered<>();
  private final Patience patience;

  /** For the element at hand. */
  private final List<Rule> found = new ArrayList<>();
  private int count;

  private StyleSheet(Patience patience) {
    this.patience = patience;
  }

  private record Rule(StyleSelector selector, int weight, int order, Declarations declarations) {
    static final Comparator<Rule> WEAKEST_FIRST = Comparator.comparingInt(Rule::weight).thenComparingInt(Rule::order);
  }

  /** @param patience what the sheet may cost when it is applied */
  static StyleSheet of(List<Element> styles, Patience patience) {
    StyleSheet sheet = new StyleSheet(patience);
    for (Element style : styles) {
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
        StyleSelector.parse(selector.strip()).ifPresent(s -> add(new Rule(s, s.weight(), count++, declarations)));
      }
    }
  }

  private void add(Rule rule) {
    StyleSelector.Part last = rule.selector().parts().getLast();
    Map<String, List<Rule>> rules = !last.ids().isEmpty() ? ofId : !last.classes().isEmpty() ? ofClass : ofTag;
    String name = Stream.concat(last.ids().stream(), last.classes().stream()).findFirst().orElse(last.tag());
    rules.computeIfAbsent(name, n -> new ArrayList<>()).add(rule);
  }

  /** What holds for an element: its own style over what the sheet gives it. The same object for elements that are given the same. */
  Declarations of(Marks element) {
    find(element);
    Declarations last = element.style().isEmpty() ? Declarations.NONE : inline.computeIfAbsent(element.style(), Declarations::parse);
    if (found.isEmpty() || found.size() == 1 && last == Declarations.NONE) {
      return found.isEmpty() ? last : found.getFirst().declarations();
    }
    found.sort(Rule.WEAKEST_FIRST);
    List<Declarations> all = new ArrayList<>();
    found.forEach(r -> all.add(r.declarations()));
    all.add(last);
    return together.computeIfAbsent(all, Declarations::inOrder);
  }

  private void find(Marks element) {
    found.clear();
    if (count > 0) {
      addThose(ofTag, "", element);
      addThose(ofTag, element.tag(), element);
      addThose(ofId, element.id(), element);
      for (String name : element.classes()) {
        addThose(ofClass, name, element);
      }
    }
  }

  private void addThose(Map<String, List<Rule>> rules, String name, Marks element) {
    List<Rule> candidates = rules.getOrDefault(name, List.of());
    for (int i = 0; i < candidates.size() && patience.spend(); i++) {
      if (candidates.get(i).selector().matches(element, patience)) {
        found.add(candidates.get(i));
      }
    }
  }
}
