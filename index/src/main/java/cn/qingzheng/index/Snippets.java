package cn.qingzheng.index;

import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts a text around its marks. All lengths are UTF-16 units. */
final class Snippets {
  private static final int BEFORE = 24;
  private static final int AFTER = 48;
  private static final int MOST_PLACES = 3;
  private static final int WITHOUT_MARKS = 140;
  private static final String BETWEEN = " … ";

  private Snippets() {}

  /** In order, inside the text, merged where they overlap. */
  static List<Span> merged(List<Span> spans, int length) {
    List<Span> merged = new ArrayList<>();
    spans.stream()
        .filter(s -> s.length() > 0 && s.end() <= length)
        .sorted(Comparator.comparingInt(Span::start))
        .forEach(s -> {
          if (!merged.isEmpty() && s.start() < merged.getLast().end()) {
            Span last = merged.removeLast();
            merged.add(new Span(last.start(), Math.max(last.end(), s.end())));
          } else {
            merged.add(s);
          }
        });
    return List.copyOf(merged);
  }

  /** The whole text in pieces. The marks are {@link #merged}. */
  static List<Piece> whole(String text, List<Span> marks) {
    return pieces(text, new Span(0, text.length()), marks);
  }

  /** The first places with marks, or the beginning. The marks are {@link #merged}. */
  static List<Piece> around(String text, List<Span> marks) {
    if (marks.isEmpty()) {
      int end = edge(text, Math.min(text.length(), WITHOUT_MARKS));
      String more = end < text.length() ? BETWEEN.stripTrailing() : "";
      return List.of(new Piece(text.substring(0, end) + more, false));
    }
    List<Piece> snippet = new ArrayList<>();
    List<Span> places = places(text, marks);
    for (Span place : places) {
      if (!snippet.isEmpty() || place.start() > 0) {
        snippet.add(new Piece(snippet.isEmpty() ? BETWEEN.stripLeading() : BETWEEN, false));
      }
      snippet.addAll(pieces(text, place, marks));
    }
    if (places.getLast().end() < text.length()) {
      snippet.add(new Piece(BETWEEN.stripTrailing(), false));
    }
    return snippet;
  }

  private static List<Span> places(String text, List<Span> marks) {
    List<Span> places = new ArrayList<>();
    for (Span mark : marks) {
      int start = edge(text, Math.max(0, mark.start() - BEFORE));
      int end = edge(text, Math.min(text.length(), mark.end() + AFTER));
      if (!places.isEmpty() && start <= places.getLast().end()) {
        places.add(new Span(places.removeLast().start(), end));
      } else if (places.size() < MOST_PLACES) {
        places.add(new Span(start, end));
      } else {
        break;
      }
    }
    return places;
  }

  private static List<Piece> pieces(String text, Span place, List<Span> marks) {
    List<Piece> pieces = new ArrayList<>();
    int at = place.start();
    for (Span mark : marks) {
      if (mark.overlaps(place)) {
        add(pieces, text.substring(at, Math.max(at, mark.start())), false);
        add(pieces, text.substring(Math.max(at, mark.start()), Math.min(mark.end(), place.end())), true);
        at = Math.min(mark.end(), place.end());
      }
    }
    add(pieces, text.substring(at, place.end()), false);
    return pieces;
  }

  private static void add(List<Piece> pieces, String text, boolean marked) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, marked));
    }
  }

  /** The same place, but never between the halves of a surrogate pair. */
  private static int edge(String text, int at) {
    boolean inside = at > 0 && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
    return inside ? at - 1 : at;
  }
}
