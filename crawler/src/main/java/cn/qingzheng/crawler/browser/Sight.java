package cn.qingzheng.crawler.browser;

import java.util.List;
import java.util.Objects;

/**
 * Where a mark was seen.
 *
 * @param boxes in CSS pixels from the upper left corner of the page, one a line of text; none unless it shows
 */
public record Sight(State state, List<Box> boxes) {
  public Sight {
    Objects.requireNonNull(state);
    boxes = List.copyOf(boxes);
  }

  /** How it was seen. */
  public enum State {
    /** As text that takes up room on the page. */
    SHOWN,
    /** In the page's text, but taking up no room or made invisible. */
    HIDDEN,
    /** As the description, value or hint of an element; the boxes are the element's. */
    ATTRIBUTE,
    /** In the page's title, which has no place on it. */
    TITLE,
    /** In what the page says of itself without showing it. */
    META,
    /** Not in the page. */
    ABSENT
  }

  public record Box(int x, int y, int width, int height) {}
}
