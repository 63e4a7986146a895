package cn.qingzheng.crawler.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Looks at a WARC file in two ways: with jwarc's own validator, and member by member without any library. */
public final class WarcChecks {
  private WarcChecks() {}

  public record Rec(long offset, long length, String head, byte[] block) {
    public String type() {
      return field("WARC-Type");
    }

    String field(String name) {
      for (String line : head.split("\r\n")) {
        if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }

    String text() {
      return new String(block, StandardCharsets.ISO_8859_1);
    }
  }

  /** Both checks; a file with nothing in it fails. */
  public static List<Rec> valid(Path warc) throws IOException, InterruptedException {
    validate(List.of(warc));
    return members(warc);
  }

  /** Both checks of all finished files in a folder. Returns how many records they hold. */
  public static int allValid(Path folder) throws IOException, InterruptedException {
    List<Path> warcs = new ArrayList<>();
    if (!Files.exists(folder)) {
      return 0; // nothing was asked for
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> f.toString().endsWith(".warc.gz")).sorted().forEach(warcs::add);
    }
    if (!warcs.isEmpty()) {
      validate(warcs);
    }
    int records = 0;
    for (Path warc : warcs) {
      records += members(warc).size();
    }
    return records;
  }

  /**
   * jwarc's own command, in a process of its own. It is satisfied with an empty file, with records without digests and
   * with some that it complains of, so its exit code alone says little.
   */
  private static void validate(List<Path> warcs) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.netpreserve.jwarc.tools.WarcTool", "validate", "-v"));
    warcs.forEach(w -> command.add(w.toString()));
    Path errors = Files.createTempFile("jwarc", ".txt");
    Process p = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = p.waitFor();
    String err = Files.readString(errors);
    Files.delete(errors);
    assertEquals("", err, out);
    assertEquals(0, exit, out);
    assertTrue(!out.contains("ERROR"), out);
    warcs.forEach(w -> assertTrue(out.contains("Validating " + w), "not looked at: " + w));
  }

  /** Every member inflated by itself, its CRC and length, the record's framing and its block digest checked. */
  public static List<Rec> members(Path warc) throws IOException {
    byte[] all = Files.readAllBytes(warc);
    List<Rec> records = new ArrayList<>();
    int at = 0;
    while (at < all.length) {
      int end = member(all, at, records);
      at = end;
    }
    assertTrue(!records.isEmpty(), "no record in " + warc);
    assertEquals("warcinfo", records.get(0).field("WARC-Type"));
    return records;
  }

  private static int member(byte[] all, int at, List<Rec> records) {
    assertEquals(0x1f, all[at] & 0xff);
    assertEquals(0x8b, all[at + 1] & 0xff);
    assertEquals(0, all[at + 3], "flags");
    Inflater inflater = new Inflater(true);
    inflater.setInput(all, at + 10, all.length - at - 10);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[65536];
    try {
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        assertTrue(n > 0 || inflater.finished(), "torn member at " + at);
        out.write(buffer, 0, n);
      }
    } catch (DataFormatException e) {
      throw new AssertionError("member at " + at, e);
    }
    int end = at + 10 + (int) inflater.getBytesRead() + 8;
    byte[] record = out.toByteArray();
    CRC32 crc = new CRC32();
    crc.update(record);
    assertEquals(crc.getValue(), le32(all, end - 8));
    assertEquals(record.length, le32(all, end - 4));
    records.add(record(at, end - at, record));
    return end;
  }

  private static Rec record(int offset, int length, byte[] record) {
    String text = new String(record, StandardCharsets.ISO_8859_1);
    assertTrue(text.startsWith("WARC/1.1\r\n"), text);
    int head = text.indexOf("\r\n\r\n") + 4;
    assertTrue(text.endsWith("\r\n\r\n"));
    Rec rec = new Rec(offset, length, text.substring(0, head), Arrays.copyOfRange(record, head, record.length - 4));
    assertEquals(rec.block.length, Integer.parseInt(rec.field("Content-Length")));
    assertEquals("sha256:" + Sha256.hex(rec.block), rec.field("WARC-Block-Digest"));
    assertTrue(rec.field("WARC-Payload-Digest").matches("sha256:[0-9a-f]{64}"), rec.head);
    assertTrue(rec.field("WARC-Record-ID").matches("<urn:uuid:[0-9a-f-]{36}>"));
    assertTrue(rec.field("WARC-Date").matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));
    return rec;
  }

  private static long le32(byte[] b, int at) {
    return (b[at] & 0xffL) | (b[at + 1] & 0xffL) << 8 | (b[at + 2] & 0xffL) << 16 | (b[at + 3] & 0xffL) << 24;
  }

  /** How often each type occurs, in the order of first sight. */
  static Map<String, Integer> types(List<Rec> records) {
    Map<String, Integer> types = new LinkedHashMap<>();
    records.forEach(r -> types.merge(r.field("WARC-Type"), 1, Integer::sum));
    return types;
  }
}
