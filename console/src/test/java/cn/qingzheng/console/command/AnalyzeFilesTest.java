package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code analyze} on files of every kind that it takes, and of kinds that it does not. */
class AnalyzeFilesTest {
  private static final String OFFER = "本校招生：健康管理师职业资格证书，零基础报名，考试包过，不过退全款，全国通用，联网可查。";
  private static final String HTML = "<!doctype html><title>课程</title><body><p>" + OFFER + "</p></body>";
  private static final Set<String> HIT_KEYS =
      Set.of("term", "surface", "start", "end", "form", "violation", "rule", "severity", "why", "basis");

  @TempDir Path folder;

  @Test
  void a_page_is_one_line_of_json_with_all_that_is_promised() throws IOException {
    Path page = write("course.html", HTML);
    List<JsonNode> lines = Run.of("analyze", "--json", "--promoter", "UNAPPROVED", "--host", "www.school.example", page).ended(0).json();
    assertEquals(1, lines.size());
    JsonNode line = lines.get(0);
    assertEquals(page.toString(), line.path("file").asString());
    assertEquals("HIGH_RISK", line.path("verdict").asString());
    assertFalse(line.has("id"));
    JsonNode hit = hit(line, "包过");
    for (String key : HIT_KEYS) {
      assertTrue(hit.has(key), key);
    }
    assertEquals("包过", hit.path("surface").asString());
    assertEquals("LITERAL", hit.path("form").asString());
    assertEquals("guarantee-claim", hit.path("rule").asString());
    assertEquals("HIGH", hit.path("severity").asString());
    assertTrue(hit.path("violation").asBoolean());
    assertTrue(hit.path("start").isInt() && hit.path("end").asInt() == hit.path("start").asInt() + 2);
    assertTrue(hit.path("why").asString().contains("保证性承诺"));
    assertTrue(hit.path("basis").get(0).asString().startsWith("《广告法》"), hit.path("basis").toString());
  }

  @Test
  void a_text_is_read_in_utf8_and_in_the_older_chinese_encodings() throws IOException {
    for (String charset : List.of("UTF-8", "GB18030", "UTF-16")) {
      Path text = Files.write(folder.resolve(charset + ".txt"), OFFER.getBytes(Charset.forName(charset)));
      JsonNode hit = hit(Run.of("analyze", "--json", text).ended(0).json().get(0), "包过");
      assertEquals(OFFER.indexOf("包过"), hit.path("start").asInt(), charset);
    }
  }

  @Test
  void a_page_saved_by_a_browser_is_read_with_its_frames_and_address() throws IOException {
    String saved =
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://school.example/p\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b1\"\r\n\r\n\r\n"
            + part("http://school.example/p", "<p>零基础报名，考试包过</p><iframe src=\"cid:f@mhtml.blink\"></iframe>", "")
            + part("http://school.example/frame", "<p>本校可以挂靠证书</p>", "Content-ID: <f@mhtml.blink>\r\n") + "----b1--\r\n";
    Path page = write("saved.mhtml", saved);
    JsonNode line = Run.of("analyze", "--json", page).ended(0).json().get(0);
    assertEquals("包过", hit(line, "包过").path("surface").asString());
    assertEquals("FRAME", hit(line, "证书挂靠").path("block").asString());
  }

  private static String part(String url, String html, String more) {
    return "----b1\r\nContent-Type: text/html\r\n" + more + "Content-Transfer-Encoding: 8bit\r\nContent-Location: " + url
        + "\r\n\r\n<html><head><meta charset=\"utf-8\"></head><body>" + html + "</body></html>\r\n";
  }

  @Test
  void a_warc_of_another_program_gives_a_line_for_each_page_on_the_day_it_was_taken() throws IOException {
    byte[] one = WarcSample.response("http://www.school.example/a?x=1", HTML);
    byte[] two = WarcSample.response("http://www.school.example/b", "<p>今天食堂供应红烧肉、青菜和米饭，欢迎同学们来品尝，价格公道，量大味美，绝对让您满意。</p>");
    Path plain = Files.write(folder.resolve("a.warc"), WarcSample.join(WarcSample.info(), one, two));
    Path members = Files.write(folder.resolve("b.warc.gz"), WarcSample.join(WarcSample.gzip(WarcSample.info()), WarcSample.gzip(one), WarcSample.gzip(two)));
    List<JsonNode> lines = Run.of("analyze", "--json", plain, members).ended(0).json();
    assertEquals(
        List.of(plain + "#http://www.school.example/a?x=1", plain + "#http://www.school.example/b",
            members + "#http://www.school.example/a?x=1", members + "#http://www.school.example/b"),
        lines.stream().map(l -> l.path("file").asString()).toList());
    hit(lines.get(0), "包过");
    assertEquals(0, lines.get(1).path("hits").size());
    assertEquals(lines.get(0).path("hits"), lines.get(2).path("hits"));
  }

