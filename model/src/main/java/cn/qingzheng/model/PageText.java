package cn.qingzheng.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The text of a page: its blocks, and the same as one string with a line feed between two blocks. All offsets
 * of hits lie in {@link #raw()}; it is the {@code text.txt} of an evidence package.
 */
public record PageText(List<TextBlock> blocks, String raw) {
  public PageText {
    blocks = List.copyOf(blocks);
    Objects.requireNonNull(raw);
    for (TextBlock b : blocks) {
      if (!raw.startsWith(b.text(), b.start())) {
        throw new IllegalArgumentException("block should stand in the text at its offset, was: " + b);
      }
    }
  }

  /** Plain text as one block. Its own line feeds stay inside the block. */
  public static PageText of(String text) {
    return new PageText(List.of(new TextBlock(BlockKind.PARAGRAPH, text, 0, "", false)), text);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Puts blocks one after the other and counts their offsets. Blank blocks are left out. */
  public static final class Builder {
    private final List<TextBlock> blocks = new ArrayList<>();
    private final StringBuilder raw = new StringBuilder();

    public Builder add(BlockKind kind, String text, String path, boolean hidden) {
      if (text.isBlank()) {
        return this;
      }
      if (raw.length() > 0) {
        raw.append('\n');
      }
      blocks.add(new TextBlock(kind, text, raw.length(), path, hidden));
      raw.append(text);
      return this;
    }

    public PageText build() {
      return new PageText(blocks, raw.toString());
    }
  }
}
