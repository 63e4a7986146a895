package cn.qingzheng.crawler.page;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Ways in which an element takes its text away from the reader so that no child can bring it back. */
final class Hiding {
  /** Pixels off the edge; less is a menu or a shift for the eye. */
  private static final double FAR = -500;
  private static final Pattern INSET = Pattern.compile("inset\\((50|100)%.*|circle\\(0(px|%)?[ )].*|polygon\\(00(,00)*\\)");
  private static final Pattern VANISHES = Pattern.compile("scale[xy3d]{0,2}\\(0[,)]|translate[xy3d]{0,2}\\((0(px)?,)?-(\\d{4,9}px|\\d{3,9}(vw|vh|%|em|rem))");
  private static final Pattern FADED = Pattern.compile("opacity\\(0?(\\.0[0-5]?\\d*)?%?\\)");

  /** Never drawn where scripts run and pictures load; {@code desc} and the like are for machines. */
  private static final Set<String> NEVER_SHOWN =
      Set.of("noscript", "template", "datalist", "noframes", "noembed", "object", "canvas", "video", "audio", "rp", "desc", "metadata", "defs", "symbol");

  private Hiding() {}

  static boolean neverShown(Element element) {
    String tag = element.normalName();
    if (tag.equals("dialog")) {
      return !element.hasAttr("open");
    }
    return NEVER_SHOWN.contains(tag) && !element.hasAttr("shadowrootmode");
  }

  static boolean by(Declarations s) {
    return s.is("display", "none")
        || s.is("content-visibility", "hidden")
        || s.number("opacity") <= 0.05
        || FADED.matcher(s.value("filter").replace(" ", "")).find()
        || s.pixels("text-indent") <= FAR
        || moved(s)
        || noSize(s) && clips(s)
        || s.value("clip").replace(" ", "").startsWith("rect(0") && taken(s)
        || INSET.matcher(s.value("clip-path").replace(" ", "")).matches()
        || VANISHES.matcher(s.value("transform").replace(" ", "")).find();
  }

  private static boolean taken(Declarations s) {
    return s.is("position", "absolute") || s.is("position", "fixed");
  }

  private static boolean moved(Declarations s) {
    boolean placed = taken(s) || s.is("position", "relative");
    boolean off = Set.of("left", "top", "right", "bottom").stream().anyMatch(edge -> s.pixels(edge) <= FAR);
    return placed && off || s.pixels("margin-left") <= 2 * FAR || s.pixels("margin-top") <= 2 * FAR;
  }

  private static boolean noSize(Declarations s) {
    return Set.of("width", "height", "max-width", "max-height").stream().anyMatch(side -> s.pixels(side) <= 1);
  }

  private static boolean clips(Declarations s) {
    return Set.of("overflow", "overflow-x", "overflow-y").stream().anyMatch(o -> s.is(o, "hidden") || s.is(o, "clip"));
  }
}
