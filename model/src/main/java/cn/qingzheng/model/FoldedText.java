package cn.qingzheng.model;

import java.util.Objects;

/**
 * A folded text with the way back to the raw one.
 *
 * <p>Not a record: it holds an array and is never compared.
 */
public final class FoldedText {
  private final String raw;
  private final String text;
  private final int[] rawStart;
  private final int[] rawEnd;

  /**
   * @param raw the text before folding
   * @param text the text after folding, n units
   * @param rawStart for each folded unit the raw offset where what it stands for begins, not decreasing
   * @param rawEnd for each folded unit the raw offset after what it stands for, not decreasing
   */
  public FoldedText(String raw, String text, int[] rawStart, int[] rawEnd) {
    this.raw = Objects.requireNonNull(raw);
    this.text = Objects.requireNonNull(text);
    if (rawStart.length < text.length() || rawEnd.length < text.length()) {
      throw new IllegalArgumentException("offsets should cover the folded text");
    }
    this.rawStart = rawStart;
    this.rawEnd = rawEnd;
  }

  public String raw() {
    return raw;
  }

  public String text() {
    return text;
  }

  /** Raw offset where the folded unit {@code i} begins; for {@code i == text.length()} the end of the raw text. */
  public int rawStart(int i) {
    return i == text.length() ? raw.length() : rawStart[i];
  }

  /** Raw offset after the folded unit {@code i}. */
  public int rawEnd(int i) {
    return rawEnd[i];
  }

  /** The raw span of the folded units {@code start} to {@code end}, which must not be empty. */
  public Span rawSpan(int start, int end) {
    if (start >= end) {
      throw new IllegalArgumentException("folded span should not be empty, was: " + start + ".." + end);
    }
    return new Span(rawStart[start], rawEnd[end - 1]);
  }
}
