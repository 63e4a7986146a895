package cn.qingzheng.analyzer;

import cn.qingzheng.model.FoldedText;
import java.util.Arrays;

/** One run of {@link Folding} over one text. */
final class FoldingPass {
  private static final int LONGEST_RUBY = 12;
  private static final String OPEN = "([【〔「<{";
  private static final String CLOSE = ")]】〕」>}";

  private final Folding folding;
  private final char[] single;
  private final byte[] kinds;
  private final String raw;
  private char[] out;
  private int[] from;
  private int[] to;
  private int length;
  /** Where in the output the separators since the last letter begin. */
  private int gapStart;
  private int gapPoints;
  private boolean afterChinese;

  FoldingPass(Folding folding, String raw) {
    this.folding = folding;
    single = folding.single;
    kinds = folding.kinds;
    this.raw = raw;
    int room = raw.length() + 16;
    out = new char[room];
    from = new int[room];
    to = new int[room];
  }

  FoldedText run() {
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      switch (kinds[c]) {
        case Folding.CHINESE -> i = chinese(i, single[c], 1);
        case Folding.LETTER -> i = latin(i);
        case Folding.SOFT -> i = soft(i, single[c], 1);
        case Folding.HARD -> i = mark(i, single[c]);
        case Folding.LINE -> i = line(i);
        case Folding.DROPPED -> i = i + 1;
        case Folding.SEVERAL -> i = several(i, folding.several.get((int) c), 1);
        default -> i = surrogate(i);
      }
    }
    return new FoldedText(raw, new String(out, 0, length), from, to);
  }

  private int surrogate(int i) {
    int point = raw.codePointAt(i);
    int width = Character.charCount(point);
    String given = folding.several.get(point);
    if (given != null) {
      return several(i, given, width);
    }
    String folded = width == 1 ? " " : Folding.foldedCodePoint(point);
    byte kind = Folding.kindOf(folded.codePointAt(0));
    if (width == 2 && Folding.kindOf(point) == Folding.DROPPED) {
      return i + width;
    }
    if (kind == Folding.CHINESE || kind == Folding.LETTER) {
      return several(i, folded, width);
    }
    return soft(i, '\u25A1', width);
  }

  private int several(int i, String folded, int width) {
    if (folded.chars().noneMatch(c -> folding.lettered((char) c))) {
      // … and the like: one separator, however many signs it folds to.
      return soft(i, Character.isSurrogate(folded.charAt(0)) ? '\u25A1' : folded.charAt(0), width);
    }
    int at = 0;
    while (at < folded.length()) {
      char c = folded.charAt(at);
      byte kind = kinds[c];
      if (kind == Folding.CHINESE) {
        chinese(i, c, width);
      } else if (kind == Folding.HARD || kind == Folding.SOFT) {
        // Part of a character that folds to more than one, such as ㈠; it is neither a gap nor a border.
        put(c, i, i + width);
        afterChinese = false;
      } else {
        put(c, i, i + width);
        afterChinese = false;
      }
      at++;
    }
    settle();
    afterChinese = !folded.isEmpty() && kinds[folded.charAt(folded.length() - 1)] == Folding.CHINESE;
    return i + width;
  }

  private int chinese(int i, char c, int width) {
    if (afterChinese && gapPoints > 0 && gapPoints <= Folding.LONGEST_GAP) {
      length = gapStart;
    }
    put(c, i, i + width);
    settle();
    afterChinese = true;
    return i + width;
  }

  /** Forgets the separators before: what comes next follows a letter or a mark. */
  private void settle() {
    gapStart = length;
    gapPoints = 0;
  }

  private int latin(int i) {
    if (afterChinese && gapPoints == 0) {
      int end = tonedSyllable(i);
      if (end > i) {
        return end;
      }
    }
    put(single[raw.charAt(i)], i, i + 1);
    settle();
    afterChinese = false;
    return i + 1;
  }

  private int soft(int i, char c, int width) {
    gapPoints++;
    if (length > gapStart && out[length - 1] == c) {
      to[length - 1] = i + width;
    } else {
      put(c, i, i + width);
    }
    return i + width;
  }

  private int mark(int i, char c) {
    if (afterChinese && OPEN.indexOf(c) >= 0) {
      int end = ruby(i);
      if (end > i) {
        return end;
      }
    }
    if (length > 0 && out[length - 1] == c && to[length - 1] == i && "!?,;:。、".indexOf(c) >= 0) {
      to[length - 1] = i + 1;
    } else {
      put(c, i, i + 1);
    }
    settle();
    afterChinese = false;
    return i + 1;
  }

  private int line(int i) {
    put('\n', i, i + 1);
    settle();
    afterChinese = false;
    return i + 1;
  }

  /** The end of a bracket that holds nothing but a syllable, else {@code i}. */
  private int ruby(int i) {
    int end = i + 1;
    StringBuilder inside = new StringBuilder();
    boolean read = true;
    while (end < raw.length() && end - i <= LONGEST_RUBY && CLOSE.indexOf(single[raw.charAt(end)]) < 0) {
      char c = raw.charAt(end);
      if (kinds[c] == Folding.CHINESE || kinds[c] == Folding.LINE || kinds[c] == Folding.SURROGATE || kinds[c] == Folding.HARD) {
        return i;
      }
      if (kinds[c] == Folding.LETTER && !Character.isDigit(c)) {
        inside.append(single[c]);
      } else if (!inside.isEmpty() && Character.isWhitespace(c)) {
        // (jì néng): two syllables behind the two letters they read.
        read &= folding.syllables.contains(inside.toString());
        inside.setLength(0);
      }
      end++;
    }
    boolean closed = end < raw.length() && CLOSE.indexOf(single[raw.charAt(end)]) >= 0;
    boolean bopomofo = raw.substring(i + 1, end).chars().anyMatch(c -> c >= 0x3105 && c <= 0x312F);
    return closed && (bopomofo || read && folding.syllables.contains(inside.toString())) ? end + 1 : i;
  }

  /** The end of a syllable with a tone mark that stands right behind the character it reads, else {@code i}. */
  private int tonedSyllable(int i) {
    int end = i;
    boolean tone = false;
    StringBuilder inside = new StringBuilder();
    while (end < raw.length() && end - i < 7 && kinds[raw.charAt(end)] == Folding.LETTER) {
      char c = raw.charAt(end);
      // Accented Latin letters; full-width ones are no reading.
      tone |= c > 0x7F && c < 0x2000 && single[c] < 0x80;
      inside.append(single[c]);
      end++;
    }
    return tone && HanLpLanguage.syllable(out[length - 1]).contentEquals(inside) ? end : i;
  }

  private void put(char c, int start, int end) {
    if (length == out.length) {
      int room = length + (length >> 1) + 16;
      out = Arrays.copyOf(out, room);
      from = Arrays.copyOf(from, room);
      to = Arrays.copyOf(to, room);
    }
    out[length] = c;
    from[length] = start;
    to[length] = end;
    length++;
  }
}
