package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the tags of HTML mean for blocks of text. */
final class Tags {
  /** Beside those that HTML calls block-level: boxes of their own on the screen. */
  private static final Set<String> BOXES =
      Set.of(
          "td", "th", "li", "dt", "dd", "option", "optgroup", "button", "select", "textarea", "caption", "legend",
          "summary", "figcaption", "title", "text", "video", "audio", "object", "fieldset", "center", "marquee", "iframe", "desc", "canvas");

  /** Text in them is for programs, or for browsers of the last century. */
  private static final Set<String> SILENT = Set.of("script", "style", "iframe", "noframes", "noembed");

  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  private Tags() {}

  /** Whether an id can stand in a selector as it is. */
  static boolean plainId(String id) {
    return PLAIN_ID.matcher(id).matches();
  }

  static boolean block(Marks marks, Declarations style) {
    String display = style.value("display");
    return marks.element().isBlock()
        || marks.button()
        || BOXES.contains(marks.tag())
        || display.equals("block")
        || display.equals("flex")
        || display.equals("grid")
        || display.startsWith("table")
        || display.equals("list-item");
  }

  static boolean silent(String tag) {
    return SILENT.contains(tag);
  }

  /** Annotations over a text, which do not interrupt it. */
  static boolean aside(String tag) {
    return tag.equals("rt") || tag.equals("rp");
  }

  /** The kind that an element gives its text; empty where the parent's holds on. */
  static Optional<BlockKind> kind(Marks marks) {
    if (marks.button()) {
      return Optional.of(BlockKind.BUTTON);
    }
    return switch (marks.tag()) {
      case "desc" -> Optional.of(BlockKind.TOOLTIP);
      case "title" -> Optional.of(marks.element().tag().namespace().endsWith("svg") ? BlockKind.TOOLTIP : BlockKind.TITLE);
      case "h1", "h2", "h3", "h4", "h5", "h6" -> Optional.of(BlockKind.HEADING);
      case "li", "dt", "dd", "option", "optgroup" -> Optional.of(BlockKind.LIST_ITEM);
      case "td", "th", "caption" -> Optional.of(BlockKind.CELL);
      case "button" -> Optional.of(BlockKind.BUTTON);
      default -> Optional.empty();
    };
  }
}
