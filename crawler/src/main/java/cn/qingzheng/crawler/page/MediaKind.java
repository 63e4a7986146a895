package cn.qingzheng.crawler.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a body is, by its Content-Type and, where that says nothing, by its first bytes. */
enum MediaKind {
  HTML,
  XML,
  JSON,
  PLAIN,
  MHTML,
  /** Pictures, PDF and everything else that is no text. */
  OTHER;

  static MediaKind of(Optional<String> contentType, byte[] body) {
    String type = contentType.orElse("").split(";")[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml" -> HTML;
      case "multipart/related", "message/rfc822", "application/x-mimearchive" -> MHTML;
      case "text/plain" -> Mhtml.looksLike(body) ? MHTML : PLAIN;
      case "text/json", "application/json", "text/javascript", "application/javascript" -> JSON;
      case "text/xml", "application/xml" -> xml(body);
      case "", "*/*", "unknown/unknown", "application/unknown", "application/octet-stream" -> sniffed(body);
      default -> type.endsWith("+xml") && !type.startsWith("image/") ? xml(body) : type.endsWith("+json") ? JSON : other(type, body);
    };
  }

  private static MediaKind other(String type, byte[] body) {
    // A value without a slash is no media type: browsers look at the bytes then.
    return type.contains("/") ? OTHER : sniffed(body);
  }

  private static MediaKind xml(byte[] body) {
    return head(body).contains("<html") ? HTML : XML;
  }

  private static MediaKind sniffed(byte[] body) {
    String head = head(body);
    boolean wide = body.length > 1 && ((body[0] & 0xff) == 0xff && (body[1] & 0xff) == 0xfe || (body[0] & 0xff) == 0xfe && (body[1] & 0xff) == 0xff);
    if (head.indexOf('\0') >= 0 && !wide || head.startsWith("%pdf-")) {
      return OTHER;
    }
    if (Mhtml.looksLike(body)) {
      return MHTML;
    }
    if (head.startsWith("<?xml")) {
      return xml(body);
    }
    if (head.startsWith("{") || head.startsWith("[{") || head.startsWith("[\"")) {
      return JSON;
    }
    return head.startsWith("<") || head.contains("<html") || head.contains("<!doctype") || head.contains("<div") ? HTML : PLAIN;
  }

  private static String head(byte[] body) {
    byte[] first = Arrays.copyOf(body, Math.min(body.length, 2048));
    boolean bom = first.length > 2 && (first[0] & 0xff) == 0xef && (first[1] & 0xff) == 0xbb;
    return new String(first, StandardCharsets.ISO_8859_1).substring(bom ? 3 : 0).stripLeading().toLowerCase(Locale.ROOT);
  }
}
