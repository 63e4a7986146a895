package cn.qingzheng.crawler.page;

/**
 * Text as it runs on within one block. White space is collapsed as CSS does it (CSS Text 3 §4.1.1): space, tab and
 * line breaks only. Full-width spaces, no-break spaces and zero-width characters stay: they are evidence of how a
 * term was disguised.
 */
final class InlineText {
  private final StringBuilder text = new StringBuilder();
  private int inLinks;
  private int outsideLinks;
  private int visible;
  private boolean space;

  void append(String s, boolean inLink, boolean hidden) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        space = text.length() > 0;
        continue;
      }
      if (space) {
        text.append(' ');
        space = false;
      }
      text.append(c);
      inLinks += inLink ? 1 : 0;
      outsideLinks += inLink ? 0 : 1;
      visible += hidden ? 0 : 1;
    }
  }

  /** Whether everything in it is the text of links. */
  boolean onlyLinks() {
    return inLinks > 0 && outsideLinks == 0;
  }

  /** Whether a reader sees nothing of it. */
  boolean onlyHidden() {
    return visible == 0;
  }

  /** The text, and starts anew. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    inLinks = 0;
    outsideLinks = 0;
    visible = 0;
    space = false;
    return taken;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  static String collapse(String s) {
    InlineText one = new InlineText();
    one.append(s, false, false);
    return one.take();
  }
}
