package cn.qingzheng.crawler.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSS selector of tags, classes and ids, within each other or children of each other. States, positions,
 * attributes and what is before or after an element are left out.
 *
 * @param parts from the outermost to the element itself
 */
record StyleSelector(List<Part> parts) {
  /** More parts, longer names and more names in a part cost more to try than they hide. */
  private static final int MOST_PARTS = 4;
  private static final String NAME = "[\\p{L}_-][\\p{L}\\p{N}_-]{0,99}+";
  private static final Pattern PART = Pattern.compile("\\s*+(>?)\\s*+(\\*|" + NAME + ")?((?:[.#]" + NAME + "){0,8}+)(?=[\\s>]|$)");
  private static final Pattern MARK = Pattern.compile("[.#]" + NAME);

  /** @param child whether it has to be the child of the part before it */
  record Part(boolean child, String tag, Set<String> classes, Set<String> ids) {
    boolean fits(Marks e) {
      return (tag.isEmpty() || tag.equals(e.tag()))
          && (ids.isEmpty() || ids.equals(Set.of(e.id())))
          && (classes.isEmpty() || e.classes().containsAll(classes));
    }
  }

  static Optional<StyleSelector> parse(String selector) {
    List<Part> parts = new ArrayList<>();
    Matcher m = PART.matcher(selector);
    int at = 0;
    while (at < selector.length()) {
      if (parts.size() == MOST_PARTS || !m.region(at, selector.length()).lookingAt() || m.end() == at || m.group(2) == null && m.group(3).isEmpty()) {
        return Optional.empty();
      }
      parts.add(part(m));
      at = m.end();
    }
    return parts.isEmpty() || parts.getFirst().child() ? Optional.empty() : Optional.of(new StyleSelector(parts));
  }

  private static Part part(Matcher m) {
    List<String> marks = MARK.matcher(m.group(3)).results().map(r -> r.group()).toList();
    String tag = m.group(2) == null || m.group(2).equals("*") ? "" : m.group(2).toLowerCase(Locale.ROOT);
    return new Part(!m.group(1).isEmpty(), tag, named(marks, '.'), named(marks, '#'));
  }

  private static Set<String> named(List<String> marks, char sign) {
    return Set.copyOf(marks.stream().filter(s -> s.charAt(0) == sign).map(s -> s.substring(1)).toList());
  }

  /** Ids count most, then classes, then tags. */
  int weight() {
    return parts.stream().mapToInt(p -> p.ids().size() * 100 + p.classes().size() * 10 + (p.tag().isEmpty() ? 0 : 1)).sum();
  }

  boolean matches(Marks element, Patience patience) {
    return parts.getLast().fits(element) && outer(parts.size() - 1, element, patience);
  }

  private boolean outer(int part, Marks inner, Patience patience) {
    if (part == 0) {
      return true;
    }
    boolean child = parts.get(part).child();
    for (Optional<Marks> e = inner.outer(); e.isPresent() && patience.spend(); e = e.get().outer()) {
      if (parts.get(part - 1).fits(e.get()) && outer(part - 1, e.get(), patience)) {
        return true;
      }
      if (child) {
        return false;
      }
    }
    return false;
  }
}
