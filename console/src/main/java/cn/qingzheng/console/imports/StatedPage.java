package cn.qingzheng.console.imports;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What a person wrote down of an offer, as a page that is read like any other. */
final class StatedPage {
  private StatedPage() {}

  /** UTF-8 HTML: the title, then a paragraph for every line of the text. */
  static byte[] html(String title, String text) {
    String body = text.lines().filter(l -> !l.isBlank()).map(l -> "<p>" + escaped(l.strip()) + "</p>").collect(Collectors.joining());
    String heading = title.isBlank() ? "" : "<h1>" + escaped(title) + "</h1>";
    String html =
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + escaped(title) + "</title></head><body>"
            + heading + body + "</body></html>";
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
