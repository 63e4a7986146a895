package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.Arrays;

/**
 * Raw text without blanks and invisible characters, but with its symbols: for curated forms in which a symbol
 * stands for a letter, such as 包*班.
 */
final class MarkedText {
  private final String text;
  private final int[] start;
  private final int[] end;

  /** @param part of the raw text that is looked at */
  MarkedText(String raw, Span part, Folding folding) {
    StringBuilder out = new StringBuilder(part.length());
    int[] from = new int[part.length() * 2 + 16];
    int[] to = new int[from.length];
    int i = part.start();
    while (i < part.end()) {
      int before = out.length();
      int point = raw.codePointAt(i);
      int width = Character.charCount(point);
      folding.visible(point, out);
      Arrays.fill(from, before, out.length(), i);
      Arrays.fill(to, before, out.length(), i + width);
      i += width;
    }
    text = out.toString();
    start = from;
    end = to;
  }

  String text() {
    return text;
  }

  Span rawSpan(Span marked) {
    return new Span(start[marked.start()], end[marked.end() - 1]);
  }
}
