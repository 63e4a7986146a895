package cn.qingzheng.console.imports;

import cn.qingzheng.crawler.page.PdfText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file is that was handed in, by its first bytes; its name counts only where these say nothing. */
enum Medium {
  HTML("text/html"),
  TEXT("text/plain"),
  MHTML("multipart/related"),
  WARC("application/warc"),
  PDF("application/pdf"),
  PNG("image/png"),
  JPEG("image/jpeg"),
  GIF("image/gif"),
  WEBP("image/webp"),
  BMP("image/bmp");

  private static final int HEAD = 4096;

  private final String type;

  Medium(String type) {
    this.type = type;
  }

  /** Media type without parameters: what charset a file has, its bytes say. */
  String type() {
    return type;
  }

  boolean picture() {
    return type.startsWith("image/");
  }

  /** Empty if it is nothing that can be taken in. */
  static Optional<Medium> of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".warc") || name.endsWith(".warc.gz")) {
      return Optional.of(WARC);
    }
    Optional<Medium> binary = binary(head);
    return binary.isPresent() || zero(head) ? binary : Optional.of(written(name, head));
  }

  private static Optional<Medium> binary(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 12), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG\r\n")) {
      return Optional.of(PNG);
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (start.startsWith("GIF8")) {
      return Optional.of(GIF);
    }
    if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
      return Optional.of(WEBP);
    }
    if (start.startsWith("BM") && zero(head)) {
      return Optional.of(BMP);
    }
    return PdfText.looksLike(head) ? Optional.of(PDF) : Optional.empty();
  }

  private static Medium written(String name, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (text.contains("multipart/related") && text.contains("mime-version:") && !text.stripLeading().startsWith("<")) {
      return MHTML;
    }
    return name.endsWith(".txt") ? TEXT : HTML;
  }

  /** A zero byte stands in nothing that is written but UTF-16, which begins with its mark. */
  private static boolean zero(byte[] head) {
    boolean wide = head.length > 1 && ((head[0] & 0xff) ^ (head[1] & 0xff)) == 1 && (head[0] & 0xfe) == 0xfe;
    for (byte b : head) {
      if (b == 0 && !wide) {
        return true;
      }
    }
    return false;
  }
}
