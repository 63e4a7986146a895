package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A term as a sequence of literal text and placeholders: {@code {数}天拿证}. The longest literal is what the automaton
 * looks for; the rest is checked to its left and right, in time bounded by the placeholders' lengths.
 */
final class TermShape {
  private static final int LONGEST_NUMBER = 6;
  private static final String NUMERALS = "0123456789〇零一二两三四五六七八九十百千半几数xn";

  private enum Kind {
    LITERAL,
    NUMBER,
    ORGAN
  }

  private record Part(Kind kind, String text) {}

  private final List<Part> parts;
  private final int anchor;

  private TermShape(List<Part> parts, int anchor) {
    this.parts = parts;
    this.anchor = anchor;
  }

  /** A term as the notices write it: {@code ×天拿证}, {@code 原×××部}. */
  static String name(String term) {
    return term.replace("{数}", "×").replace("{部}", "×××部");
  }

  /** Absent if the braces are wrong or nothing literal is left. */
  static Optional<TermShape> parse(String term) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < term.length()) {
      int open = term.indexOf('{', at);
      String literal = term.substring(at, open < 0 ? term.length() : open);
      if (literal.indexOf('}') >= 0) {
        return Optional.empty();
      }
      if (!literal.isEmpty()) {
        parts.add(new Part(Kind.LITERAL, literal));
      }
      if (open < 0) {
        break;
      }
      if (term.startsWith("{数}", open)) {
        parts.add(new Part(Kind.NUMBER, ""));
      } else if (term.startsWith("{部}", open)) {
        parts.add(new Part(Kind.ORGAN, ""));
      } else {
        return Optional.empty();
      }
      at = open + 3;
    }
    return of(parts);
  }

  private static Optional<TermShape> of(List<Part> parts) {
    int anchor = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == Kind.LITERAL
          && (anchor < 0 || parts.get(i).text().length() > parts.get(anchor).text().length())) {
        anchor = i;
      }
    }
    return anchor < 0 ? Optional.empty() : Optional.of(new TermShape(List.copyOf(parts), anchor));
  }

  /** What to look for. */
  String anchor() {
    return parts.get(anchor).text();
  }

  /** The literals one after the other. */
  String text() {
    return parts.stream().map(Part::text).collect(java.util.stream.Collectors.joining());
  }

  /** Whether there is nothing but the anchor. */
  boolean literal() {
    return parts.size() == 1;
  }

  /** The same shape with its literals rewritten. */
  TermShape mapLiterals(java.util.function.UnaryOperator<String> rewrite) {
    List<Part> mapped = parts.stream().map(p -> p.kind() == Kind.LITERAL ? new Part(p.kind(), rewrite.apply(p.text())) : p).toList();
    return new TermShape(mapped, anchor);
  }

  /**
   * Completes an occurrence of the anchor.
   *
   * @param organs finds an organ's name that ends or begins at an offset
   */
  Optional<Span> complete(CharSequence text, Span found, Organs organs) {
    int start = found.start();
    for (int i = anchor - 1; i >= 0; i--) {
      OptionalInt before = before(text, start, parts.get(i), organs);
      if (before.isEmpty()) {
        return Optional.empty();
      }
      start = before.getAsInt();
    }
    int end = found.end();
    for (int i = anchor + 1; i < parts.size(); i++) {
      OptionalInt after = after(text, end, parts.get(i), organs);
      if (after.isEmpty()) {
        return Optional.empty();
      }
      end = after.getAsInt();
    }
    return Optional.of(new Span(start, end));
  }

  private static OptionalInt before(CharSequence text, int end, Part part, Organs organs) {
    return switch (part.kind()) {
      case LITERAL -> {
        int start = end - part.text().length();
        boolean same = start >= 0 && part.text().contentEquals(text.subSequence(start, end));
        yield same ? OptionalInt.of(start) : OptionalInt.empty();
      }
      case NUMBER -> {
        int start = end;
        while (start > 0 && end - start < LONGEST_NUMBER && numeral(text.charAt(start - 1))) {
          start--;
        }
        yield start < end ? OptionalInt.of(start) : OptionalInt.empty();
      }
      case ORGAN -> organs.startOfNameEndingAt(text, end);
    };
  }

  private static OptionalInt after(CharSequence text, int start, Part part, Organs organs) {
    return switch (part.kind()) {
      case LITERAL -> {
        int end = start + part.text().length();
        boolean same = end <= text.length() && part.text().contentEquals(text.subSequence(start, end));
        yield same ? OptionalInt.of(end) : OptionalInt.empty();
      }
      case NUMBER -> {
        int end = start;
        while (end < text.length() && end - start < LONGEST_NUMBER && numeral(text.charAt(end))) {
          end++;
        }
        yield end > start ? OptionalInt.of(end) : OptionalInt.empty();
      }
      case ORGAN -> organs.endOfNameStartingAt(text, start);
    };
  }

  static boolean numeral(char c) {
    return NUMERALS.indexOf(c) >= 0;
  }
}
