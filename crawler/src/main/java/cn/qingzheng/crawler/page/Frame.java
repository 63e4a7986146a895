package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** An open element on the way down a page, with what its children need to know. */
final class Frame {
  /** Longer paths lose their beginning; what is left still selects the element, if not it alone. */
  private static final int LONGEST_PATH = 240;
  private static final int LONGEST_TAG = 100;

  private final Frame parent;
  private final String within;
  private final String step;
  private final Map<String, Integer> children = new HashMap<>(4);
  private String path = "";

  final Element element;
  final Optional<Marks> marks;
  final BlockKind kind;
  final Visibility visibility;
  final Frame owner;
  final Optional<Frame> link;
  final boolean pre;
  final boolean silent;

  /**
   * Above the root.
   *
   * @param within path of the frame that the page stands in, empty for the page itself
   */
  Frame(String within, Visibility visibility) {
    this.parent = this;
    this.within = within;
    this.step = "";
    this.element = new Element("html");
    this.marks = Optional.empty();
    this.kind = BlockKind.PARAGRAPH;
    this.visibility = visibility;
    this.owner = this;
    this.link = Optional.empty();
    this.pre = false;
    this.silent = false;
  }

  Frame(Frame parent, Marks marks, Visibility visibility, boolean block, boolean idIsNew) {
    Element element = marks.element();
    String tag = element.normalName();
    int index = parent.children.merge(tag, 1, Integer::sum);
    this.parent = parent;
    this.within = parent.within;
    this.element = element;
    this.marks = Optional.of(marks);
    this.visibility = visibility;
    this.step = idIsNew ? "#" + element.id() : step(tag, index);
    this.kind = Tags.kind(element).orElse(parent.kind);
    this.owner = block ? this : parent.owner;
    this.link = tag.equals("a") && element.hasAttr("href") ? Optional.of(this) : parent.link;
    this.pre = parent.pre || tag.equals("pre") || tag.equals("textarea");
    this.silent = parent.silent || Tags.silent(tag);
  }

  Frame parent() {
    return parent;
  }

  private static String step(String tag, int index) {
    if (tag.length() > LONGEST_TAG) {
      return "*";
    }
    boolean only = tag.equals("html") || tag.equals("head") || tag.equals("body");
    return only ? tag : tag + ":nth-of-type(" + index + ")";
  }

  /** A CSS selector: from the nearest new id, else from the body. In a frame the selector of the frame stands before it. */
  String path() {
    return within.isEmpty() ? selector() : shortened(within + " | " + selector());
  }

  private String selector() {
    if (path.isEmpty()) {
      boolean top = step.startsWith("#") || parent.parent == parent || step.equals("body") || step.equals("head");
      path = top ? step : shortened(parent.selector() + " > " + step);
    }
    return path;
  }

  private static String shortened(String path) {
    if (path.length() <= LONGEST_PATH) {
      return path;
    }
    int cut = path.indexOf(" > ", path.length() - LONGEST_PATH);
    return cut < 0 ? path : path.substring(cut + 3);
  }
}
