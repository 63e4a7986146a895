package cn.qingzheng.crawler.fetch;

import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.FormattedHeader;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;

/** Writes message heads as they went over the wire, for the archive. */
final class Heads {
  private static final String CRLF = "\r\n";

  private Heads() {}

  static byte[] of(HttpRequest request) {
    StringBuilder head = new StringBuilder();
    head.append(request.getMethod()).append(' ').append(request.getPath()).append(' ');
    head.append(request.getVersion() == null ? HttpVersion.HTTP_1_1 : request.getVersion()).append(CRLF);
    return bytes(head, request.getHeaders());
  }

  static byte[] of(HttpResponse response) {
    StringBuilder head = new StringBuilder();
    head.append(response.getVersion() == null ? HttpVersion.HTTP_1_1 : response.getVersion()).append(' ');
    head.append(response.getCode()).append(' ');
    head.append(response.getReasonPhrase() == null ? "" : response.getReasonPhrase()).append(CRLF);
    return bytes(head, response.getHeaders());
  }

  private static byte[] bytes(StringBuilder head, Header[] headers) {
    for (Header header : headers) {
      if (header.getName().equalsIgnoreCase(HttpHeaders.PROXY_AUTHORIZATION)) {
        // Meant for the proxy, which takes it off; and a secret.
        continue;
      }
      // A received header still holds its line as it came; only folding is undone.
      if (header instanceof FormattedHeader line && line.getBuffer() != null) {
        head.append(line.getBuffer());
      } else {
        head.append(header.getName()).append(": ").append(header.getValue() == null ? "" : header.getValue());
      }
      head.append(CRLF);
    }
    // The client reads and writes header bytes one to one as ISO 8859-1.
    return head.append(CRLF).toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
