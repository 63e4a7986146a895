package cn.qingzheng.crawler.page;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Whether a reader sees an element's text, as it comes down from parent to child.
 *
 * @param gone by something that no child can undo: not displayed, transparent, moved off the screen, no size
 * @param invisible by {@code visibility}, which a child can undo
 * @param tiny by a font size of nothing, which a child can undo
 * @param color of the text, as far as the mark-up says
 * @param background nearest one that the mark-up says
 */
record Visibility(
    boolean gone, boolean invisible, boolean tiny, Optional<String> color, Optional<String> background) {
  static final Visibility SHOWN = new Visibility(false, false, false, Optional.empty(), Optional.empty());

  private static final double FAR = -500;
  private static final Pattern SHORT_HEX = Pattern.compile("#[0-9a-f]{3}");
  private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");
  private static final Pattern RGB = Pattern.compile("rgb\\(\\s*\\d{1,3}\\s*,\\s*\\d{1,3}\\s*,\\s*\\d{1,3}\\s*\\)");
  private static final Pattern INSET = Pattern.compile("inset\\((50|100)%.*");
  private static final Pattern VANISHES = Pattern.compile("scale\\(0\\)|translate[xy]?\\(-\\d{4,9}px");
  private static final Set<String> NEVER_SHOWN = Set.of("noscript", "template", "datalist", "noframes", "noembed");
  private static final Set<String> PROPERTIES =
      Set.of(
          "display", "visibility", "opacity", "font-size", "position", "left", "top", "right", "text-indent", "clip",
          "clip-path", "transform");

  static boolean concerns(Declarations declarations) {
    return declarations.values().keySet().stream().anyMatch(PROPERTIES::contains);
  }

  boolean hidden() {
    return gone || invisible || tiny || color.isPresent() && color.equals(background);
  }

  /** @param style the element's own, inline over sheet */
  Visibility under(Element element, Declarations style) {
    String tag = element.normalName();
    boolean marked = element.hasAttr("hidden") || element.hasAttr("bgcolor") || tag.equals("font");
    if (style.values().isEmpty() && !marked && !NEVER_SHOWN.contains(tag)) {
      return this; // nearly every element
    }
    boolean goes = NEVER_SHOWN.contains(tag) || element.hasAttr("hidden") || goes(style);
    boolean small = style.has("font-size") ? style.number("font-size") < 1.01 && !relative(style) : tiny;
    boolean unseen =
        style.has("visibility") ? style.is("visibility", "hidden") || style.is("visibility", "collapse") : invisible;
    return new Visibility(
        gone || goes, unseen, small, first(color(style.value("color")), color(attribute(element, "font", "color")), color),
        first(color(backgroundOf(style)), color(element.attr("bgcolor")), background));
  }

  /** One em or 100 % is no size of nothing. */
  private static boolean relative(Declarations style) {
    String size = style.value("font-size");
    return style.number("font-size") > 0 && !size.endsWith("px") && !size.endsWith("pt");
  }

  private static boolean goes(Declarations s) {
    boolean moved = s.is("position", "absolute") || s.is("position", "fixed") || s.is("position", "relative");
    boolean off = s.number("left") <= FAR || s.number("top") <= FAR || s.number("right") <= FAR;
    boolean noSize = s.number("width") <= 1 && !s.value("width").contains("%") || s.number("height") <= 1 && !s.value("height").contains("%");
    return s.is("display", "none")
        || s.number("opacity") <= 0.05
        || s.number("text-indent") <= FAR
        || moved && off
        || noSize && s.is("overflow", "hidden")
        || s.value("clip").replace(" ", "").startsWith("rect(0")
        || INSET.matcher(s.value("clip-path")).matches()
        || VANISHES.matcher(s.value("transform").replace(" ", "")).find();
  }

  private static String backgroundOf(Declarations style) {
    return style.has("background-color") ? style.value("background-color") : style.value("background");
  }

  private static String attribute(Element element, String tag, String name) {
    return element.normalName().equals(tag) ? element.attr(name).toLowerCase(Locale.ROOT) : "";
  }

  private static Optional<String> first(Optional<String> own, Optional<String> attribute, Optional<String> inherited) {
    return own.isPresent() ? own : attribute.isPresent() ? attribute : inherited;
  }

  /** A colour as six hex digits; empty for what is not written as one plain colour. */
  static Optional<String> color(String css) {
    if (css.isEmpty()) {
      return Optional.empty();
    }
    String v = css.strip().toLowerCase(Locale.ROOT);
    switch (v) {
      case "white":
        return Optional.of("ffffff");
      case "black":
        return Optional.of("000000");
      case "red":
        return Optional.of("ff0000");
      default:
        break;
    }
    if (SHORT_HEX.matcher(v).matches()) {
      return Optional.of("" + v.charAt(1) + v.charAt(1) + v.charAt(2) + v.charAt(2) + v.charAt(3) + v.charAt(3));
    }
    if (HEX.matcher(v).matches()) {
      return Optional.of(v.substring(1));
    }
    if (RGB.matcher(v).matches()) {
      String[] rgb = v.substring(4, v.length() - 1).split(",");
      return Optional.of(
          String.format(Locale.ROOT, "%02x%02x%02x", part(rgb[0]), part(rgb[1]), part(rgb[2])));
    }
    return Optional.empty();
  }

  private static int part(String number) {
    return Math.min(255, Integer.parseInt(number.strip()));
  }
}
