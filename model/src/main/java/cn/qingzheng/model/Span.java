package cn.qingzheng.model;

/**
 * A stretch of a text.
 *
 * @param start UTF-16 offset of the first unit
 * @param end UTF-16 offset after the last unit, at least {@code start}
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span should be 0 <= start <= end, was: " + start + ".." + end);
    }
  }

  public int length() {
    return end - start;
  }

  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  public Span shifted(int by) {
    return new Span(start + by, end + by);
  }

  /** The text of this span; fails if the span lies outside it. */
  public String of(CharSequence text) {
    return text.subSequence(start, end).toString();
  }
}
