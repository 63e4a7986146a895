package cn.qingzheng.crawler.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text as it runs on within one block. White space is collapsed as CSS does it (CSS Text 3 §4.1.1): space, tab and
 * line breaks only. Full-width spaces, no-break spaces and zero-width characters stay: they are evidence of how a
 * term was disguised.
 */
final class InlineText {
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();
  private boolean linked;
  private boolean lettersOutside;
  private boolean visible;
  private boolean space;

  /** Where the text of a link, or text outside of links, begins. */
  private record Piece(Optional<Frame> link, int start) {}

  /** A stretch of what was taken; the link it belongs to, if it belongs to one. */
  record Stretch(String text, Optional<Frame> link) {}

  void append(String s, Optional<Frame> link, boolean hidden) {
    int at = 0;
    while (at < s.length()) {
      int end = spaceIn(s, at);
      if (end > at) {
        word(s, at, end, link);
        visible |= !hidden;
      }
      space |= end < s.length() && !text.isEmpty();
      at = end + 1;
    }
  }

  private void word(String s, int start, int end, Optional<Frame> link) {
    if (space) {
      text.append(' ');
      space = false;
    }
    if (pieces.isEmpty() || !pieces.getLast().link().equals(link)) {
      pieces.add(new Piece(link, text.length()));
    }
    text.append(s, start, end);
    linked |= link.isPresent();
    lettersOutside = lettersOutside || link.isEmpty() && hasLetters(s, start, end);
  }

  /** Where the next white space is; the end if there is none. */
  static int spaceIn(String s, int from) {
    int at = from;
    while (at < s.length() && !isSpace(s.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f');
  }

  private static boolean hasLetters(String s, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isLetterOrDigit(s.charAt(i)) || Character.isSurrogate(s.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether everything in it is the text of links, and signs between them. */
  boolean onlyLinks() {
    return linked && !lettersOutside;
  }

  /** Whether a reader sees nothing of it. */
  boolean onlyHidden() {
    return !visible;
  }

  /**
   * The text, and starts anew. Links beside each other with nothing else are apart, because a reader sees a menu;
   * signs between them stay with the link before. Links to one address, or of one character each, are one text.
   */
  List<Stretch> take() {
    List<Stretch> taken = onlyLinks() ? links() : whole(Optional.empty());
    clear();
    return taken;
  }

  private List<Stretch> whole(Optional<Frame> link) {
    return text.isEmpty() ? List.of() : List.of(new Stretch(text.toString(), link));
  }

  private List<Stretch> links() {
    List<Piece> links = pieces.stream().filter(p -> p.link().isPresent()).toList();
    boolean words = false;
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < links.size(); ) {
      int next = i + 1;
      while (next < links.size() && address(links.get(next)).equals(address(links.get(i)))) {
        next++;
      }
      String shown = text.substring(i == 0 ? 0 : links.get(i).start(), next < links.size() ? links.get(next).start() : text.length()).strip();
      words |= shown.codePointCount(0, shown.length()) > 1;
      stretches.add(new Stretch(shown, links.get(i).link()));
      i = next;
    }
    return words && stretches.size() > 1 ? stretches : whole(stretches.size() == 1 ? stretches.getFirst().link() : Optional.empty());
  }

  private static String address(Piece piece) {
    return piece.link().map(l -> l.element.attr("href")).orElse("");
  }

  private void clear() {
    text.setLength(0);
    pieces.clear();
    linked = false;
    lettersOutside = false;
    visible = false;
    space = false;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  static String collapse(String s) {
    if (spaceIn(s, 0) == s.length()) {
      return s;
    }
    InlineText one = new InlineText();
    one.append(s, Optional.empty(), false);
    return one.text.toString();
  }
}
