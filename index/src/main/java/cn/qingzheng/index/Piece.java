package cn.qingzheng.index;

import java.util.Objects;

/**
 * A stretch of text, marked or not. Text of a hostile page: whoever shows it escapes it.
 *
 * @param text exactly as captured
 */
public record Piece(String text, boolean marked) {
  public Piece {
    Objects.requireNonNull(text);
  }
}
