package cn.qingzheng.model;

import java.util.Objects;

/**
 * A stretch of text that a reader sees as one; terms are never matched across two blocks.
 *
 * @param text without line breaks of the mark-up; inline tags leave no gap
 * @param start offset of the block in {@link PageText#raw()}
 * @param path CSS path of the element, or the field's name
 * @param hidden not visible to a reader ({@code display:none} and the like); kept, because it is shown to
 *     search engines
 */
public record TextBlock(BlockKind kind, String text, int start, String path, boolean hidden) {
  public TextBlock {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
    Objects.requireNonNull(path);
    if (start < 0) {
      throw new IllegalArgumentException("start should be 0 or more, was: " + start);
    }
  }

  public Span span() {
    return new Span(start, start + text.length());
  }
}
