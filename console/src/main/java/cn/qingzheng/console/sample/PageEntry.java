package cn.qingzheng.console.sample;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/**
 * One line of {@code pages.tsv}: where a page lies and how it answers.
 *
 * @param path exact path, or a prefix when it ends with {@code *}
 * @param editions the editions in which it exists: {@code 1}, {@code 2} or {@code 12}
 * @param behaviour {@code page}, or what it does instead, with an argument after a colon
 * @param contentType the header exactly as sent, with or without charset
 * @param charset how the text is encoded, whatever the header says; {@code -} for bytes sent as they are
 */
record PageEntry(String host, String path, String editions, String behaviour, String file, String contentType,
        String charset) {

  static List<PageEntry> all() {
    return Text.read("pages.tsv").lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(PageEntry::parse).toList();
  }

  private static PageEntry parse(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 7) {
      throw new IllegalStateException("pages.tsv line should have 7 cells, was: " + Arrays.toString(cells));
    }
    return new PageEntry(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
  }

  boolean covers(Visit visit) {
    return visit.edition().in(editions) && (path.endsWith("*")
        ? visit.path().startsWith(path.substring(0, path.length() - 1)) : visit.path().equals(path));
  }

  String kind() {
    return behaviour.split(":", 2)[0];
  }

  String argument() {
    String[] parts = behaviour.split(":", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  byte[] encode(String text) {
    return Text.encode(text, Charset.forName(charset));
  }
}
