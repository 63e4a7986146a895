package cn.qingzheng.analyzer;

import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Goes from the anchor of a {@link TermShape} through a text, part by part, to its beginning and to its end. */
final class ShapeWalk {
  static final int NOWHERE = -1;
  private static final int LONGEST_NUMBER = 6;
  /** What may stand between the words of a turn of phrase: 等着{…}报喜 for 等着给你报喜. */
  private static final int LONGEST_GAP = 5;
  /** The same between two clauses: 没过{，…}退钱 for 没过，我们全部退钱. */
  private static final int LONGEST_BETWEEN = 6;
  private static final String CHINESE_DIGITS = "零一二两三四五六七八九";

  private final List<ShapePart> parts;
  private final String text;
  private final int from;
  private final Organs organs;
  private final SortedSet<Integer> starts = new TreeSet<>();

  /** @param from what lies left of it is not looked at */
  ShapeWalk(List<ShapePart> parts, String text, int from, Organs organs) {
    this.parts = parts;
    this.text = text;
    this.from = from;
    this.organs = organs;
  }

  /** Where the parts before the anchor may begin, the farthest first. */
  SortedSet<Integer> starts(int anchorStart, int anchor) {
    before(anchorStart, anchor - 1);
    return starts;
  }

  /** Collects where the parts up to {@code i} begin if they end at an offset. */
  private void before(int end, int i) {
    if (i < 0) {
      starts.add(end);
      return;
    }
    ShapePart part = parts.get(i);
    switch (part.kind()) {
      case LITERAL -> each(part, end, start -> before(start, i - 1));
      case NUMBER -> {
        int start = end;
        while (start > from && end - start < LONGEST_NUMBER && TermShape.numeral(text.charAt(start - 1)) && !another(text.charAt(start - 1), text, start, end)) {
          start--;
        }
        if (start < end) {
          before(start, i - 1);
        }
      }
      case ORGAN -> organs.startOfNameEndingAt(text, end).ifPresent(start -> {
        if (start >= from) {
          before(start, i - 1);
        }
      });
      case GAP, CLAUSES -> {
        before(end, i - 1);
        for (int n = 1; n <= longest(part) && end - n >= from && Character.isIdeographic(text.charAt(end - n)); n++) {
          before(end - n, i - 1);
        }
      }
      case AHEAD -> {}
    }
  }

  /** Calls for every choice that ends at an offset. */
  private void each(ShapePart part, int end, IntConsumer begin) {
    for (int i = 0; part.lasts().hasBefore(text, end) && i < part.choices().size(); i++) {
      int start = end - part.choices().get(i).length();
      if (start >= from && text.startsWith(part.choices().get(i), start)) {
        begin.accept(start);
      }
    }
  }

  /** Where the parts from {@code i} on end if they begin at an offset. */
  int after(int start, int i) {
    if (i == parts.size()) {
      return start;
    }
    ShapePart part = parts.get(i);
    return switch (part.kind()) {
      case LITERAL -> {
        for (String choice : part.firsts().hasAt(text, start) ? part.choices() : List.<String>of()) {
          int end = text.startsWith(choice, start) ? after(start + choice.length(), i + 1) : NOWHERE;
          if (end >= 0) {
            yield end;
          }
        }
        yield NOWHERE;
      }
      case NUMBER -> {
        int end = start;
        while (end < text.length() && end - start < LONGEST_NUMBER && TermShape.numeral(text.charAt(end))) {
          end++;
        }
        yield end > start ? after(end, i + 1) : NOWHERE;
      }
      case ORGAN -> {
        OptionalInt end = organs.endOfNameStartingAt(text, start);
        yield end.isPresent() ? after(end.getAsInt(), i + 1) : NOWHERE;
      }
      case GAP, CLAUSES -> {
        int end = after(start, i + 1);
        for (int n = 1; end < 0 && n <= longest(part) && start + n <= text.length() && Character.isIdeographic(text.charAt(start + n - 1)); n++) {
          end = after(start + n, i + 1);
        }
        yield end;
      }
      case AHEAD -> part.choices().stream().anyMatch(c -> text.startsWith(c, start)) ? after(start, i + 1) : NOWHERE;
    };
  }

  private static int longest(ShapePart gap) {
    return gap.kind() == ShapePart.Kind.GAP ? LONGEST_GAP : LONGEST_BETWEEN;
  }

  /** C1两个月: an Arabic digit before a Chinese one belongs to something else. */
  private static boolean another(char before, CharSequence text, int start, int end) {
    return start < end && Character.isDigit(before) && CHINESE_DIGITS.indexOf(text.charAt(start)) >= 0;
  }
}
