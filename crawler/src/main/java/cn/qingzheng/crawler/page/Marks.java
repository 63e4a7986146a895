package cn.qingzheng.crawler.page;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** What is looked at in every element. Taken from its attributes once, because a sheet may look thousands of times. */
final class Marks {
  private final Element element;
  private final Optional<Marks> outer;
  private String id = "";
  private Set<String> classes = Set.of();
  private String style = "";
  private boolean button;
  private boolean marked;
  private boolean told;

  private Marks(Element element, Optional<Marks> outer) {
    this.element = element;
    this.outer = outer;
  }

  /** @param outer the element it stands in */
  static Marks of(Element element, Optional<Marks> outer) {
    Marks marks = new Marks(element, outer);
    if (element.attributesSize() > 0) {
      for (Attribute a : element.attributes()) {
        marks.take(a.getKey(), a.getValue());
      }
    }
    return marks;
  }

  private void take(String name, String value) {
    switch (name) {
      case "id" -> id = value;
      case "class" -> classes = names(value);
      case "style" -> style = Attributes.bounded(value);
      case "role" -> button = value.equals("button");
      case "hidden", "bgcolor" -> marked = true;
      default -> {}
    }
    told |= Attributes.told(name);
  }

  private static Set<String> names(String written) {
    if (!written.isEmpty() && InlineText.spaceIn(written, 0) == written.length()) {
      return Set.of(written);
    }
    Set<String> names = new LinkedHashSet<>();
    for (StringTokenizer each = new StringTokenizer(written); each.hasMoreTokens(); ) {
      names.add(each.nextToken());
    }
    return names;
  }

  Element element() {
    return element;
  }

  Optional<Marks> outer() {
    return outer;
  }

  String tag() {
    return element.normalName();
  }

  String id() {
    return id;
  }

  /** As written; a browser tells capital from small letters in them unless the page is of the oldest kind. */
  Set<String> classes() {
    return classes;
  }

  /** The element's own style, as much of it as is read. */
  String style() {
    return style;
  }

  /** Whether it plays a button. */
  boolean button() {
    return button;
  }

  /** Whether something else than its style may hide it. */
  boolean marked() {
    return marked;
  }

  /** Whether it has an attribute for {@link Attributes} to read. */
  boolean told() {
    return told;
  }
}
