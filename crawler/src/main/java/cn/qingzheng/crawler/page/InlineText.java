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
  private int lettersOutside;
  private int visible;
  private boolean space;

  /** Where the text of a link, or text outside of links, begins. */
  private record Piece(Optional<Frame> link, int start) {}

  /** A stretch of what was taken; the link it belongs to, if it belongs to one. */
  record Stretch(String text, Optional<Frame> link) {}

  void append(String s, Optional<Frame> link, boolean hidden) {
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
      if (pieces.isEmpty() || !pieces.getLast().link().equals(link)) {
        pieces.add(new Piece(link, text.length()));
      }
      text.append(c);
      lettersOutside += link.isEmpty() && (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) ? 1 : 0;
      visible += hidden ? 0 : 1;
    }
  }

  /** Whether everything in it is the text of links, and signs between them. */
  boolean onlyLinks() {
    return lettersOutside == 0 && pieces.stream().anyMatch(p -> p.link().isPresent());
  }

  /** Whether a reader sees nothing of it. */
  boolean onlyHidden() {
    return visible == 0;
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
    lettersOutside = 0;
    visible = 0;
    space = false;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  static String collapse(String s) {
    InlineText one = new InlineText();
    one.append(s, Optional.empty(), false);
    return one.text.toString();
  }
}
