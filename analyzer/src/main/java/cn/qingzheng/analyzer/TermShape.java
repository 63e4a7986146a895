package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A term as a sequence of literal text and placeholders: {@code {数}天拿证}, {@code {考|}不过{全额|}退{款|费}}, {@code
 * 等着{…}报喜} with a few letters in between, {@code 国度{>认可|颁发}} where what follows stays outside. The longest
 * literal is what the automaton looks for; the rest is checked to its left and right, in time bounded by the
 * placeholders' lengths and the number of choices.
 */
final class TermShape {
  private static final int LONGEST_NUMBER = 6;
  /** What may stand between the words of a turn of phrase: 等着{…}报喜 for 等着给你报喜. */
  private static final int LONGEST_GAP = 5;
  /** The same between two clauses: 没过{，…}退钱 for 没过，我们全部退钱. */
  private static final int LONGEST_BETWEEN = 6;
  private static final String CHINESE_DIGITS = "零一二两三四五六七八九";
  private static final int NOWHERE = -1;
  private static final int MOST_KEYS = 64;
  private static final int MOST_WAYS = 512;
  private static final String NUMERALS = "0123456789〇零一二两三四五六七八九十百千半几数xn";
  private static final BitSet NUMERAL = NUMERALS.chars().collect(BitSet::new, BitSet::set, BitSet::or);

  private enum Kind {
    LITERAL,
    NUMBER,
    ORGAN,
    GAP,
    CLAUSES,
    AHEAD;

    boolean gap() {
      return this == GAP || this == CLAUSES;
    }
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
  private final boolean literal;

