package cn.qingzheng.crawler.page;

import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What selectors look at in an element. Taken from its attributes once, because a sheet may look thousands of times.
 *
 * @param classes as written; a browser tells capital from small letters in them unless the page is of the oldest kind
 * @param outer the element it stands in
 */
record Marks(Element element, String id, Set<String> classes, Optional<Marks> outer) {
  static Marks of(Element element, Optional<Marks> outer) {
    return new Marks(element, element.id(), element.hasAttr("class") ? element.classNames() : Set.of(), outer);
  }

  String tag() {
    return element.normalName();
  }
}
