package cn.qingzheng.index;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.CharFilter;

/**
 * Folds the text of a field before it is cut; offsets lead back to the raw text.
 *
 * <p>{@link #correct} has one answer for the border of two folded units, as Lucene's contract wants it: where the
 * second begins. A blank that folding dropped between two characters counts to the first of them there, and what comes
 * out of the middle of a character that folds to several is empty. {@link #rawSpan} knows both sides and is exact.
 *
 * <p>Folding looks back and ahead, so the whole text is read with the first unit. Held until the text is analysed, per
 * UTF-16 unit: the raw text and the folded one, two bytes each, and two offsets, four bytes each.
 */
final class FoldingCharFilter extends CharFilter {
  /**
   * UTF-16 units of the longest text that is read, eight times what a page can have; above it the field fails instead
   * of the process.
   */
  static final int LONGEST = 1 << 24;

  private static final FoldedText NOTHING = new FoldedText("", "", new int[0], new int[0]);

  private final TextFolding folding;
  private FoldedText folded = NOTHING;
  private boolean read;
  private int at;

  FoldingCharFilter(TextFolding folding, Reader raw) {
    super(raw);
    this.folding = folding;
  }

  @Override
  public int read(char[] into, int from, int most) throws IOException {
    if (!read) {
      folded = folding.fold(readAll());
      read = true;
    }
    String text = folded.text();
    int units = Math.min(most, text.length() - at);
    if (units <= 0) {
      return most == 0 ? 0 : -1;
    }
    text.getChars(at, at + units, into, from);
    at += units;
    return units;
  }

  private String readAll() throws IOException {
    StringBuilder all = new StringBuilder();
    char[] buffer = new char[8192];
    for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
      if (n > LONGEST - all.length()) {
        throw new IOException("text of a field should be at most " + LONGEST + " UTF-16 units, is longer");
      }
      all.append(buffer, 0, n);
    }
    return all.toString();
  }

  /** The raw offset where the folded unit begins; at the end and behind it the end of the raw text. */
  @Override
  protected int correct(int foldedOffset) {
    return folded.rawStart(Math.min(foldedOffset, folded.text().length()));
  }

  /**
   * What the folded units {@code start} to {@code end} stand for, in the text before this filter and all filters below
   * it; not for an empty range.
   */
  Span rawSpan(int start, int end) {
    Span raw = folded.rawSpan(start, end);
    return input instanceof CharFilter below
        ? new Span(below.correctOffset(raw.start()), below.correctOffset(raw.end()))
        : raw;
  }
}
