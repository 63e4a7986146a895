package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.PlainText;
import cn.qingzheng.analyzer.SavedPage;
import cn.qingzheng.crawler.page.Charsets;
import cn.qingzheng.crawler.page.Mhtml;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.crawler.page.PdfText;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads files on this machine as pages; what a file is, its name and its first bytes say. */
final class LocalPages {
  /** As long as the longest body that the crawler may be told to keep. */
  private static final long MAX_BYTES = 100L * 1024 * 1024;

  private static final int HEAD = 2048;

  private final PageReader reader = new PageReader();
  private final Charsets charsets = new Charsets();

  /** A page out of an archive. */
  Page read(Capture capture, byte[] body) {
    return reader.read(capture, body);
  }

  /**
   * @param shown the name of the page
   * @param host where the page stood, if it is known
   * @throws UnreadableFileException with the cause in Chinese
   */
  Page read(String shown, Path path, Optional<String> host, Instant at) throws UnreadableFileException {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.matches(".*\\.(png|jpe?g|gif|webp|bmp)")) {
      throw new UnreadableFileException("图片文字识别尚未提供，图片需人工查看");
    }
    byte[] body = bytes(path);
    if (PdfText.looksLike(body)) {
      return pdf(shown, host.map(h -> SavedPage.address(h, path)).orElseGet(() -> path.toAbsolutePath().toUri()), at, body);
    }
    if (name.endsWith(".txt")) {
      return PlainText.page(shown, charsets.decode(Optional.empty(), body).text(), host, at);
    }
    URI url = host.map(h -> SavedPage.address(h, path)).orElseGet(() -> path.toAbsolutePath().toUri());
    if (name.endsWith(".mhtml") || name.endsWith(".mht")) {
      if (Mhtml.parse(body).isEmpty()) {
        throw new UnreadableFileException("不是 MHTML 文件");
      }
      return reader.read(shown, url, at, Optional.of("multipart/related"), body, Optional.empty());
    }
    return reader.read(shown, url, at, Optional.empty(), body, Optional.empty());
  }

  private Page pdf(String shown, URI url, Instant at, byte[] body) throws UnreadableFileException {
    try {
      byte[] html = PdfText.html(body).html();
      return reader.read(shown, url, at, Optional.of("text/html; charset=utf-8"), html, Optional.empty());
    } catch (IOException e) {
      throw new UnreadableFileException(e.getMessage());
    }
  }

  private static byte[] bytes(Path path) throws UnreadableFileException {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new UnreadableFileException("文件过大（超过 100 MB）");
      }
      byte[] body = Files.readAllBytes(path);
      if (body.length == 0) {
        throw new UnreadableFileException("文件是空的");
      }
      if (binary(body)) {
        throw new UnreadableFileException("不是网页或文本（可能是 Office 文件、压缩包或已损坏）");
      }
      return body;
    } catch (NoSuchFileException e) {
      throw new UnreadableFileException("文件不存在");
    } catch (AccessDeniedException e) {
      throw new UnreadableFileException("没有读取权限");
    } catch (IOException e) {
      throw new UnreadableFileException("无法读取：" + e.getMessage());
    }
  }

  /** Whether it begins as nothing does that is written: with a zero byte that is no UTF-16; PDF is read. */
  private static boolean binary(byte[] body) {
    byte[] head = Arrays.copyOf(body, Math.min(body.length, HEAD));
    boolean wide = head.length > 1 && ((head[0] & 0xff) ^ (head[1] & 0xff)) == 1 && (head[0] & 0xfe) == 0xfe;
    boolean zero = false;
    for (byte b : head) {
      zero |= b == 0;
    }
    return zero && !wide && !PdfText.looksLike(body);
  }

  /** The file cannot be read as a page; the message says why. */
  static final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
      super(message);
    }
  }
}
