package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A term as a sequence of literal text and placeholders: {@code {数}天拿证}, {@code {考|}不过{全额|}退{款|费}}. The longest
 * literal is what the automaton looks for; the rest is checked to its left and right, in time bounded by the
 * placeholders' lengths and the number of choices.
 */
final class TermShape {
  private static final int LONGEST_NUMBER = 6;
  private static final String CHINESE_DIGITS = "零一二两三四五六七八九";
  private static final String NUMERALS = "0123456789〇零一二两三四五六七八九十百千半几数xn";

  private enum Kind {
    LITERAL,
    NUMBER,
    ORGAN
  }

  /** @param choices of literal text, the longest first, an empty one if the part may be left out */
  private record Part(Kind kind, List<String> choices) {
    static Part literal(String text) {
      return new Part(Kind.LITERAL, List.of(text));
    }

    int shortest() {
      return kind == Kind.LITERAL ? choices.getLast().length() : 0;
    }
  }

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
        parts.add(Part.literal(literal));
      }
      if (open < 0) {
        break;
      }
      int close = term.indexOf('}', open);
      Optional<Part> part = close < 0 ? Optional.empty() : placeholder(term.substring(open + 1, close));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
      at = close + 1;
    }
    return of(parts);
  }

  private static Optional<Part> placeholder(String inside) {
    return switch (inside) {
      case "数" -> Optional.of(new Part(Kind.NUMBER, List.of()));
      case "部" -> Optional.of(new Part(Kind.ORGAN, List.of()));
      default -> inside.indexOf('|') < 0 || inside.indexOf('{') >= 0
          ? Optional.empty()
          : Optional.of(new Part(Kind.LITERAL, longestFirst(List.of(inside.split("\\|", -1)))));
    };
  }

  private static List<String> longestFirst(List<String> choices) {
    return choices.stream().distinct().sorted(Comparator.comparingInt((String c) -> -c.length())).toList();
  }

  /** The anchor is the part of which even the shortest choice is long. */
  private static Optional<TermShape> of(List<Part> parts) {
    int anchor = -1;
    for (int i = 0; i < parts.size(); i++) {
      int length = parts.get(i).shortest();
      if (length > 0 && (anchor < 0 || length > parts.get(anchor).shortest())) {
        anchor = i;
      }
    }
    return anchor < 0 ? Optional.empty() : Optional.of(new TermShape(List.copyOf(parts), anchor));
  }

  /** One shape for each choice of the anchor: what the automaton can look for. */
  List<TermShape> anchored() {
    return parts.get(anchor).choices().stream().map(choice -> {
      List<Part> one = new ArrayList<>(parts);
      one.set(anchor, Part.literal(choice));
      return new TermShape(List.copyOf(one), anchor);
    }).toList();
  }

  /** What to look for. */
  String anchor() {
    return parts.get(anchor).choices().getFirst();
  }

  /** The literals one after the other. */
  String text() {
    return parts.stream().flatMap(p -> p.choices().stream()).collect(Collectors.joining());
  }

  /** Whether there is nothing but the anchor. */
  boolean literal() {
    return parts.size() == 1 && parts.getFirst().choices().size() == 1;
  }

  /** Whether some part can be written in more than one way. */
  boolean choice() {
    return parts.stream().anyMatch(p -> p.choices().size() > 1);
  }

  /** The same shape with its literals rewritten. */
  TermShape mapLiterals(UnaryOperator<String> rewrite) {
    List<Part> mapped =
        parts.stream().map(p -> new Part(p.kind(), longestFirst(p.choices().stream().map(rewrite).toList()))).toList();
    return new TermShape(mapped, anchor);
  }

  /**
   * Completes an occurrence of the anchor; where choices allow more than one way, with the longest that fits.
   *
   * @param organs finds an organ's name that ends or begins at an offset
   */
  Optional<Span> complete(CharSequence text, Span found, Organs organs) {
    OptionalInt start = before(text, found.start(), anchor - 1, organs);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt end = after(text, found.end(), anchor + 1, organs);
    return end.isEmpty() ? Optional.empty() : Optional.of(new Span(start.getAsInt(), end.getAsInt()));
  }

  /** Where the parts up to {@code i} begin if they end at an offset. */
  private OptionalInt before(CharSequence text, int end, int i, Organs organs) {
    if (i < 0) {
      return OptionalInt.of(end);
    }
    Part part = parts.get(i);
    return switch (part.kind()) {
      case LITERAL -> part.choices().stream()
          .filter(c -> stands(text, c, end - c.length()))
          .map(c -> before(text, end - c.length(), i - 1, organs))
          .filter(OptionalInt::isPresent)
          .findFirst()
          .orElse(OptionalInt.empty());
      case NUMBER -> {
        int start = end;
        while (start > 0 && end - start < LONGEST_NUMBER && numeral(text.charAt(start - 1)) && !another(text.charAt(start - 1), text, start, end)) {
          start--;
        }
        yield start < end ? before(text, start, i - 1, organs) : OptionalInt.empty();
      }
      case ORGAN -> {
        OptionalInt start = organs.startOfNameEndingAt(text, end);
        yield start.isPresent() ? before(text, start.getAsInt(), i - 1, organs) : start;
      }
    };
  }

  /** Where the parts from {@code i} on end if they begin at an offset. */
  private OptionalInt after(CharSequence text, int start, int i, Organs organs) {
    if (i == parts.size()) {
      return OptionalInt.of(start);
    }
    Part part = parts.get(i);
    return switch (part.kind()) {
      case LITERAL -> part.choices().stream()
          .filter(c -> stands(text, c, start))
          .map(c -> after(text, start + c.length(), i + 1, organs))
          .filter(OptionalInt::isPresent)
          .findFirst()
          .orElse(OptionalInt.empty());
      case NUMBER -> {
        int end = start;
        while (end < text.length() && end - start < LONGEST_NUMBER && numeral(text.charAt(end))) {
          end++;
        }
        yield end > start ? after(text, end, i + 1, organs) : OptionalInt.empty();
      }
      case ORGAN -> {
        OptionalInt end = organs.endOfNameStartingAt(text, start);
        yield end.isPresent() ? after(text, end.getAsInt(), i + 1, organs) : end;
      }
    };
  }

  private static boolean stands(CharSequence text, String literal, int start) {
    int end = start + literal.length();
    return start >= 0 && end <= text.length() && literal.contentEquals(text.subSequence(start, end));
  }

  /** C1两个月: an Arabic digit before a Chinese one belongs to something else. */
  private static boolean another(char before, CharSequence text, int start, int end) {
    return start < end && Character.isDigit(before) && CHINESE_DIGITS.indexOf(text.charAt(start)) >= 0;
  }

  static boolean numeral(char c) {
    return NUMERALS.indexOf(c) >= 0;
  }
}
