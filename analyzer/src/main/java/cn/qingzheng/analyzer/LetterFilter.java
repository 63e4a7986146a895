package cn.qingzheng.analyzer;

import java.util.List;

/** A small set of letters that may hold a few more than were added: what it does not hold was not added. */
final class LetterFilter {
  /** Holds everything, even where the text ends. */
  static final LetterFilter ALL = new LetterFilter();
  private static final int WORDS = 4;

  private final long[] bits = new long[WORDS];

  /** What some texts begin (or end) with; everything if one of them is empty or there is only one to look at. */
  static LetterFilter of(List<String> texts, boolean first) {
    if (texts.size() < 2 || texts.stream().anyMatch(String::isEmpty)) {
      return ALL;
    }
    LetterFilter letters = new LetterFilter();
    texts.forEach(t -> letters.add(t.charAt(first ? 0 : t.length() - 1)));
    return letters;
  }

  void add(char letter) {
    bits[letter >> 6 & WORDS - 1] |= 1L << letter;
  }

  private boolean has(char letter) {
    return (bits[letter >> 6 & WORDS - 1] >>> letter & 1) != 0;
  }

  /** Whether the letter at an offset may be one of these; false at the end of the text. */
  boolean hasAt(String text, int at) {
    return this == ALL || at < text.length() && has(text.charAt(at));
  }

  /** Whether the letter before an offset may be one of these; false at the beginning of the text. */
  boolean hasBefore(String text, int at) {
    return this == ALL || at > 0 && has(text.charAt(at - 1));
  }
}
