package cn.qingzheng.crawler.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colour of a text and of what lies behind it, as far as the mark-up says.
 *
 * @param text red, green and blue in 24 bits, or {@link #NOT_KNOWN}
 * @param ground nearest background; {@link #NOT_KNOWN} also for a picture
 * @param clear whether the text is drawn without any colour
 */
record Colors(int text, int ground, boolean clear) {
  static final int NOT_KNOWN = -1;
  static final Colors UNKNOWN = new Colors(NOT_KNOWN, NOT_KNOWN, false);

  /** Closer in each of the three colours than this, no eye tells them apart. */
  private static final int ALIKE = 16;
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("white", 0xffffff), Map.entry("black", 0), Map.entry("red", 0xff0000), Map.entry("green", 0x008000),
          Map.entry("blue", 0x0000ff), Map.entry("yellow", 0xffff00), Map.entry("gray", 0x808080), Map.entry("grey", 0x808080),
          Map.entry("silver", 0xc0c0c0), Map.entry("snow", 0xfffafa), Map.entry("ivory", 0xfffff0), Map.entry("whitesmoke", 0xf5f5f5),
          Map.entry("ghostwhite", 0xf8f8ff), Map.entry("floralwhite", 0xfffaf0));
  private static final Pattern HEX = Pattern.compile("#(?:([0-9a-f]{3})[0-9a-f]?|([0-9a-f]{6})(?:[0-9a-f]{2})?)");
  private static final Pattern RGB =
      Pattern.compile("rgba?\\( ?(\\d{1,3}+)(?: ?, ?| )(\\d{1,3}+)(?: ?, ?| )(\\d{1,3}+) ?(?:[,/] ?[\\d.]{1,8}+%? ?)?\\)");
  private static final Pattern CLEAR = Pattern.compile("transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}0[0-9a-f]|rgba?\\((?:(?:[^,/]*,){3}|[^/]*/) ?0?(?:\\.0\\d*+)?%? ?\\)");
  private static final Pattern INHERITED = Pattern.compile("|inherit|unset|currentcolor");

  boolean unreadable() {
    return clear || text >= 0 && ground >= 0 && alike(text, ground);
  }

  /** What holds inside an element. */
  Colors under(Declarations style, String fontColor, String bgcolor) {
    String written = INHERITED.matcher(style.value("color")).matches() ? Declarations.tidy(fontColor) : style.value("color");
    boolean own = !written.isEmpty();
    Colors inside = own ? new Colors(color(written), ground, clear(written)) : this;
    return inside.on(style, bgcolor);
  }

  private Colors on(Declarations style, String bgcolor) {
    String written = style.has("background-color") ? style.value("background-color") : style.value("background");
    written = written.isEmpty() ? Declarations.tidy(bgcolor) : written;
    boolean picture = style.has("background-image") && !style.is("background-image", "none");
    boolean through = INHERITED.matcher(written).matches() || written.equals("none") || written.equals("0") || clear(written);
    if (picture) {
      // Text may be cut out of the picture (background-clip), so it can be seen although it has no colour.
      return new Colors(text, NOT_KNOWN, false);
    }
    boolean cutOut = style.value("background-clip").equals("text") || style.value("-webkit-background-clip").equals("text");
    return through ? this : new Colors(text, color(written), clear && !cutOut && color(written) >= 0);
  }

  private static boolean clear(String css) {
    return CLEAR.matcher(css).matches();
  }

  private static boolean alike(int a, int b) {
    return Math.abs((a >> 16) - (b >> 16)) < ALIKE && Math.abs((a >> 8 & 255) - (b >> 8 & 255)) < ALIKE && Math.abs((a & 255) - (b & 255)) < ALIKE;
  }

  /** {@link #NOT_KNOWN} for what is not written as one plain colour: a picture, a gradient, a variable. */
  static int color(String css) {
    if (NAMES.containsKey(css)) {
      return NAMES.get(css);
    }
    Matcher hex = HEX.matcher(css);
    if (hex.matches()) {
      return Integer.parseInt(hex.group(1) == null ? hex.group(2) : hex.group(1).replaceAll("(.)", "$1$1"), 16);
    }
    Matcher rgb = RGB.matcher(css);
    return rgb.matches() ? part(rgb, 1) << 16 | part(rgb, 2) << 8 | part(rgb, 3) : NOT_KNOWN;
  }

  private static int part(Matcher rgb, int group) {
    return Math.min(255, Integer.parseInt(rgb.group(group)));
  }
}
