package cn.qingzheng.crawler.page;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the label that a page gives itself (HTML Standard, "prescan a byte stream to determine its encoding"),
 * before anything is decoded. Looks at the first 16 KB where the standard says 1,024 bytes: browsers look on to the
 * end of the head, and so do pages with long comments at their top.
 */
final class MetaScan {
  private static final int LIMIT = 16384;

  private final String head;
  private int at;

  private MetaScan(byte[] body) {
    this.head = new String(body, 0, Math.min(body.length, LIMIT), StandardCharsets.ISO_8859_1);
  }

  /** The label as written, empty if there is none. */
  static Optional<String> label(byte[] body) {
    MetaScan scan = new MetaScan(body);
    Optional<String> meta = scan.meta();
    return meta.isPresent() ? meta : scan.xmlDeclaration();
  }

  private Optional<String> meta() {
    while (at < head.length()) {
      if (head.startsWith("<!--", at)) {
        after("-->", at + 2);
      } else if (isTag("<meta")) {
        at += 5;
        Optional<String> found = fromAttributes(attributes());
        if (found.isPresent() && at < head.length()) {
          return found;
        }
      } else if (tagBegins()) {
        while (at < head.length() && !isSpace(head.charAt(at)) && head.charAt(at) != '>') {
          at++;
        }
        attributes();
      } else if (head.startsWith("<!", at) || head.startsWith("</", at) || head.startsWith("<?", at)) {
        after(">", at + 2);
      } else {
        at++;
      }
    }
    return Optional.empty();
  }

  private Optional<String> xmlDeclaration() {
    if (!head.stripLeading().startsWith("<?xml")) {
      return Optional.empty();
    }
    int end = head.indexOf('>');
    String declaration = head.substring(0, end < 0 ? head.length() : end);
    int encoding = declaration.indexOf("encoding");
    return encoding < 0 ? Optional.empty() : value(declaration, encoding + 8);
  }

  private static Optional<String> fromAttributes(Map<String, String> attributes) {
    if (attributes.containsKey("charset")) {
      return Optional.of(attributes.get("charset"));
    }
    boolean contentType = attributes.getOrDefault("http-equiv", "").equals("content-type");
    return contentType ? charsetIn(attributes.getOrDefault("content", "")) : Optional.empty();
  }

  /** The charset in a value like {@code text/html; charset=gbk}, quoted or not. */
  static Optional<String> charsetIn(String content) {
    String lower = content.toLowerCase(Locale.ROOT);
    for (int i = lower.indexOf("charset"); i >= 0; i = lower.indexOf("charset", i + 1)) {
      Optional<String> value = value(content, i + 7);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /** What follows {@code =} after an offset. */
  private static Optional<String> value(String text, int from) {
    int i = skipSpace(text, from);
    if (i >= text.length() || text.charAt(i) != '=') {
      return Optional.empty();
    }
    i = skipSpace(text, i + 1);
    if (i >= text.length()) {
      return Optional.empty();
    }
    char quote = text.charAt(i);
    if (quote == '"' || quote == '\'') {
      int end = text.indexOf(quote, i + 1);
      return end < 0 ? Optional.empty() : Optional.of(text.substring(i + 1, end));
    }
    int end = i;
    while (end < text.length() && !isSpace(text.charAt(end)) && text.charAt(end) != ';') {
      end++;
    }
    return end == i ? Optional.empty() : Optional.of(text.substring(i, end));
  }

  /** Names and values in lower case, the first of a name counts; stands behind the tag afterwards. */
  private Map<String, String> attributes() {
    Map<String, String> found = new HashMap<>();
    while (true) {
      while (at < head.length() && (isSpace(head.charAt(at)) || head.charAt(at) == '/')) {
        at++;
      }
      if (at >= head.length() || head.charAt(at) == '>') {
        return found;
      }
      String name = attributeName();
      at = skipSpace(head, at);
      boolean hasValue = at < head.length() && head.charAt(at) == '=';
      found.putIfAbsent(name, hasValue ? attributeValue() : "");
    }
  }

  private String attributeName() {
    int start = at++;
    while (at < head.length() && "=/> \t\n\f\r".indexOf(head.charAt(at)) < 0) {
      at++;
    }
    return head.substring(start, at).toLowerCase(Locale.ROOT);
  }

  private String attributeValue() {
    at = skipSpace(head, at + 1);
    if (at >= head.length()) {
      return "";
    }
    char quote = head.charAt(at);
    int start = at;
    if (quote == '"' || quote == '\'') {
      int end = head.indexOf(quote, at + 1);
      at = end < 0 ? head.length() : end + 1;
      return head.substring(start + 1, Math.max(start + 1, end < 0 ? head.length() : end)).toLowerCase(Locale.ROOT);
    }
    while (at < head.length() && !isSpace(head.charAt(at)) && head.charAt(at) != '>') {
      at++;
    }
    return head.substring(start, at).toLowerCase(Locale.ROOT);
  }

  private void after(String end, int from) {
    int i = head.indexOf(end, from);
    at = i < 0 ? head.length() : i + end.length();
  }

  private boolean isTag(String tag) {
    int end = at + tag.length();
    return head.regionMatches(true, at, tag, 0, tag.length())
        && end < head.length()
        && (isSpace(head.charAt(end)) || head.charAt(end) == '/');
  }

  private boolean tagBegins() {
    int name = head.startsWith("</", at) ? at + 2 : at + 1;
    return head.charAt(at) == '<' && name < head.length() && isLetter(head.charAt(name));
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
