package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forger who writes every list anew: what the files say of each other still has to agree, check by check. */
class ForgedPackageTest {
  @TempDir Path temp;
  private final EvidenceVerifier verifier = new EvidenceVerifier();
  private Path folder;

  @BeforeEach
  void build() throws Exception {
    Sample sample = new Sample(Files.createDirectories(temp.resolve("in")));
    folder = Sample.unpack(sample.zip(temp.resolve("out")), temp.resolve("unpacked"));
  }

  @Test
  void lists_written_anew_without_a_change_are_accepted() throws Exception {
    Forger.sealAgain(folder);
    assertEquals(List.of(), failed());
  }

  @Test
  void a_quote_moved_by_one() throws Exception {
    replace(BagLayout.HITS, "\"start\": 13", "\"start\": 12");
    Forger.sealAgain(folder);
    assertEquals(List.of("hits"), failed());
  }

  @Test
  void a_text_with_another_word() throws Exception {
    replace(BagLayout.TEXT, "包过", "包教");
    Forger.sealAgain(folder);
    assertEquals(List.of("hits"), failed());
  }

  @Test
  void an_answer_with_another_word() throws Exception {
    Forger.replaceInRecords(folder.resolve(BagLayout.WARC), "包过", "包教");
    Forger.sealAgain(folder);
    assertTrue(failed().containsAll(List.of("warc", "capture")), failed().toString());
    assertTrue(verifier.verify(folder).text().contains("校验值不符"));
  }

  @Test
  void an_archive_in_one_gzip_member() throws Exception {
    Path warc = folder.resolve(BagLayout.WARC);
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(all)) {
      for (WarcEntry e : WarcFile.read(Files.readAllBytes(warc)).entries()) {
        gzip.write(e.member().content());
      }
    }
    Files.write(warc, all.toByteArray());
    Forger.sealAgain(folder);
    assertTrue(failed().contains("warc"), failed().toString());
  }

  @Test
  void an_archive_without_an_answer() throws Exception {
    Path warc = folder.resolve(BagLayout.WARC);
    byte[] bytes = Files.readAllBytes(warc);
    int second = WarcFile.read(bytes).entries().get(1).member().offset();
    Files.write(warc, java.util.Arrays.copyOf(bytes, second));
    Files.writeString(folder.resolve(BagLayout.CDX), "");
    Forger.sealAgain(folder);
    assertEquals(List.of("warc", "cdx", "capture"), failed());
  }

  @Test
  void an_index_that_points_elsewhere_lacks_a_line_or_is_not_sorted() throws Exception {
    replace(BagLayout.CDX, "\"status\":\"200\"", "\"status\":\"404\"");
    Forger.sealAgain(folder);
    assertEquals(List.of("cdx"), failed());
    replace(BagLayout.CDX, "\"status\":\"404\"", "\"status\":\"200\"");
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(BagLayout.CDX)));
    Collections.reverse(lines);
    Files.write(folder.resolve(BagLayout.CDX), lines);
    Forger.sealAgain(folder);
    assertEquals(List.of("cdx"), failed());
    Files.write(folder.resolve(BagLayout.CDX), lines.subList(0, 1));
    Forger.sealAgain(folder);
    assertEquals(List.of("cdx"), failed());
  }

  @Test
  void a_page_list_with_another_address() throws Exception {
    replace(BagLayout.PAGES, "ad.example", "other.example");
    Forger.sealAgain(folder);
    assertEquals(List.of("pages"), failed());
  }

  @Test
  void a_capture_record_that_contradicts_the_archive() throws Exception {
    replace(BagLayout.CAPTURE, "\"length\": 158", "\"length\": 157");
    Forger.sealAgain(folder);
    assertEquals(List.of("capture"), failed());
  }

  @Test
  void a_self_check_that_failed() throws Exception {
    replace(BagLayout.CAPTURE, "\"state\": \"OK\"", "\"state\": \"FAILED\"");
    Forger.sealAgain(folder);
    assertEquals(List.of("self-check"), failed());
  }

  @Test
  void a_file_that_every_list_has_but_the_datapackage() throws Exception {
    Files.writeString(folder.resolve("data/evidence/added.txt"), "x");
    Forger.sealAgain(folder);
    assertEquals(List.of("datapackage"), failed());
  }

  @Test
  void a_custody_line_with_another_name() throws Exception {
    replace(BagLayout.CUSTODY, "某市", "另市");
    Forger.tagAgain(folder);
    assertEquals(List.of("custody"), failed());
  }

  @Test
  void a_custody_log_without_its_first_line_or_its_last() throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve(BagLayout.CUSTODY));
    Files.write(folder.resolve(BagLayout.CUSTODY), lines.subList(1, lines.size()));
    Forger.tagAgain(folder);
    assertEquals(List.of("custody"), failed());
    Files.write(folder.resolve(BagLayout.CUSTODY), lines.subList(0, lines.size() - 1));
    Forger.tagAgain(folder);
    assertEquals(List.of("custody"), failed());
  }

  @Test
  void another_number_of_bytes() throws Exception {
    Path info = folder.resolve(BagLayout.BAG_INFO);
    Files.writeString(info, Files.readString(info).replaceFirst("(?m)(Payload-Oxum: .*)$", "$19"));
    Forger.tagAgain(folder);
    assertEquals(List.of("payload-oxum"), failed());
  }

  @Test
  void lists_with_two_lines_swapped_or_one_missing() throws Exception {
    for (String[] list : new String[][] {
        {BagLayout.MANIFEST_SHA512, "manifest-sha512"}, {BagLayout.SM3_SUMS, "sm3"}, {BagLayout.TAG_MANIFEST, "tagmanifest"}}) {
      Path file = folder.resolve(list[0]);
      List<String> lines = Files.readAllLines(file);
      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, 1, 2);
      for (List<String> forged : List.of(swapped, lines.subList(1, lines.size()), List.<String>of())) {
        Files.write(file, forged);
        if (!list[0].equals(BagLayout.TAG_MANIFEST)) {
          Forger.tagAgain(folder);
        }
        assertEquals(List.of(list[1]), failed(), forged.toString());
      }
      Files.write(file, lines);
      Forger.tagAgain(folder);
    }
  }

  @Test
  void a_list_that_names_a_file_outside() throws Exception {
    Path file = folder.resolve(BagLayout.SM3_SUMS);
    Files.writeString(file, "0".repeat(64) + "  ../../etc/passwd\n" + Files.readString(file));
    Forger.tagAgain(folder);
    VerificationReport report = verifier.verify(folder);
    assertTrue(report.text().contains("../../etc/passwd 路径越出本包"), report.text());
  }

  @Test
  void a_screenshot_and_a_note_that_there_is_none() throws Exception {
    Files.writeString(folder.resolve(BagLayout.NO_SCREENSHOT), "没有");
    Forger.sealAgain(folder);
    assertTrue(failed().contains("structure"), failed().toString());
  }

  @Test
  void another_declaration() throws Exception {
    replace(BagLayout.BAGIT, "1.0", "0.97");
    Forger.tagAgain(folder);
    assertEquals(List.of("structure"), failed());
  }

  private void replace(String name, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(name));
    assertTrue(text.contains(from), text);
    Files.writeString(folder.resolve(name), text.replace(from, to));
  }

  private List<String> failed() {
    VerificationReport report = verifier.verify(folder);
    assertFalse(report.checks().isEmpty());
    return report.checks().stream()
        .filter(c -> c.state() == VerificationReport.State.FAILED)
        .map(VerificationReport.Check::id)
        .toList();
  }
}
