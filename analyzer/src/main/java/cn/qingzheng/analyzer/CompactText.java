package cn.qingzheng.analyzer;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Span;
import java.util.Optional;

/**
 * The letters of a folded text, without anything between them, so that a term is seen through any separator. Line
 * feeds stay: nothing is matched across one.
 */
final class CompactText {
  private final FoldedText folded;
  private final String letters;
  private final int[] at;

  CompactText(FoldedText folded, Folding folding) {
    this.folded = folded;
    String text = folded.text();
    char[] kept = new char[text.length()];
    int[] where = new int[text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || folding.lettered(c)) {
        kept[n] = c;
        where[n++] = i;
      }
    }
    letters = new String(kept, 0, n);
    at = where;
  }

  FoldedText folded() {
    return folded;
  }

  String letters() {
    return letters;
  }

  /** Folded span of the letters {@code start} to {@code end}, which must not be empty. */
  Span foldedSpan(Span letters) {
    return new Span(at[letters.start()], at[letters.end() - 1] + 1);
  }

  Span rawSpan(Span letters) {
    Span span = foldedSpan(letters);
    return folded.rawSpan(span.start(), span.end());
  }

  /** The letters that come from a raw span; empty if none does. */
  Optional<Span> lettersOf(Span raw) {
    int start = firstFrom(raw.start());
    int end = firstFrom(raw.end());
    return start < end ? Optional.of(new Span(start, end)) : Optional.empty();
  }

  /** Folded span of the letters that come from a raw span; empty if none does. */
  Optional<Span> foldedOf(Span raw) {
    return lettersOf(raw).map(this::foldedSpan);
  }

  private int firstFrom(int rawOffset) {
    int low = 0;
    int high = letters.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (folded.rawStart(at[middle]) < rawOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What stands in the raw text between the letters {@code i - 1} and {@code i}, often nothing. */
  String gapBefore(int i) {
    int from = folded.rawEnd(at[i - 1]);
    int to = folded.rawStart(at[i]);
    return from >= to ? "" : folded.raw().substring(from, to);
  }
}
