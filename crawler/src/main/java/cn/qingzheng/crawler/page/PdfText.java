package cn.qingzheng.crawler.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;

/**
 * The text of a PDF file as HTML that {@link PageReader} reads: a section a page, a paragraph a paragraph. Words in
 * pictures are not read.
 *
 * <p>Reading is done by a process of its own with little memory and time. Files are hostile, a few bytes of one may
 * unfold to more than a machine holds at a hundred places of the library, and what is over its limit there is over
 * for that file only.
 */
public final class PdfText {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MEMORY = "-Xmx512m";

  private PdfText() {}

  /**
   * @param html UTF-8
   * @param cut whether there was more than is read
   */
  public record Read(byte[] html, boolean cut) {
    /** Whether not a word was found: a scan, or pictures. */
    public boolean empty() {
      return Jsoup.parse(new String(html, StandardCharsets.UTF_8)).body().text().isBlank();
    }
  }

  /** Whether a file begins like one. */
  public static boolean looksLike(byte[] file) {
    String head = new String(file, 0, Math.min(file.length, 1024), StandardCharsets.ISO_8859_1);
    return head.contains("%PDF-");
  }

  /**
   * @throws UnreadablePdfException with the cause in Chinese, if the file cannot be read or costs too much
   * @throws IOException if this machine fails
   */
  public static Read html(byte[] pdf) throws IOException {
    return html(pdf, PATIENCE);
  }

  static Read html(byte[] pdf, Duration patience) throws IOException {
    Path folder = Files.createTempDirectory("qingzheng-pdf");
    Path in = folder.resolve("in.pdf");
    Path out = folder.resolve("out.html");
    try {
      Files.write(in, pdf);
      int ended = run(in, out, patience);
      if (ended != PdfWorker.DONE && ended != PdfWorker.CUT) {
        throw new UnreadablePdfException(reason(ended));
      }
      return new Read(Files.readAllBytes(out), ended == PdfWorker.CUT);
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
      Files.deleteIfExists(folder);
    }
  }

  private static int run(Path in, Path out, Duration patience) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(), MEMORY, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true",
                    "-cp", System.getProperty("java.class.path"), PdfWorker.class.getName(), in.toString(), out.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : PdfWorker.TOO_LONG;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading a PDF file", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String reason(int ended) {
    return switch (ended) {
      case PdfWorker.PASSWORD -> "PDF 有口令，不能读取";
      case PdfWorker.DAMAGED -> "PDF 已损坏，不能读取";
      case PdfWorker.TOO_LARGE -> "PDF 展开后过大，不能读取";
      case PdfWorker.TOO_LONG -> "PDF 读取用时过长，已放弃";
      default -> "PDF 不能读取（" + ended + "）";
    };
  }

  /** The file is at fault, not the machine. */
  public static final class UnreadablePdfException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadablePdfException(String message) {
      super(message);
    }
  }
}
