package cn.qingzheng.index;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest searchable pieces of a folded text, in order: one ideograph (or kana, or hangul syllable), or a run of
 * letters, or a run of digits. Everything else separates.
 */
final class Units {
  /** More separators than these between two units, or one line break, and no phrase spans them. */
  static final int JOINING_SEPARATORS = 4;

  /** Runs are cut here, at index and at query time alike; far below Lucene's limit for a term. */
  private static final int LONGEST_RUN = 100;

  private final String text;
  private int at;

  private Units(String text) {
    this.text = text;
  }

  /**
   * @param start offset in the folded text
   * @param apart whether nothing before it may be part of the same phrase
   * @param touching whether it follows the unit before it without a separator
   */
  record Unit(int start, int end, boolean ideograph, boolean apart, boolean touching) {}

  static Units of(String folded) {
    return new Units(folded);
  }

  /** The units of a short text as strings. */
  static List<String> texts(String folded) {
    List<String> texts = new ArrayList<>();
    Units units = of(folded);
    while (units.hasNext()) {
      Unit unit = units.next();
      texts.add(folded.substring(unit.start(), unit.end()));
    }
    return texts;
  }

  boolean hasNext() {
    for (int i = at; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Kind.of(text.codePointAt(i)) != Kind.SEPARATOR) {
        return true;
      }
    }
    return false;
  }

  /** Whether a separator stands before the next unit; only after {@link #hasNext}. */
  boolean beginWithSeparator() {
    return Kind.of(text.codePointAt(at)) == Kind.SEPARATOR;
  }

  /** The next unit; only after {@link #hasNext}. */
  Unit next() {
    int separators = 0;
    boolean broken = false;
    int begin = at;
    while (Kind.of(text.codePointAt(begin)) == Kind.SEPARATOR) {
      broken |= text.charAt(begin) == '\n' || text.charAt(begin) == '\r';
      separators++;
      begin += Character.charCount(text.codePointAt(begin));
    }
    Kind kind = Kind.of(text.codePointAt(begin));
    int end = runEnd(begin, kind);
    at = end;
    return new Unit(
        begin, end, kind == Kind.IDEOGRAPH, broken || separators > JOINING_SEPARATORS, separators == 0);
  }

  private int runEnd(int begin, Kind kind) {
    int end = begin + Character.charCount(text.codePointAt(begin));
    if (kind == Kind.IDEOGRAPH) {
      return end;
    }
    while (end < text.length() && end - begin < LONGEST_RUN && Kind.of(text.codePointAt(end)) == kind) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private enum Kind {
    IDEOGRAPH,
    LETTER,
    DIGIT,
    SEPARATOR;

    static Kind of(int c) {
      if (c < 0x80) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? LETTER : c >= '0' && c <= '9' ? DIGIT : SEPARATOR;
      }
      if (Character.isIdeographic(c) || syllable(c)) {
        return IDEOGRAPH;
      }
      return switch (Character.getType(c)) {
        case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
            Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.NON_SPACING_MARK,
            Character.COMBINING_SPACING_MARK -> LETTER;
        case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> DIGIT;
        default -> SEPARATOR;
      };
    }

    private static boolean syllable(int c) {
      return switch (Character.UnicodeScript.of(c)) {
        case HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> Character.isLetter(c);
        default -> false;
      };
    }
  }
}
