package cn.qingzheng.console.web.reply;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * What may be sent along, told by the file's bytes and not by what its sender calls it. That says what a file begins and
 * ends like, not that it is harmless: it is never opened here and never shown, only handed on as a download.
 */
enum AttachmentKind {
  PDF(List.of("pdf")),
  PNG(List.of("png")),
  JPEG(List.of("jpg", "jpeg")),
  XLSX(List.of("xlsx")),
  DOCX(List.of("docx"));

  /** Bytes of one file. */
  static final long LARGEST = 10L << 20;

  private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG_HEAD = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] ZIP_HEAD = {'P', 'K', 3, 4};
  private static final int TAIL = 1024;
  private static final int MOST_ENTRIES = 2000;

  private final List<String> endings;

  AttachmentKind(List<String> endings) {
    this.endings = endings;
  }

  /**
   * Looks at a file.
   *
   * @param name as its sender calls it; its ending must fit
   * @return what is wrong, in Chinese; empty if it may be kept
   */
  static Optional<String> problem(String name, Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      return Optional.of("附件“" + name + "”是空的");
    }
    if (size > LARGEST) {
      return Optional.of("附件“" + name + "”有 " + (size >> 20) + " MB：每个不超过 " + (LARGEST >> 20) + " MB");
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean fits = of(file, size).filter(k -> k.endings.contains(ending)).isPresent();
    return fits ? Optional.empty() : Optional.of("附件“" + name + "”的内容不是 PDF、PNG、JPG、XLSX 或 DOCX，或与扩展名不符：请换成这些格式");
  }

  private static Optional<AttachmentKind> of(Path file, long size) throws IOException {
    byte[] head = part(file, 0, 16);
    byte[] tail = part(file, Math.max(0, size - TAIL), TAIL);
    String end = new String(tail, StandardCharsets.ISO_8859_1);
    if (new String(head, StandardCharsets.ISO_8859_1).matches("(?s)%PDF-[12]\\.\\d.*") && end.contains("%%EOF")) {
      return Optional.of(PDF);
    }
    if (begins(head, PNG_HEAD) && end.contains("IEND")) {
      return Optional.of(PNG);
    }
    if (begins(head, JPEG_HEAD) && end.contains("\u00ff\u00d9")) {
      return Optional.of(JPEG);
    }
    return begins(head, ZIP_HEAD) ? office(file) : Optional.empty();
  }

  /** Only the list of entries is read, nothing is unpacked. */
  private static Optional<AttachmentKind> office(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean macros = zip.stream().anyMatch(e -> e.getName().toLowerCase(Locale.ROOT).endsWith(".bin") && e.getName().contains("vba"));
      if (zip.size() > MOST_ENTRIES || macros || zip.getEntry("[Content_Types].xml") == null) {
        return Optional.empty();
      }
      return zip.getEntry("xl/workbook.xml") != null
          ? Optional.of(XLSX)
          : zip.getEntry("word/document.xml") != null ? Optional.of(DOCX) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean begins(byte[] bytes, byte[] with) {
    return bytes.length >= with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  private static byte[] part(Path file, long from, int length) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      byte[] out = new byte[(int) Math.min(length, in.length() - from)];
      in.readFully(out);
      return out;
    }
  }

  /** What a sender calls a file, without folders and without anything that means something to a terminal or header. */
  static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\"<>:|?*;%]", "_").strip();
    int start = clean.codePointCount(0, clean.length()) <= 80 ? 0 : clean.offsetByCodePoints(clean.length(), -80);
    return clean.substring(start).isEmpty() ? "附件" : clean.substring(start);
  }
}
