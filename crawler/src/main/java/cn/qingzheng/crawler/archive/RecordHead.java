package cn.qingzheng.crawler.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What stands at the beginning of a record: its fields and the first bytes of its block.
 *
 * @param fields names in lower case; the first of several alike
 * @param block its beginning
 * @param whole whether that is all of it
 */
record RecordHead(Map<String, String> fields, byte[] block, boolean whole) {
  /**
   * @param start the first bytes of a record
   * @param whole whether these are all of it, with the two line ends after the block
   * @throws IOException if they begin no record
   */
  static RecordHead of(byte[] start, boolean whole) throws IOException {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("WARC/") || end < 0) {
      throw new IOException("no WARC record where one should be");
    }
    int blockEnd = whole ? Math.max(end + 4, start.length - 4) : start.length;
    return new RecordHead(fields(start, end), Arrays.copyOfRange(start, end + 4, blockEnd), whole);
  }

  private static Map<String, String> fields(byte[] start, int end) {
    Map<String, String> fields = new HashMap<>();
    String head = new String(start, 0, end, StandardCharsets.UTF_8).replaceAll("\r\n[ \t]+", " ");
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  String type() {
    return field("warc-type");
  }

  /** Without angle brackets. */
  String id() {
    return bare("warc-record-id");
  }

  /** Without angle brackets; empty if it names none. */
  String concurrentTo() {
    return bare("warc-concurrent-to");
  }

  /** Without angle brackets, which some producers write. */
  String target() {
    return bare("warc-target-uri");
  }

  private String bare(String name) {
    return field(name).replaceAll("^<|>$", "");
  }
}