  @Test
  void a_damaged_warc_gives_its_pages_and_a_line_on_the_damage() throws IOException {
    byte[] good = WarcSample.gzip(WarcSample.response("http://www.school.example/a", HTML));
    Path torn = Files.write(folder.resolve("torn.warc.gz"), WarcSample.join(good, java.util.Arrays.copyOf(good, good.length - 20)));
    List<JsonNode> lines = Run.of("analyze", "--json", torn).ended(1).json();
    hit(lines.get(0), "包过");
    assertEquals(torn.toString(), lines.get(1).path("file").asString());
    assertTrue(lines.get(1).path("error").asString().contains("损坏"), lines.get(1).toString());
    Path none = write("none.warc", "no archive at all");
    Run run = Run.of("analyze", none).ended(1);
    assertTrue(run.err().contains("没有分析任何页面") && run.err().contains("none.warc"), run.err());
  }

  @Test
  void files_that_are_no_pages_cost_only_themselves() throws IOException {
    Path picture = Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});
    Path pdf = write("b.html", "%PDF-1.7 包过");
    Path binary = Files.write(folder.resolve("c.html"), HexFormat.of().parseHex("504b030414000600080000002100"));
    Path empty = write("d.html", "");
    Path noMhtml = write("e.mhtml", "只是文字");
    Path page = write("f.html", HTML);
    List<JsonNode> lines = Run.of("analyze", "--json", picture, pdf, binary, empty, noMhtml, page).ended(1).json();
    assertEquals(
        List.of("图片文字识别尚未提供，图片需人工查看", "PDF 已损坏，不能读取",
            "不是网页或文本（可能是 Office 文件、压缩包或已损坏）", "文件是空的", "不是 MHTML 文件"),
        lines.stream().limit(5).map(l -> l.path("error").asString()).toList());
    hit(lines.get(5), "包过");
    Run alone = Run.of("analyze", empty).ended(1);
    assertEquals("", alone.out());
    assertTrue(alone.err().contains("没有分析任何页面"), alone.err());
  }

  @Test
  void a_file_that_fails_while_it_is_read_costs_only_itself() throws IOException {
    Path failing = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(Files.isRegularFile(failing), "a file that exists and cannot be read, even by an administrator");
    Path warc = Files.createSymbolicLink(folder.resolve("failing.warc"), failing);
    Run run = Run.of("analyze", failing, warc, write("open.html", HTML)).ended(1);
    Files.delete(warc);
    assertTrue(run.err().contains("/proc/self/mem：无法读取") && run.err().contains("failing.warc：无法读取"), run.err());
    assertTrue(run.out().contains("open.html"));
  }

  @Test
  void everything_that_is_wrong_is_said_before_anything_is_analysed() throws IOException {
    Path page = write("good.html", HTML);
    Path list = write("list.jsonl", "{\"id\":\"1\",\"text\":\"包过\"}\n{\"id\":\n\n{\"id\":\"2\"}\n{\"text\":\"x\",\"promoter\":\"filed\"}\n{\"file\":\"gone.html\",\"host\":\"http://a.example/\"}\n[1]\n");
    Path registry = write("registry.csv", "name,kind\n");
    Path notUtf8 = Files.write(folder.resolve("gbk.jsonl"), "{\"text\":\"包过\"}".getBytes(Charset.forName("GBK")));
    Path blank = write("blank.jsonl", "\n \n");
    Run run = Run.of("analyze", page, list, notUtf8, blank, folder.resolve("gone.html"), folder, "--registry", registry, "--host", "a b").ended(2);
    assertEquals("", run.out());
    for (String expected :
        List.of(list + ":2: 不是 JSON", list + ":4: 应有 text 或 file 之一", list + ":5: promoter 不能是 filed – 可写：UNAPPROVED",
            list + ":6: 主机名不对：http://a.example/", list + ":6: 页面文件不存在：gone.html", list + ":7: 应有 text 或 file 之一",
            notUtf8 + ":1: 不是 UTF-8 编码", blank + ": 没有任何条目", folder.resolve("gone.html") + ": 文件不存在",
            folder + ": 是目录，不是文件", registry + ":1: 缺少列", "--host: 主机名不对：a b")) {
      assertTrue(run.err().contains(expected), () -> expected + "\nshould be in\n" + run.err());
    }
    assertTrue(run.err().stripTrailing().endsWith("处错误，未开始执行。"), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @Test
  void what_a_page_says_cannot_steer_the_terminal() throws IOException {
    Path page = write("evil.html", "<title>\u001b]0;x\u0007</title><p>本校健康管理师\u001b[2J证书考试包过\u202e，联系我们</p>");
    Run run = Run.of("analyze", page).ended(0);
    assertTrue(run.out().contains("包过"));
    assertFalse(run.out().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' || c == 0x202e), run.out());
  }

  @Test
  void the_catalogues_and_filings_of_the_day_that_is_given_count() throws IOException {
    Path page = write("filed.html", "<title>健康管理师</title><p>海州市甲乙职业培训学校有限公司：健康管理师职业技能等级证书培训报名。版权所有 海州市甲乙职业培训学校有限公司</p>");
    Path registry =
        write("filings.csv", "name,unified_social_credit_code,kind,filing_organ,filing_no,occupations,valid_from,valid_to,sites,accounts,status\n"
            + "海州市甲乙职业培训学校有限公司,,评价机构,海州市人社局,备1,4-14-02-02 健康管理师 3-1,2024-01-01,2025-12-31,www.jiayi.example,,有效\n");
    assertEquals("FILED", promoter("2025-06-01", registry, page));
    assertEquals("UNAPPROVED", promoter("2026-06-01", registry, page));
  }

  private static String promoter(String day, Path registry, Path page) {
    return Run.of("analyze", "--json", "--at", day, "--host", "www.jiayi.example", "--registry", registry, "--complete-registry", page)
        .ended(0).json().get(0).path("promoter").path("status").asString();
  }

  @Test
  void mentions_that_are_left_out_are_said_to_be() throws IOException {
    String denial = "<p>健康管理师考试包过的说法都是骗人的，不要相信。</p>";
    assertFalse(Run.of("analyze", write("one.html", denial)).ended(0).out().contains("列出前"));
    String out = Run.of("analyze", write("many.html", denial.repeat(7))).ended(0).out();
    assertTrue(out.contains("另有 7 处仅提及，不作为候选（列出前 5 处，全部见 --json）："), out);
    assertEquals(5, out.lines().filter(l -> l.startsWith("      “")).count(), out);
  }

  @Test
  void too_little_memory_is_one_line_and_no_stack_trace() throws Exception {
    Path big = write("big.html", "<p>" + OFFER.repeat(60_000) + "</p>");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-Dstderr.encoding=UTF-8",
                "-Dqingzheng.root=" + SampleScan.root(), "-cp", System.getProperty("java.class.path"),
                "cn.qingzheng.console.Qingzheng", "analyze", big.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), err);
    assertTrue(err.contains("内存不足") && err.contains("-Xmx"), err);
    assertFalse(err.contains("\tat "), err);
  }

  @Test
  void other_wordlists_can_be_tried_and_their_mistakes_are_shown() throws IOException {
    Path page = write("good.html", HTML);
    assertTrue(Run.of("analyze", "--wordlists", SampleScan.root().resolve("wordlists"), page).ended(0).out().contains("包过"));
    Run run = Run.of("analyze", "--wordlists", folder, page).ended(2);
    assertEquals("", run.out());
    assertTrue(run.err().contains("未开始执行"), run.err());
  }

  private static JsonNode hit(JsonNode line, String term) {
    return StreamSupport.stream(line.path("hits").spliterator(), false)
        .filter(h -> h.path("term").asString().equals(term))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no hit " + term + " in " + line));
  }

  private Path write(String name, String content) throws IOException {
    return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
