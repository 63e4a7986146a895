package cn.qingzheng.crawler.page;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Whether a reader sees an element's text, as it comes down from parent to child.
 *
 * @param gone by something that no child can undo: not displayed, transparent, moved off the screen, no size
 * @param invisible by {@code visibility}, which a child can undo
 * @param tiny by a font size of nothing, which a child can undo
 */
record Visibility(boolean gone, boolean invisible, boolean tiny, Colors colors) {
  static final Visibility SHOWN = new Visibility(false, false, false, Colors.UNKNOWN);

  /** {@code font: 0/0 a} and the like; the size comes before the family. */
  private static final Pattern TINY_FONT = Pattern.compile("(?:[a-z]++ ){0,6}+(?:0(?:px|pt|em|rem)?|0?\\.0\\d*r?em|[01]?(?:\\.\\d+)?p[xt])(?:/\\S+)? .*");

  /** The properties that can hide text or show it again. */
  static final Set<String> PROPERTIES =
      Set.of(
          "display", "visibility", "opacity", "filter", "content-visibility", "font-size", "font", "position", "left", "top", "right", "bottom",
          "margin-left", "margin-top", "text-indent", "clip", "clip-path", "transform", "width", "height", "max-width", "max-height",
          "overflow", "overflow-x", "overflow-y", "color", "background", "background-color", "background-image", "background-clip",
          "-webkit-background-clip");

  boolean hidden() {
    return gone || invisible || tiny || colors.unreadable();
  }

  /** What a frame's page has of the element it stands in: it is gone with it, but has its own colours and sizes. */
  Visibility ofFrame() {
    return gone || invisible ? new Visibility(true, false, false, Colors.UNKNOWN) : SHOWN;
  }

  /** Whether nothing but its style tells if an element is seen, as with nearly every one. */
  static boolean byStyleAlone(Marks marks) {
    return !marks.marked() && !marks.tag().equals("font") && !Hiding.neverShown(marks.element());
  }

  /** @param style the element's own, inline over sheet */
  Visibility under(Element element, Declarations style) {
    boolean font = element.normalName().equals("font");
    boolean goes = Hiding.neverShown(element) || Attributes.has(element, "hidden") || Hiding.by(style);
    boolean unseen =
        style.has("visibility") ? style.is("visibility", "hidden") || style.is("visibility", "collapse") : invisible;
    return new Visibility(
        gone || goes, unseen, small(style), colors.under(style, font ? Attributes.value(element, "color") : "", Attributes.value(element, "bgcolor")));
  }

  private boolean small(Declarations style) {
    if (style.has("font-size")) {
      return style.number("font-size") < 1.01 && !relative(style.value("font-size"), style.number("font-size"));
    }
    return style.has("font") ? TINY_FONT.matcher(style.value("font")).matches() : tiny;
  }

  /** One em or 100 % is no size of nothing. */
  private static boolean relative(String size, double number) {
    return number > 0.1 && !size.endsWith("px") && !size.endsWith("pt");
  }
}
