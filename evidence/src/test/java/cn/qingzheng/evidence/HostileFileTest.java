package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to harm the one who verifies them. */
class HostileFileTest {
  private static final ZipForm FORM = ZipForm.sealedAt(Sample.SEALED);

  @TempDir Path temp;
  private final EvidenceVerifier verifier = new EvidenceVerifier();

  @Test
  void paths_that_escape_are_named_and_nothing_is_written() throws Exception {
    for (String name : List.of("../evil.txt", "EV/../../evil.txt", "/etc/evil", "C:/evil", "EV\\..\\evil", "EV//evil", "EV/a\u0000b")) {
      VerificationReport report = verifier.verify(zip(List.of(name)));
      assertFalse(report.valid(), name);
      assertTrue(report.failures().stream().anyMatch(f -> f.startsWith("封装形式") && f.contains("：不是包内")
          || f.contains("越出") || f.contains("控制字符")), report.text());
    }
    try (var files = Files.walk(temp)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith("evil.txt")));
    }
  }

  @Test
  void duplicates_reordered_entries_and_a_second_top_folder_are_told_apart() throws Exception {
    assertTrue(verifier.verify(zip(List.of("EV/a", "EV/a"))).text().contains("EV/a：重复的条目"));
    assertTrue(verifier.verify(zip(List.of("EV/b", "EV/a"))).text().contains("EV/a：条目的顺序被改动"));
    assertTrue(verifier.verify(zip(List.of("EV/a", "FV/a"))).text().contains("FV/a：不在顶层文件夹"));
  }

  @Test
  void a_bomb_is_not_inflated() throws Exception {
    Path bomb = temp.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
      out.putNextEntry(new ZipEntry("EV/data/evidence/text.txt"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 512; i++) {
        out.write(zeros);
      }
    }
    VerificationReport report = verifier.verify(bomb);
    assertFalse(report.valid());
    assertTrue(report.text().contains("不是封存时的压缩格式"), report.text());
  }

  @Test
  void a_bomb_among_the_records_is_read_to_the_limit_only() throws Exception {
    Path folder = sealed();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < (Limits.RECORD >> 20) + 2; i++) {
        out.write(zeros);
      }
    }
    Files.write(folder.resolve(BagLayout.WARC), bytes.toByteArray());
    assertTrue(verifier.verify(folder).text().contains("解压后超过"));
  }

  @Test
  void a_package_packed_again_is_told_to_be_verified_as_a_folder() throws Exception {
    Path folder = sealed();
    Path again = temp.resolve("again.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(again)); var files = Files.walk(folder)) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(folder.getParent().relativize(f).toString()));
        Files.copy(f, out);
      }
    }
    VerificationReport report = verifier.verify(again);
    assertFalse(report.valid());
    assertTrue(report.text().contains("请直接核验解压后的文件夹"), report.text());
    assertTrue(verifier.verify(folder).valid());
  }

  @Test
  void files_of_noise_and_missing_files_are_answered_with_a_report() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(4_000)];
      random.nextBytes(noise);
      if (noise.length > 4) {
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, noise, 0, 4);
      }
      Path file = Files.write(temp.resolve("noise.zip"), noise);
      assertFalse(assertDoesNotThrow(() -> verifier.verify(file)).valid());
    }
    assertFalse(verifier.verify(temp.resolve("missing.zip")).valid());
    assertFalse(verifier.verify(Files.createDirectories(temp.resolve("empty"))).valid());
    assertFalse(verifier.verify(Path.of("/dev/null")).valid());
  }

  @Test
  void json_made_to_exhaust_the_reader_costs_only_its_check() throws Exception {
    for (String json : List.of(
        "[".repeat(2_000_000), "{\"a\":".repeat(900_000), "", "nul", "[1e999999999]", "\"" + "x".repeat(9_000_000) + "\"",
        "{\"hits\":[{\"start\":99999999999999999999,\"end\":-1}]}", "{\"hits\":{}}", "[[],".repeat(400) + "1")) {
      for (String name : List.of(BagLayout.HITS, BagLayout.CAPTURE, BagLayout.DATAPACKAGE, BagLayout.CUSTODY, BagLayout.PAGES, BagLayout.CDX)) {
        Path folder = sealed();
        Files.writeString(folder.resolve(name), json);
        VerificationReport report = assertDoesNotThrow(() -> verifier.verify(folder));
        assertFalse(report.valid());
        assertTrue(report.checks().size() >= 15, report.text());
      }
    }
  }

  @Test
  void any_file_may_be_noise() throws Exception {
    Random random = new Random(11);
    Path original = sealed();
    List<String> names = new ArrayList<>();
    try (var files = Files.walk(original)) {
      files.filter(Files::isRegularFile).forEach(f -> names.add(original.relativize(f).toString()));
    }
    for (String name : names) {
      Path folder = sealed();
      byte[] noise = new byte[random.nextInt(3_000)];
      random.nextBytes(noise);
      Files.write(folder.resolve(name), noise);
      assertFalse(assertDoesNotThrow(() -> verifier.verify(folder)).valid(), name);
    }
  }

  @Test
  void damaged_gzip_headers_and_records_are_answered_with_a_report() throws Exception {
    Random random = new Random(13);
    Path folder = sealed();
    byte[] warc = Files.readAllBytes(folder.resolve(BagLayout.WARC));
    for (int i = 0; i < 500; i++) {
      byte[] bytes = warc.clone();
      bytes[random.nextInt(i % 2 == 0 ? 12 : bytes.length)] = (byte) random.nextInt(256);
      bytes[3] = i % 3 == 0 ? (byte) random.nextInt(32) : bytes[3];
      assertDoesNotThrow(() -> WarcFile.read(bytes));
    }
  }

  @Test
  void nothing_in_a_report_can_drive_a_terminal_or_turn_text_around() throws Exception {
    VerificationReport report = verifier.verify(zip(List.of("EV/\u202Etxt.exe", "EV/\u001B[31mred")));
    assertFalse(report.valid());
    assertTrue(report.text().chars().noneMatch(c -> c == 0x1b || c == 0x202e), report.text());
    assertFalse(report.json().contains("\u202E"));
  }

  /** A zip in the right form with these entries, each holding one byte. */
  private Path zip(List<String> names) throws IOException {
    Path file = Files.createTempFile(temp, "hostile", ".zip");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<ZipForm.Entry> entries = new ArrayList<>();
    Digests one = Digests.of(new byte[] {'x'});
    for (String name : names) {
      ZipForm.Entry e = new ZipForm.Entry(name, one.crc32(), 1, out.size());
      entries.add(e);
      out.write(FORM.localHeader(e));
      out.write('x');
    }
    int start = out.size();
    for (ZipForm.Entry e : entries) {
      out.write(FORM.centralHeader(e));
    }
    out.write(FORM.end(entries.size(), start, out.size() - start));
    return Files.write(file, out.toByteArray());
  }

  private Path sealed() throws Exception {
    Sample sample = new Sample(Files.createTempDirectory(temp, "in"));
    return Sample.unpack(sample.zip(Files.createTempDirectory(temp, "out")), Files.createTempDirectory(temp, "unpacked"));
  }
}
