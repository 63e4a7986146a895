package cn.qingzheng.console.command;

import java.util.ArrayList;
import java.util.List;

/** A table for the terminal; Chinese characters count as two columns, control characters are shown as U+FFFD. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(TerminalText.safe(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Rows as lines, indented by two; numbers are set to the right. */
  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        String pad = " ".repeat(widths[i] - width(cell));
        line.append(' ').append(cell.matches("[\\d,.%]+") ? pad + cell : cell + pad).append(' ');
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /** Columns that a text takes on a terminal. */
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.FORMAT || type == Character.CONTROL) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(c)
            || c >= 0x1100 && c <= 0x115F
            || c >= 0x2E80 && c <= 0x303F
            || c >= 0x3041 && c <= 0x33FF
            || c >= 0xAC00 && c <= 0xD7A3
            || c >= 0xF900 && c <= 0xFAFF
            || c >= 0xFE30 && c <= 0xFE4F
            || c >= 0xFF00 && c <= 0xFF60
            || c >= 0xFFE0 && c <= 0xFFE6
            || c >= 0x1F300 && c <= 0x1FAFF;
    return wide ? 2 : 1;
  }

  /** The text cut to at most so many columns, with … if cut. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int used = 1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      used += width(c);
      if (used > columns) {
        break;
      }
      out.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return out.append('…').toString();
  }
}
