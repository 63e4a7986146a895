package cn.qingzheng.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a query into its tokens: {@code [-][name:]text} or {@code [-][name:]"text"}. Never fails. */
final class Lexer {
  private static final Map<Character, Character> QUOTES =
      Map.of('"', '"', '“', '”', '”', '”', '＂', '＂', '「', '」', '『', '』');

  private final String query;
  private final List<String> hints;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String query, List<String> hints) {
    this.query = query;
    this.hints = hints;
  }

  /**
   * @param name before the colon, empty if there is none
   * @param text without quotes; of a bare token everything, also what stands before the colon
   * @param value after the colon
   */
  record Token(boolean not, String name, String text, String value, boolean quoted) {}

  static List<Token> cut(String query, List<String> hints) {
    return new Lexer(query, hints).cut();
  }

  private List<Token> cut() {
    for (skipBlanks(); at < query.length(); skipBlanks()) {
      tokens.add(token());
    }
    return tokens;
  }

  private Token token() {
    boolean not = (here() == '-' || here() == '－') && at + 1 < query.length() && !blank(query.charAt(at + 1));
    if (not) {
      at++;
    }
    if (opens(here())) {
      String text = quoted();
      return new Token(not, "", text, text, true);
    }
    int start = at;
    while (at < query.length() && !blank(here()) && !opens(here()) && !colon(here())) {
      at++;
    }
    return at > start && at < query.length() && colon(here()) ? named(not, start) : bare(not, start);
  }

  private Token named(boolean not, int start) {
    String name = query.substring(start, at++);
    if (SearchNames.isName(name)) {
      skipBlanks();
      if (at < query.length() && opens(here())) {
        String text = quoted();
        return new Token(not, name, text, text, true);
      }
    }
    int value = at;
    skipBare();
    return new Token(not, name, query.substring(start, at), query.substring(value, at), false);
  }

  private Token bare(boolean not, int start) {
    skipBare();
    String text = query.substring(start, at);
    return new Token(not, "", text, text, false);
  }

  private void skipBare() {
    while (at < query.length() && !blank(here()) && !opens(here())) {
      at++;
    }
  }

  private String quoted() {
    char opening = here();
    char closing = QUOTES.get(opening);
    int start = ++at;
    int end = query.indexOf(closing, start);
    if (end < 0) {
      hints.add("引号没有成对，已把“" + query.substring(start).strip() + "”当作一个整体查找");
      at = query.length();
      return query.substring(start);
    }
    at = end + 1;
    return query.substring(start, end);
  }

  private static boolean opens(char c) {
    return QUOTES.containsKey(c);
  }

  private char here() {
    return query.charAt(at);
  }

  private void skipBlanks() {
    while (at < query.length() && blank(here())) {
      at++;
    }
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean colon(char c) {
    return c == ':' || c == '：';
  }
}
