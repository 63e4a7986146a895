package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code notice} and {@code report}: the papers that a bureau sends. */
class PapersTest {
  @TempDir Path folder;

  @Test
  void letters_are_drafted_for_what_is_confirmed_and_are_marked_as_drafts() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Run.of("notice", "draft", "--home", home, "--by", "王五").refused("没有已确认且仍在网上的问题");
    assertEquals(List.of(), files(home.resolve("outbox")));
    String id = SampleHome.cases(home).get(0);
    Run.of("case", "confirm", "--home", home, "--by", "张三", id).ended(0);

    List<String> lines = Run.of("notice", "draft", "--home", home, "--by", "王五", id).ended(0).out().lines().toList();
    assertEquals(3, lines.size(), lines.toString());
    assertTrue(lines.get(0).matches("\\S+  合规提示函  主送 .+  \\d+ 项  草稿.*"), lines.get(0));
    Path docx = Path.of(lines.get(1).strip());
    Path pdf = Path.of(lines.get(2).strip());
    assertEquals(List.of(docx, pdf), files(home.resolve("outbox")));
    String letter = docxText(docx);
    assertTrue(letter.contains("草稿") && letter.contains("岚川市人力资源和社会保障局"), letter);
    assertFalse(letter.contains("违法") || letter.contains("（候选"), letter);
    assertTrue(new String(Files.readAllBytes(pdf), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));

    String listed = Run.of("notice", "list", "--home", home).ended(0).out();
    assertEquals(lines.get(0), listed.strip());
  }

  @Test
  void candidates_are_taken_in_only_when_asked_and_each_is_marked_as_one() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    String id = SampleHome.cases(home).get(0);
    String out = Run.of("notice", "draft", "--home", home, "--by", "王五", "--candidates", id).ended(0).out();
    assertTrue(out.lines().findFirst().orElseThrow().endsWith("草稿（尚未复核签发）"), out);
    String letter = docxText(files(home.resolve("outbox")).get(0));
    assertTrue(letter.contains("（候选，待核实）") && letter.contains("未经复核签发，不得外发"), letter);
  }

  @Test
  void letters_need_a_name_a_case_and_right_settings() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Run.of("notice", "draft", "--home", home, "--by", "王五", "2020-000001").refused("没有案件 2020-000001");
    Run.of("notice", "draft", "--home", home, "--by", " ").refused("请填写");
    Files.writeString(home.resolve("qingzheng.yaml"), "organ: {name: 甲局, region: x}\nweb: {port: x}\n");
    for (List<Object> command : List.<List<Object>>of(List.of("notice", "draft", "--by", "王五"), List.of("notice", "list"), List.of("report"))) {
      Run run = Run.of(Stream.concat(command.stream(), Stream.of("--home", home)).toArray()).ended(2);
      assertTrue(run.err().contains("qingzheng.yaml:1: “region”") && run.err().contains("qingzheng.yaml:2: “port”"), run.err());
    }
  }

  @Test
  void a_report_is_two_annexes_in_two_formats_a_summary_and_its_sources() throws IOException {
    Path out = folder.resolve("reports/november");
    Run run = Run.of("report", "--home", SampleHome.folder(), "--as-of", "2026-11-28", "--out", out).ended(0);
    assertEquals(
        List.of("工作小结_2026-11-28.txt", "数据来源_2026-11-28.csv", "进展数据_2026-11-28.csv", "附件1_2026-11-28.docx", "附件1_2026-11-28.pdf", "附件2_2026-11-28.docx", "附件2_2026-11-28.pdf"),
        files(out).stream().map(f -> f.getFileName().toString()).toList());
    for (Path file : files(out)) {
      assertTrue(run.out().contains("已写入 " + file), run.out());
    }
    assertTrue(run.out().startsWith(Files.readString(out.resolve("工作小结_2026-11-28.txt")).strip()), run.out());
    assertTrue(docxText(out.resolve("附件1_2026-11-28.docx")).contains("岚川市"));
    Path flat = folder.resolve("flat");
    Run.of("report", "--home", SampleHome.folder(), "--as-of", "2026-11-28", "--flat", "--out", flat).ended(0);
    assertFalse(docxText(flat.resolve("附件1_2026-11-28.docx")).equals(docxText(out.resolve("附件1_2026-11-28.docx"))));
  }

  @Test
  void a_report_of_a_day_before_the_first_scan_counts_nothing() throws IOException {
    Run run = Run.of("report", "--home", SampleHome.folder(), "--as-of", "2020-01-31", "--out", folder).ended(0);
    assertTrue(Files.exists(folder.resolve("附件1_2020-01-31.docx")));
    assertTrue(run.out().contains("共排查评价类主体0个"), run.out());
  }

  @Test
  void a_place_that_cannot_be_written_to_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "x");
    Run.of("report", "--home", SampleHome.folder(), "--as-of", "2026-11-28", "--out", file).refused("taken", "请检查路径");
    assertEquals("x", Files.readString(file));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** All parts of a document, headers too, without mark-up. */
  private static String docxText(Path docx) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipFile zip = new ZipFile(docx.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
        if (entry.getName().matches("word/(document|header\\d*|footer\\d*)\\.xml")) {
          String xml = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          // The mark is an attribute of a drawing.
          all.append(xml.replaceAll("<[^>]*?string=\"([^\"]*)\"[^>]*>", "$1").replaceAll("<[^>]*>", ""));
        }
      }
    }
    return all.toString();
  }
}
