package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A term as a sequence of literal text and placeholders: {@code {数}天拿证}, {@code {考|}不过{全额|}退{款|费}}, {@code
 * 等着{…}报喜} with a few letters in between, {@code 国度{>认可|颁发}} where what follows stays outside. The rarest
 * literal, the anchor, is what the automaton looks for; {@link ShapeWalk} checks the rest to its left and right, in
 * time bounded by the placeholders' lengths and the number of choices.
 */
final class TermShape {
  private static final int MOST_KEYS = 16;
  private static final int MOST_WAYS = 64;
  private static final String NUMERALS = "0123456789〇零一二两三四五六七八九十百千半几数xn";
  private static final BitSet NUMERAL = NUMERALS.chars().collect(BitSet::new, BitSet::set, BitSet::or);

  private final List<ShapePart> parts;
  private final int anchor;
  private final boolean literal;
  /** What may stand right before and right behind the anchor. */
  private final LetterFilter left;
  private final LetterFilter right;

  private TermShape(List<ShapePart> parts, int anchor) {
    this.parts = parts;
    this.anchor = anchor;
    literal = parts.size() == 1 && parts.getFirst().choices().size() == 1;
    left = beside(-1);
    right = beside(1);
  }

  /** The letters that the parts to one side of the anchor may begin (to the left: end) with. */
  private LetterFilter beside(int side) {
    LetterFilter letters = new LetterFilter();
    for (int i = anchor + side; i >= 0 && i < parts.size(); i += side) {
      ShapePart part = parts.get(i);
      switch (part.kind()) {
        case LITERAL, AHEAD -> part.choices().stream().filter(c -> !c.isEmpty())
            .forEach(c -> letters.add(c.charAt(side > 0 ? 0 : c.length() - 1)));
        case NUMBER -> NUMERALS.chars().forEach(c -> letters.add((char) c));
        case ORGAN, GAP, CLAUSES -> {
          return LetterFilter.ALL;
        }
      }
      if (part.kind() != ShapePart.Kind.LITERAL || part.shortest() > 0) {
        return letters;
      }
    }
    return LetterFilter.ALL;
  }

  /** A term as the notices write it: {@code ×天拿证}, {@code 原×××部}. */
  static String name(String term) {
    return term.replace("{数}", "×").replace("{部}", "×××部");
  }

  /** Absent if the braces are wrong or nothing literal is left. */
  static Optional<TermShape> parse(String term) {
    List<ShapePart> parts = new ArrayList<>();
    int at = 0;
    while (at < term.length()) {
      int open = term.indexOf('{', at);
      String literal = term.substring(at, open < 0 ? term.length() : open);
      if (literal.indexOf('}') >= 0) {
        return Optional.empty();
      }
      if (!literal.isEmpty()) {
        parts.add(ShapePart.literal(literal));
      }
      if (open < 0) {
        break;
      }
      int close = term.indexOf('}', open);
      Optional<ShapePart> part = close < 0 ? Optional.empty() : placeholder(term.substring(open + 1, close));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
      at = close + 1;
    }
    return of(parts);
  }

  private static Optional<ShapePart> placeholder(String inside) {
    return switch (inside) {
      case "数" -> Optional.of(new ShapePart(ShapePart.Kind.NUMBER, List.of()));
      case "部" -> Optional.of(new ShapePart(ShapePart.Kind.ORGAN, List.of()));
      case "…" -> Optional.of(new ShapePart(ShapePart.Kind.GAP, List.of()));
      case "，…" -> Optional.of(new ShapePart(ShapePart.Kind.CLAUSES, List.of()));
      case String ahead when ahead.startsWith(">") ->
          Optional.of(new ShapePart(ShapePart.Kind.AHEAD, List.of(ahead.substring(1).split("\\|"))));
      default -> inside.indexOf('|') < 0 || inside.indexOf('{') >= 0
          ? Optional.empty()
          : Optional.of(new ShapePart(ShapePart.Kind.LITERAL, longestFirst(List.of(inside.split("\\|", -1)))));
    };
  }

  private static List<String> longestFirst(List<String> choices) {
    return choices.stream().distinct().sorted(Comparator.comparingInt((String c) -> -c.length())).toList();
  }

  /** The anchor is the part that is met least often. */
  private static Optional<TermShape> of(List<ShapePart> parts) {
    return IntStream.range(0, parts.size())
        .filter(i -> parts.get(i).shortest() > 0)
        .boxed()
        .min(Comparator.comparingDouble(i -> parts.get(i).commonness()))
        .map(anchor -> new TermShape(List.copyOf(parts), anchor));
  }

  /** One shape for each choice of the anchor: what the automaton can look for. */
  List<TermShape> anchored() {
    return parts.get(anchor).choices().stream().map(choice -> {
      List<ShapePart> one = new ArrayList<>(parts);
      one.set(anchor, ShapePart.literal(choice));
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
    for (int i = anchor + side; i >= 0 && i < parts.size() && parts.get(i).kind() == ShapePart.Kind.LITERAL; i += side) {
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
    return parts.stream().anyMatch(p -> p.kind() == ShapePart.Kind.CLAUSES);
  }

  /** The same shape with its literals rewritten. */
  TermShape mapLiterals(UnaryOperator<String> rewrite) {
    List<ShapePart> mapped =
        parts.stream().map(p -> new ShapePart(p.kind(), longestFirst(p.choices().stream().map(rewrite).toList()))).toList();
    return new TermShape(mapped, anchor);
  }

  /**
   * Completes an occurrence of the anchor; where choices allow more than one way, with the longest that fits.
   *
   * @param organs finds an organ's name that ends or begins at an offset
   */
  Optional<Span> complete(String text, Span found, Organs organs) {
    return completions(text, found, organs).stream().findFirst();
  }

  /** All beginnings that the letters between two parts allow, the farthest first: 每月|月进账 in 每月进账妥妥五位数. */
  List<Span> completions(String text, Span found, Organs organs) {
    return mayStand(text, found.start(), found.end()) ? spans(text, found, 0, organs) : List.of();
  }

  /** Whether the letters beside an anchor do not rule the shape out. */
  boolean mayStand(String text, int start, int end) {
    return left.hasBefore(text, start) && right.hasAt(text, end);
  }

  /** The same without what lies left of {@code from}. */
  List<Span> completionsFrom(int from, String text, Span found, Organs organs) {
    return spans(text, found, from, organs);
  }

  private List<Span> spans(String text, Span found, int from, Organs organs) {
    if (literal) {
      return List.of(found);
    }
    ShapeWalk walk = new ShapeWalk(parts, text, from, organs);
    int end = walk.after(found.end(), anchor + 1);
    if (end == ShapeWalk.NOWHERE) {
      return List.of();
    }
    return anchor == 0
        ? List.of(new Span(found.start(), end))
        : walk.starts(found.start(), anchor).stream().map(start -> new Span(start, end)).toList();
  }

  static boolean numeral(char c) {
    return NUMERAL.get(c);
  }
}
