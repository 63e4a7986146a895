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
  private final boolean idIsNew;
  private final int index;
  private String firstTag = "";
  private int firsts;
  private Map<String, Integer> others = Map.of();
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
    this.idIsNew = false;
    this.index = 1;
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
    this.parent = parent;
    this.index = parent.count(tag);
    this.idIsNew = idIsNew;
    this.within = parent.within;
    this.element = element;
    this.marks = Optional.of(marks);
    this.visibility = visibility;
    this.kind = Tags.kind(marks).orElse(parent.kind);
    this.owner = block ? this : parent.owner;
    this.link = tag.equals("a") && Attributes.has(element, "href") ? Optional.of(this) : parent.link;
    this.pre = parent.pre || tag.equals("pre") || tag.equals("textarea");
    this.silent = parent.silent || Tags.silent(tag);
  }

  Frame parent() {
    return parent;
  }

  /** Which of the children of its tag the next one is. */
  private int count(String tag) {
    firstTag = firsts == 0 ? tag : firstTag;
    if (tag.equals(firstTag)) {
      return ++firsts;
    }
    others = others.isEmpty() ? new HashMap<>() : others;
    return others.merge(tag, 1, Integer::sum);
  }

  /** A CSS selector: from the nearest new id, else from the body. In a frame the selector of the frame stands before it. */
  String path() {
    return within.isEmpty() ? selector() : shortened(within + " | " + selector());
  }

  private String selector() {
    if (path.isEmpty() && parent != this) {
      String tag = element.normalName();
      boolean top = idIsNew || parent.parent == parent || tag.equals("body") || tag.equals("head");
      path = top ? step(tag) : shortened(parent.selector() + " > " + step(tag));
    }
    return path;
  }

  private String step(String tag) {
    if (idIsNew) {
      return "#" + element.id();
    }
    if (tag.length() > LONGEST_TAG) {
      return "*";
    }
    boolean only = tag.equals("html") || tag.equals("head") || tag.equals("body");
    return only ? tag : tag + ":nth-of-type(" + index + ")";
  }

  private static String shortened(String path) {
    if (path.length() <= LONGEST_PATH) {
      return path;
    }
    int cut = path.indexOf(" > ", path.length() - LONGEST_PATH);
    return cut < 0 ? path : path.substring(cut + 3);
  }
}