  private TermShape(List<Part> parts, int anchor) {
    this.parts = parts;
    this.anchor = anchor;
    literal = parts.size() == 1 && parts.getFirst().choices().size() == 1;
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
      case "…" -> Optional.of(new Part(Kind.GAP, List.of()));
      case "，…" -> Optional.of(new Part(Kind.CLAUSES, List.of()));
      case String ahead when ahead.startsWith(">") ->
          Optional.of(new Part(Kind.AHEAD, List.of(ahead.substring(1).split("\\|"))));
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

  /**
   * What to look for if it is an anchored one: the anchor with as much around it as has few choices, so that the anchor
   * alone (证) does not call for a look at every shape that has it. Of each place where the shape may stand one key is
   * found, never two.
   */
  List<Automaton.Key> keys() {
    List<Automaton.Key> keys = new ArrayList<>();
    List<String> right = around(1, MOST_KEYS);
    for (String before : around(-1, MOST_KEYS / right.size())) {
      for (String after : right) {
        keys.add(new Automaton.Key(before + anchor() + after, before.length(), before.length() + anchor().length()));
      }
    }
    return keys;
  }

  /** The ways to go on from the anchor to one side; none begins another, so that at most one of them stands there. */
  private List<String> around(int side, int most) {
    List<String> ways = List.of("");
    List<String> best = ways;
    for (int i = anchor + side; i >= 0 && i < parts.size() && parts.get(i).kind() == Kind.LITERAL; i += side) {
      List<String> longer = new ArrayList<>();
      for (String way : ways) {
        parts.get(i).choices().forEach(c -> longer.add(side > 0 ? way + c : c + way));
      }
      ways = longer;
      if (ways.size() > MOST_WAYS) {
        break;
      }
      List<String> shortest = shortest(ways, side);
      best = shortest.size() <= most ? shortest : best;
    }
    return best;
  }

  /** Without those that begin (to the left: end) with another. */
  private static List<String> shortest(List<String> ways, int side) {
    Set<String> all = new LinkedHashSet<>(ways);
    return all.stream()
        .filter(w -> IntStream.range(0, w.length()).noneMatch(n -> all.contains(side > 0 ? w.substring(0, n) : w.substring(w.length() - n))))
        .toList();
  }

  /** The anchor itself. */
  String anchor() {
    return parts.get(anchor).choices().getFirst();
  }

  /** The literals one after the other. */
  String text() {
    return parts.stream().flatMap(p -> p.choices().stream()).collect(Collectors.joining());
  }

  /** Whether there is nothing but the anchor. */
  boolean literal() {
    return literal;
  }

  /** Whether some part can be written in more than one way. */
  boolean choice() {
    return parts.stream().anyMatch(p -> p.choices().size() > 1) || gapped();
  }

  /** Whether letters that no part names may stand inside. */
  boolean gapped() {
    return parts.stream().anyMatch(p -> p.kind().gap());
  }

  /** Whether a comma may stand inside. */
  boolean crossesClauses() {
    return parts.stream().anyMatch(p -> p.kind() == Kind.CLAUSES);
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
  Optional<Span> complete(String text, Span found, Organs organs) {
    int start = before(text, found.start(), anchor - 1, organs);
    int end = start < 0 ? NOWHERE : after(text, found.end(), anchor + 1, organs);
    return end < 0 ? Optional.empty() : Optional.of(new Span(start, end));
  }

  /** Where the parts up to {@code i} begin if they end at an offset. */
  private int before(String text, int end, int i, Organs organs) {
    if (i < 0) {
      return end;
    }
    Part part = parts.get(i);
    return switch (part.kind()) {
      case LITERAL -> {
        for (String choice : part.choices()) {
          int start = text.startsWith(choice, end - choice.length()) ? before(text, end - choice.length(), i - 1, organs) : NOWHERE;
          if (start >= 0) {
            yield start;
          }
        }
        yield NOWHERE;
      }
      case NUMBER -> {
        int start = end;
        while (start > 0 && end - start < LONGEST_NUMBER && numeral(text.charAt(start - 1)) && !another(text.charAt(start - 1), text, start, end)) {
          start--;
        }
        yield start < end ? before(text, start, i - 1, organs) : NOWHERE;
      }
      case ORGAN -> {
        OptionalInt start = organs.startOfNameEndingAt(text, end);
        yield start.isPresent() ? before(text, start.getAsInt(), i - 1, organs) : NOWHERE;
      }
      case GAP, CLAUSES -> {
        int start = before(text, end, i - 1, organs);
        for (int n = 1; start < 0 && n <= longest(part) && n <= end && Character.isIdeographic(text.charAt(end - n)); n++) {
          start = before(text, end - n, i - 1, organs);
        }
        yield start;
      }
      case AHEAD -> NOWHERE;
    };
  }

  /** Where the parts from {@code i} on end if they begin at an offset. */
  private int after(String text, int start, int i, Organs organs) {
    if (i == parts.size()) {
      return start;
    }
    Part part = parts.get(i);
    return switch (part.kind()) {
      case LITERAL -> {
        for (String choice : part.choices()) {
          int end = text.startsWith(choice, start) ? after(text, start + choice.length(), i + 1, organs) : NOWHERE;
          if (end >= 0) {
            yield end;
          }
        }
        yield NOWHERE;
      }
      case NUMBER -> {
        int end = start;
        while (end < text.length() && end - start < LONGEST_NUMBER && numeral(text.charAt(end))) {
          end++;
        }
        yield end > start ? after(text, end, i + 1, organs) : NOWHERE;
      }
      case ORGAN -> {
        OptionalInt end = organs.endOfNameStartingAt(text, start);
        yield end.isPresent() ? after(text, end.getAsInt(), i + 1, organs) : NOWHERE;
      }
      case GAP, CLAUSES -> {
        int end = after(text, start, i + 1, organs);
        for (int n = 1; end < 0 && n <= longest(part) && start + n <= text.length() && Character.isIdeographic(text.charAt(start + n - 1)); n++) {
          end = after(text, start + n, i + 1, organs);
        }
        yield end;
      }
      case AHEAD -> part.choices().stream().anyMatch(c -> text.startsWith(c, start)) ? after(text, start, i + 1, organs) : NOWHERE;
    };
  }

  private static int longest(Part gap) {
    return gap.kind() == Kind.GAP ? LONGEST_GAP : LONGEST_BETWEEN;
  }

  /** C1两个月: an Arabic digit before a Chinese one belongs to something else. */
  private static boolean another(char before, CharSequence text, int start, int end) {
    return start < end && Character.isDigit(before) && CHINESE_DIGITS.indexOf(text.charAt(start)) >= 0;
  }

  static boolean numeral(char c) {
    return NUMERAL.get(c);
  }
}
