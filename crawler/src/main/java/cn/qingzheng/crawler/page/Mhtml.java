package cn.qingzheng.crawler.page;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page saved with everything it needs as one file (RFC 2557), as Chromium writes it.
 *
 * @param main the page itself
 * @param frames other HTML parts: pages shown inside it
 */
public record Mhtml(Part main, List<Part> frames) {
  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
  private static final int MOST_PARTS = 2000;

  public Mhtml {
    Objects.requireNonNull(main);
    frames = List.copyOf(frames);
  }

  /**
   * One part; the arrays of two parts are not compared.
   *
   * @param location where it was saved from, if it says so
   * @param contentType the header's value, with charset if it has one
   * @param body after transfer decoding
   */
  public record Part(Optional<URI> location, String contentType, byte[] body) {}

  /** Whether a file begins like one. */
  static boolean looksLike(byte[] file) {
    String head = latin1(file, 0, Math.min(file.length, 4000)).toLowerCase(Locale.ROOT);
    return head.contains("multipart/related") && head.contains("mime-version:") && !head.startsWith("<");
  }

  /** Empty if the file has no boundary or no HTML part. A missing end costs only the last part. */
  public static Optional<Mhtml> parse(byte[] file) {
    String text = latin1(file, 0, file.length);
    int head = headEnd(text, 0);
    Map<String, String> headers = headers(text.substring(0, head));
    Matcher boundary = BOUNDARY.matcher(headers.getOrDefault("content-type", ""));
    if (!boundary.find()) {
      return Optional.empty();
    }
    String name = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
    List<Part> html = htmlParts(text, head, "--" + name);
    if (html.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> wanted = uri(headers.getOrDefault("snapshot-content-location", ""));
    Part main = html.stream().filter(p -> wanted.isPresent() && p.location().equals(wanted)).findFirst().orElse(html.get(0));
    return Optional.of(new Mhtml(main, html.stream().filter(p -> p != main).toList()));
  }

  private static List<Part> htmlParts(String text, int from, String boundary) {
    List<Part> html = new ArrayList<>();
    int at = text.indexOf(boundary, from);
    for (int n = 0; at >= 0 && n < MOST_PARTS; n++) {
      int start = at + boundary.length();
      if (text.startsWith("--", start)) {
        break;
      }
      int next = text.indexOf("\n" + boundary, start);
      String part = text.substring(start, next < 0 ? text.length() : next);
      int headStart = part.indexOf('\n') + 1;
      int head = headEnd(part, headStart);
      Map<String, String> headers = headers(part.substring(headStart, head));
      String type = headers.getOrDefault("content-type", "");
      if (type.toLowerCase(Locale.ROOT).startsWith("text/html") || type.toLowerCase(Locale.ROOT).startsWith("application/xhtml")) {
        byte[] body = decoded(part.substring(head), headers.getOrDefault("content-transfer-encoding", ""));
        html.add(new Part(uri(headers.getOrDefault("content-location", "")), type, body));
      }
      at = next < 0 ? -1 : next + 1;
    }
    return html;
  }

  /** Offset after the empty line that ends the headers. */
  private static int headEnd(String text, int from) {
    int lf = text.indexOf("\n\n", from);
    int crlf = text.indexOf("\r\n\r\n", from);
    if (crlf >= 0 && (lf < 0 || crlf < lf)) {
      return crlf + 4;
    }
    return lf < 0 ? text.length() : lf + 2;
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new HashMap<>();
    for (String line : head.replaceAll("\r?\n[ \t]+", " ").split("\r?\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static byte[] decoded(String body, String encoding) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "base64" -> base64(body);
      case "quoted-printable" -> quotedPrintable(bytes);
      default -> bytes;
    };
  }

  private static byte[] base64(String body) {
    String clean = body.replaceAll("[^A-Za-z0-9+/]", "");
    return Base64.getDecoder().decode(clean.length() % 4 == 1 ? clean.substring(0, clean.length() - 1) : clean);
  }

  /** RFC 2045 §6.7; what is no escape stays as it is. */
  private static byte[] quotedPrintable(byte[] in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '=') {
        out.write(in[i]);
        continue;
      }
      int lineEnd = i + 1 < in.length && in[i + 1] == '\r' ? i + 2 : i + 1;
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (lineEnd < in.length && in[lineEnd] == '\n') {
        i = lineEnd;
      } else if (high >= 0 && low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write('=');
      }
    }
    return out.toByteArray();
  }

  private static Optional<URI> uri(String written) {
    return new Urls(URI.create("http://saved.invalid/"), Encodings.UTF_8).resolve(written).filter(u -> !written.isEmpty());
  }

  private static String latin1(byte[] b, int from, int length) {
    return new String(b, from, length, StandardCharsets.ISO_8859_1);
  }
}
