package cn.qingzheng.crawler.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;

/**
 * The HTTP message of a response record. The head is kept byte for byte as received. Because the body comes
 * without its chunk borders, a chunked one is written as one chunk: the message stays valid under its own head.
 * The head is changed only where it would make readers refuse the record or cut the body: a Content-Length that
 * the body does not have and a Content-Type that is none get the prefix {@code X-Archive-Orig-}, and lines that are
 * no header are left out.
 *
 * @param head as in the record
 * @param framed the body as in the record
 * @param changed whether the head differs from what was received; the metadata record then has the original
 */
record ResponseBlock(byte[] head, byte[] framed, boolean changed) {
  private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d \\d{3}( [^\\r\\n]*)?");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");
  private static final String ORIGINAL = "X-Archive-Orig-";

  /** @param withBody false for a revisit, which has the head only */
  static ResponseBlock of(ArchivedExchange.Wire wire, boolean withBody) {
    List<String> lines = lines(wire.responseHead());
    List<String> kept = new ArrayList<>(lines);
    if (lines.get(0).isEmpty() || !parses(wire.responseHead())) {
      kept.removeIf(l -> !l.equals(lines.get(0)) && !HEADER.matcher(l).matches());
      kept.replaceAll(l -> named(l, "content-type") && !isMediaType(l) ? ORIGINAL + l : l);
      kept.set(0, STATUS.matcher(lines.get(0)).matches() ? lines.get(0) : "HTTP/1.1 " + status(lines.get(0)));
    }
    boolean chunked = withBody && kept.stream().anyMatch(l -> named(l, "transfer-encoding"));
    if (withBody) {
      kept.replaceAll(l -> named(l, "content-length") && !isLength(l, wire.body().length) ? ORIGINAL + l : l);
    }
    byte[] head = join(kept);
    boolean same = kept.equals(lines) && endsWithEmptyLine(wire.responseHead());
    byte[] body = !withBody ? new byte[0] : chunked ? oneChunk(wire.body()) : wire.body();
    return new ResponseBlock(same ? wire.responseHead() : head, body, !same);
  }

  byte[] bytes() {
    byte[] all = new byte[head.length + framed.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(framed, 0, all, head.length, framed.length);
    return all;
  }

  private static boolean parses(byte[] head) {
    try {
      HttpResponse.parseWithoutBody(Channels.newChannel(new ByteArrayInputStream(head)), null).contentType().base();
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String status(String line) {
    for (String word : line.split("[^0-9]+")) {
      if (word.length() == 3) {
        return word + " ";
      }
    }
    return "200 ";
  }

  /** Latin-1, so that every byte comes back as it was. */
  private static List<String> lines(byte[] head) {
    List<String> lines = new ArrayList<>(List.of(new String(head, StandardCharsets.ISO_8859_1).split("\r?\n")));
    lines.removeIf(String::isEmpty);
    if (lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private static byte[] join(List<String> lines) {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean endsWithEmptyLine(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.endsWith("\r\n\r\n") || text.endsWith("\n\n");
  }

  private static boolean named(String line, String name) {
    int colon = line.indexOf(':');
    return colon > 0 && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name);
  }

  private static boolean isLength(String line, int length) {
    return line.substring(line.indexOf(':') + 1).strip().equals(Integer.toString(length));
  }

  private static boolean isMediaType(String line) {
    try {
      return !MediaType.parseLeniently(line.substring(line.indexOf(':') + 1).strip()).base().toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] oneChunk(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 32);
    if (body.length > 0) {
      out.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(body);
      out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
