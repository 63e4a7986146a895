package cn.qingzheng.crawler.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts the plain bytes of a WARC file into records. What is no record is skipped up to the next line that begins
 * one, so a wrong length or a damaged head costs the record it belongs to. jwarc's reader is strict here by design.
 */
final class ForeignRecords {
  private static final int LONGEST_LINE = 65_536;
  private static final int MOST_LINES = 1000;

  private final InputStream in;
  private final int longestBlock;
  private int bad;
  private boolean blockFollows; // of a record already counted as bad
  private Optional<String> begun = Optional.empty();
  private byte[] lastLine = {};
  /** Of the record that is being read. */
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();

  /** @param longestBlock longer records are skipped and count as bad */
  ForeignRecords(InputStream in, int longestBlock) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.longestBlock = longestBlock;
  }

  /**
   * @param fields names in lower case
   * @param head as it stands in the file, with the line that ends it
   */
  record Foreign(Map<String, String> fields, byte[] head, byte[] block) {
    /** The record as its producer wrote it, with the two line ends that belong to it. */
    byte[] bytes() {
      ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + block.length + 4);
      all.writeBytes(head);
      all.writeBytes(block);
      all.writeBytes(new byte[] {'\r', '\n', '\r', '\n'});
      return all.toByteArray();
    }

    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /** Records that were no records, torn, or too long. */
  int bad() {
    return bad;
  }

  /** The next whole record, empty at the end. */
  Optional<Foreign> next() throws IOException {
    while (begin()) {
      Map<String, String> fields = fields();
      long length = length(fields);
      if (length < 0) {
        bad++;
        blockFollows = true;
        continue;
      }
      if (length > longestBlock) {
        skip(length);
        bad++;
        continue;
      }
      byte[] block = in.readNBytes((int) length);
      if (block.length < length) {
        bad++;
        return Optional.empty();
      }
      return Optional.of(new Foreign(fields, head.toByteArray(), block));
    }
    return Optional.empty();
  }

  private void skip(long length) throws IOException {
    byte[] sink = new byte[65_536];
    long left = length;
    int n = 0;
    while (left > 0 && n >= 0) {
      n = in.read(sink, 0, (int) Math.min(sink.length, left));
      left -= n;
    }
  }

  /** Goes to the line that begins the next record; other lines than empty ones count as one bad record. */
  private boolean begin() throws IOException {
    boolean strayed = false;
    if (begun.isEmpty()) {
      head.reset();
    }
    Optional<String> line = begun.isPresent() ? begun : line();
    begun = Optional.empty();
    while (line.isPresent() && !line.get().startsWith("WARC/")) {
      strayed |= !line.get().isEmpty();
      head.reset();
      line = line();
    }
    bad += strayed && !blockFollows ? 1 : 0;
    blockFollows = false;
    return line.isPresent();
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new HashMap<>();
    String last = "";
    for (int n = 0; n < MOST_LINES; n++) {
      Optional<String> line = line();
      if (line.isEmpty() || line.get().isEmpty()) {
        return fields;
      }
      String text = line.get();
      int colon = text.indexOf(':');
      if (text.startsWith("WARC/")) {
        head.reset();
        head.writeBytes(lastLine);
        begun = line; // the head before had no end
        return Map.of();
      } else if ((text.startsWith(" ") || text.startsWith("\t")) && !last.isEmpty()) {
        fields.merge(last, text.strip(), (a, b) -> a + " " + b);
      } else if (colon > 0) {
        last = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.putIfAbsent(last, text.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static long length(Map<String, String> fields) {
    String length = fields.getOrDefault("content-length", "");
    return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
  }

  /** Without its line end; a line longer than any head's is cut, which makes it no head. */
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    while (b >= 0 && b != '\n' && line.size() < LONGEST_LINE) {
      line.write(b);
      b = in.read();
    }
    lastLine = Arrays.copyOf(line.toByteArray(), line.size() + (b == '\n' ? 1 : 0));
    if (b == '\n') {
      lastLine[lastLine.length - 1] = '\n';
    }
    head.writeBytes(lastLine);
    String text = line.toString(StandardCharsets.UTF_8);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
