package cn.qingzheng.console.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** WARC records as other programs write them (ISO 28500). */
final class WarcSample {
  private WarcSample() {}

  static byte[] response(String url, String html) {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    byte[] http = ascii("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + body.length + "\r\n\r\n");
    return record("response", url, "application/http; msgtype=response", join(http, body));
  }

  static byte[] info() {
    return record("warcinfo", "", "application/warc-fields", ascii("software: another crawler\r\n"));
  }

  private static byte[] record(String type, String url, String contentType, byte[] block) {
    String target = url.isEmpty() ? "" : "WARC-Target-URI: " + url + "\r\n";
    return join(
        ascii("WARC/1.0\r\nWARC-Type: " + type + "\r\n" + target + "WARC-Date: 2023-07-18T01:02:03Z\r\n"
            + "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: " + contentType
            + "\r\nContent-Length: " + block.length + "\r\n\r\n"),
        block,
        ascii("\r\n\r\n"));
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
