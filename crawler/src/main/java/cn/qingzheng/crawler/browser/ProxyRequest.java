package cn.qingzheng.crawler.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a browser asks a proxy for (RFC 9110 §9.3.6, RFC 9112 §3.2.2).
 *
 * @param head to be sent on to a plain host: origin form, without the headers meant for the proxy; empty for a tunnel
 * @param onward the same to be sent on to another proxy: absolute form
 */
record ProxyRequest(String host, int port, boolean tunnel, byte[] head, byte[] onward) {
  private static final int LONGEST_HEAD = 65_536;

  /** @throws IOException if it is no request to a proxy */
  static ProxyRequest read(InputStream in) throws IOException {
    String[] lines = head(in).split("\r?\n", -1);
    String[] words = lines[0].split(" ");
    if (words.length != 3) {
      throw new IOException("no request line: " + lines[0]);
    }
    return words[0].equals("CONNECT") ? tunnel(words[1]) : plain(words, lines);
  }

  private static ProxyRequest tunnel(String authority) throws IOException {
    int colon = authority.lastIndexOf(':');
    return new ProxyRequest(authority.substring(0, Math.max(0, colon)), port(authority.substring(colon + 1)), true, new byte[0], new byte[0]);
  }

  private static ProxyRequest plain(String[] words, String[] lines) throws IOException {
    int hostStart = words[1].indexOf("://") + 3;
    if (!words[1].regionMatches(true, 0, "http://", 0, 7)) {
      throw new IOException("no absolute http address: " + words[1]);
    }
    int pathStart = hostStart;
    while (pathStart < words[1].length() && "/?".indexOf(words[1].charAt(pathStart)) < 0) {
      pathStart++;
    }
    String authority = words[1].substring(hostStart, pathStart);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = authority.lastIndexOf(':');
    boolean withPort = colon > authority.lastIndexOf(']');
    String path = words[1].substring(pathStart);
    String target = path.startsWith("/") ? path : "/" + path;
    return new ProxyRequest(
        withPort ? authority.substring(0, colon) : authority, withPort ? port(authority.substring(colon + 1)) : 80, false,
        form(words[0] + " " + target + " " + words[2], lines),
        form(words[0] + " http://" + authority + target + " " + words[2], lines));
  }

  private static byte[] form(String requestLine, String[] lines) {
    StringBuilder head = new StringBuilder(requestLine).append("\r\n");
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      String name = lines[i].substring(0, Math.max(0, lines[i].indexOf(':'))).toLowerCase(Locale.ROOT);
      if (!name.equals("connection") && !name.startsWith("proxy-") && !name.equals("keep-alive")) {
        head.append(lines[i]).append("\r\n");
      }
    }
    // One request per connection, so that no second one slips past the guard.
    return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int port(String text) throws IOException {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
      throw new IOException("no port: " + text);
    }
    return Integer.parseInt(text);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int end = 0;
    while (end < 4) {
      int b = in.read();
      if (b < 0 || head.size() > LONGEST_HEAD) {
        throw new IOException("no request head");
      }
      head.write(b);
      end = b == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : b == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
