package cn.qingzheng.analyzer;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.TextFolding;
import cn.qingzheng.model.WrittenForm;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings disguised writing to one form: compatibility forms, traditional and look-alike characters, case, invisible
 * characters, pronunciations in brackets, and up to {@link #LONGEST_GAP} separators between two Chinese characters.
 * What was dropped is seen from the raw offsets. A line feed always stays and nothing is joined across it.
 *
 * <p>One pass with one table look-up per UTF-16 unit; code points outside the BMP take a slower path.
 */
final class Folding implements TextFolding {
  /** Code points that may stand between two letters of a term. */
  static final int LONGEST_GAP = 4;

  /** What the common variation selectors, joiners and marks are called in {@link #kinds}. */
  static final byte CHINESE = 1;
  static final byte LETTER = 2;
  static final byte SOFT = 3;
  static final byte HARD = 4;
  static final byte LINE = 5;
  static final byte DROPPED = 6;
  static final byte SEVERAL = 7;
  static final byte SURROGATE = 8;

  final char[] single = new char[1 << 16];
  final byte[] kinds = new byte[1 << 16];
  final Map<Integer, String> several = new HashMap<>();
  private final Map<Integer, WrittenForm> curated = new HashMap<>();
  final Set<String> syllables;

  Folding(List<CharFold> folds) {
    syllables = Set.copyOf(HanLpLanguage.allSyllables());
    Map<Integer, String> given = new HashMap<>();
    for (CharFold fold : folds) {
      given.put(fold.from(), fold.to());
      curated.put(fold.from(), fold.kind());
    }
    for (int c = 0; c < 1 << 16; c++) {
      enter(c, given);
    }
    given.forEach((from, to) -> {
      if (from > 0xFFFF) {
        several.put(from, to.toLowerCase(Locale.ROOT));
      }
    });
  }

  private void enter(int c, Map<Integer, String> given) {
    if (Character.isSurrogate((char) c)) {
      kinds[c] = SURROGATE;
      return;
    }
    byte kind = kindOf(c);
    if (kind == LINE || kind == DROPPED) {
      kinds[c] = kind;
      single[c] = '\n';
      return;
    }
    String to = given.getOrDefault(c, foldedCodePoint(c));
    if (to.length() == 1) {
      single[c] = to.charAt(0);
      kinds[c] = kindOf(to.charAt(0));
    } else {
      several.put(c, to);
      kinds[c] = SEVERAL;
    }
  }

  /** One code point by the general rules; never empty for visible characters. */
  static String foldedCodePoint(int c) {
    if (c >= 0x1F200 && c <= 0x1F2FF) {
      // Squared ideographs are used as pictures between letters: 包🈴过. What stands for a letter is listed.
      return Character.toString(c);
    }
    String to = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    StringBuilder out = new StringBuilder();
    to.codePoints().forEach(p -> {
      String letter = Character.toString(p);
      if (Character.UnicodeScript.of(p) == Character.UnicodeScript.LATIN) {
        letter = Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
      } else if (Character.isIdeographic(p)) {
        letter = HanLpLanguage.simplified(letter);
      }
      out.append(letter.toLowerCase(Locale.ROOT));
    });
    return out.isEmpty() ? to : out.toString();
  }

  static byte kindOf(int c) {
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85 || c == '\f' || c == 0x0B) {
      return LINE;
    }
    int type = Character.getType(c);
    if (type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
        || (type == Character.CONTROL && c != '\t') || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0x034F) {
      return DROPPED;
    }
    if ("丨丶亅乀乁丿ーの".indexOf(c) >= 0) {
      // Strokes, the long-vowel mark and の: letters by their category, used as separators.
      return SOFT;
    }
    if (Character.isIdeographic(c) && c != '〇') {
      return CHINESE;
    }
    if (Character.isLetterOrDigit(c) || c == '〇') {
      return c >= 0x3100 && c <= 0x312F ? SOFT : LETTER;
    }
    return hard(c) ? HARD : SOFT;
  }

  /** Punctuation that means something for the sentence; it stays in the folded text. */
  private static boolean hard(int c) {
    return "，。！？；：、,!?;:()（）[]【】《》〈〉<>「」『』“”‘’\"'%".indexOf(c) >= 0;
  }

  /** The Chinese letters that pictures are read as. */
  Set<Character> pictured() {
    return curated.entrySet().stream()
        .filter(e -> e.getValue() == WrittenForm.EMOJI)
        .map(e -> several.getOrDefault(e.getKey(), ""))
        .filter(to -> to.length() == 1 && Character.isIdeographic(to.charAt(0)))
        .map(to -> to.charAt(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How a raw code point was written if the folding changed it: TRADITIONAL, LOOKALIKE, EMOJI or WIDTH. */
  Optional<WrittenForm> changed(int codePoint) {
    WrittenForm given = curated.get(codePoint);
    if (given != null) {
      return Optional.of(given);
    }
    String raw = Character.toString(codePoint);
    if (Character.isIdeographic(codePoint) && !HanLpLanguage.simplified(raw).equals(raw)) {
      return Optional.of(WrittenForm.TRADITIONAL);
    }
    String folded = fold(raw).text();
    return folded.equals(raw) ? Optional.empty() : Optional.of(WrittenForm.WIDTH);
  }

  @Override
  public FoldedText fold(String raw) {
    return new FoldingPass(this, raw).run();
  }

  /** Adds one raw code point with symbols kept: nothing for blanks and invisible ones, at most four units. */
  void visible(int point, StringBuilder out) {
    if (point > 0xFFFF) {
      String given = several.get(point);
      out.append(given != null ? given : kindOf(point) == DROPPED ? "" : bounded(foldedCodePoint(point)));
      return;
    }
    switch (kinds[point]) {
      case LINE -> out.append('\n');
      case DROPPED, SURROGATE -> {}
      case SEVERAL -> out.append(bounded(several.get(point)));
      default -> {
        if (!Character.isWhitespace(single[point]) && !Character.isSpaceChar(single[point])) {
          out.append(single[point]);
        }
      }
    }
  }

  /** A few compatibility characters stand for a whole phrase; the rest of it tells nothing. */
  private static String bounded(String text) {
    return text.length() > 2 ? "" : text;
  }

  /** A word of a list as {@link #visible} shows it. */
  String visibleWord(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(point -> visible(point, out));
    return out.toString();
  }

  /** Whether a folded unit is a letter or digit, or a percent sign, which terms contain. */
  boolean lettered(char c) {
    return kinds[c] == CHINESE || kinds[c] == LETTER || c == '%';
  }

  /** Whether a raw unit ends a sentence part: punctuation that stays in the folded text, brackets and quotes not. */
  boolean pause(char c) {
    return "，。！？；：、,!?;:".indexOf(c) >= 0;
  }

  boolean invisible(int codePoint) {
    return kindOf(codePoint) == DROPPED;
  }

  /** The folded form of a word of a list, without separators. */
  String word(String text) {
    return fold(text).text();
  }

  /** The letters of a word after folding. */
  String letters(String word) {
    String text = word(word);
    StringBuilder letters = new StringBuilder();
    text.chars().filter(c -> lettered((char) c)).forEach(c -> letters.append((char) c));
    return letters.toString();
  }
}
