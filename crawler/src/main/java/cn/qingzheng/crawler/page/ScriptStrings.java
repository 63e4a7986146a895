package cn.qingzheng.crawler.page;

import java.util.function.BiConsumer;

/**
 * The strings in JSON and in JavaScript object literals, with the key each belongs to. Goes over the text once and
 * forgives what parsers do not: comments, single quotes, {@code undefined}, missing ends.
 */
final class ScriptStrings {
  /** Longer keys are cut; nobody reads them, and each value below one is given it. */
  private static final int LONGEST_KEY = 240;

  private final String text;
  private final BiConsumer<String, String> sink;
  private int at;
  private int depth;
  private String key = "";

  private ScriptStrings(String text, int from, BiConsumer<String, String> sink) {
    this.text = text;
    this.at = from;
    this.sink = sink;
  }

  /**
   * @param from where to begin
   * @param oneValue whether to stop at the bracket that closes the one at {@code from}
   * @param sink gets key (empty in an array at the top, cut if it is very long) and value
   * @return offset after what was read
   */
  static int read(String text, int from, boolean oneValue, BiConsumer<String, String> sink) {
    ScriptStrings s = new ScriptStrings(text, from, sink);
    while (s.at < text.length()) {
      s.next();
      if (oneValue && s.depth <= 0) {
        break;
      }
    }
    return s.at;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      String value = string(c);
      if (colonFollows()) {
        key = key(value);
      } else {
        sink.accept(key, value);
      }
    } else if (c == '{' || c == '[' || c == '(') {
      depth++;
      at++;
    } else if (c == '}' || c == ']' || c == ')') {
      depth--;
      at++;
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-') {
      word();
    } else {
      at++;
    }
  }

  private void word() {
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "_$-.+".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(start, at);
    if (colonFollows()) {
      key = key(word);
    } else if (Character.isDigit(word.charAt(0))) {
      sink.accept(key, word);
    }
  }

  private static String key(String written) {
    return BlockSink.head(written, Math.min(written.length(), LONGEST_KEY));
  }

  private boolean colonFollows() {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    boolean colon = i < text.length() && text.charAt(i) == ':';
    at = colon ? i + 1 : at;
    return colon;
  }

  private String string(char quote) {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        escape(out);
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  private void escape(StringBuilder out) {
    char c = text.charAt(at++);
    switch (c) {
      case 'n', 'r', 't', 'b', 'f' -> out.append(' ');
      case 'u' -> hex(out, 4);
      case 'x' -> hex(out, 2);
      default -> out.append(c);
    }
  }

  private void hex(StringBuilder out, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        return;
      }
      value = value * 16 + digit;
    }
    at += digits;
    out.append((char) value);
  }
}
