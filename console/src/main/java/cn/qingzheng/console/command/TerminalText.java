package cn.qingzheng.console.command;

import java.util.stream.Collectors;

/** Makes captured text harmless on a terminal: control characters could move the cursor or set the title. */
final class TerminalText {
  private TerminalText() {}

  static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(harmless(c) ? c : '\uFFFD'));
    return out.toString();
  }

  /** A text of several lines; only the ends of these are kept. */
  static String lines(String text) {
    return text.lines().map(line -> safe(line) + "\n").collect(Collectors.joining());
  }

  private static boolean harmless(int c) {
    return !Character.isISOControl(c) && !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069);
  }
}
