package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/** An open element on the way down a page, with what its children need to know. */
final class Frame {
  /** Longer paths lose their beginning; what is left still selects the element, if not it alone. */
  private static final int LONGEST_PATH = 240;

  private final Frame parent;
  private final String step;
  private final Map<String, Integer> children = new HashMap<>(4);
  private String path = "";

  final Element element;
  final BlockKind kind;
  final Visibility visibility;
  final Frame owner;
  final boolean inLink;
  final boolean pre;
  final boolean silent;

  /** Above the root. */
  Frame() {
    this.parent = this;
    this.step = "";
    this.element = new Element("html");
    this.kind = BlockKind.PARAGRAPH;
    this.visibility = Visibility.SHOWN;
    this.owner = this;
    this.inLink = false;
    this.pre = false;
    this.silent = false;
  }

  Frame(Frame parent, Element element, Visibility visibility, boolean block, boolean idIsNew) {
    String tag = element.normalName();
    int index = parent.children.merge(tag, 1, Integer::sum);
    this.parent = parent;
    this.element = element;
    this.visibility = visibility;
    this.step = idIsNew ? "#" + element.id() : step(tag, index);
    this.kind = Tags.kind(element).orElse(parent.kind);
    this.owner = block ? this : parent.owner;
    this.inLink = parent.inLink || tag.equals("a") && element.hasAttr("href");
    this.pre = parent.pre || tag.equals("pre") || tag.equals("textarea");
    this.silent = parent.silent || Tags.silent(tag);
  }

  Frame parent() {
    return parent;
  }

  private static String step(String tag, int index) {
    boolean only = tag.equals("html") || tag.equals("head") || tag.equals("body");
    return only ? tag : tag + ":nth-of-type(" + index + ")";
  }

  /** A CSS selector: from the nearest new id, else from the body. */
  String path() {
    if (path.isEmpty()) {
      boolean top = step.startsWith("#") || parent.parent == parent || step.equals("body") || step.equals("head");
      path = top ? step : shortened(parent.path() + " > " + step);
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
