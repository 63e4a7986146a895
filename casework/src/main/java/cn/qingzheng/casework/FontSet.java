package cn.qingzheng.casework;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The shipped fonts in memory for the writing of one PDF: their bytes, and which character is which glyph. */
final class FontSet implements AutoCloseable {
  private final Map<Typeface, byte[]> bytes = new EnumMap<>(Typeface.class);
  private final Map<Typeface, TrueTypeFont> parsed = new EnumMap<>(Typeface.class);

  FontSet() {
    for (Typeface face : Typeface.values()) {
      byte[] file = face.bytes();
      bytes.put(face, file);
      try {
        parsed.put(face, new TTFParser().parse(new RandomAccessReadBuffer(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  InputStream open(Typeface face) {
    return new ByteArrayInputStream(bytes.get(face));
  }

  /** What no shipped font can show (emoji, characters without width) is named by its code point: nothing is dropped. */
  String showable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || lookup(Typeface.FANGSONG).getGlyphId(c) != 0) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "[U+%04X]", c));
              }
            });
    return out.toString();
  }

  /**
   * The character that a glyph stands for in a text. Noto draws 自 (U+81EA) and the radical ⾃ (U+2F83) with one
   * glyph, and PDFBox names the radical, so that copied text would be wrong.
   *
   * @param used the characters of the document
   * @param otherwise what is said now
   */
  int character(Typeface face, int glyph, Set<Integer> used, int otherwise) {
    List<Integer> codes = lookup(face).getCharCodes(glyph);
    if (codes == null) {
      return otherwise;
    }
    return codes.stream()
        .min((a, b) -> Integer.compare(rank(a, used), rank(b, used)))
        .orElse(otherwise);
  }

  private static int rank(int code, Set<Integer> used) {
    boolean lookalike = code >= 0x2E80 && code <= 0x2FDF || code >= 0xF900 && code <= 0xFAFF || code >= 0x2F800 && code <= 0x2FA1F;
    return (lookalike ? 2 : 0) + (used.contains(code) ? 0 : 1);
  }

  private CmapLookup lookup(Typeface face) {
    try {
      return parsed.get(face).getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (TrueTypeFont font : parsed.values()) {
      try {
        font.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
