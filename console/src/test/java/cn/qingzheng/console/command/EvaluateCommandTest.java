package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir Path folder;

  @Test
  void figures_are_those_that_one_calculates_by_hand() throws IOException {
    // Found and labelled: a, b. Found, not labelled: c. Labelled, not to be found: d.
    Path file =
        lines(
            sample("a", "ad", "健康管理师证书考试包过", "{\"term\":[\"包过\"],\"start\":9,\"end\":11,\"violation\":true}"),
            sample("b", "ad", "育婴师证书保过班报名", "{\"term\":[\"保过班\",\"保过\"],\"start\":5,\"end\":8,\"violation\":true}"),
            sample("c", "trap", "健康管理师证书考试包过", ""),
            sample("d", "trap", "今天天气很好适合出门", "{\"term\":[\"包过\"],\"start\":0,\"end\":2,\"violation\":true}"));
    String out = Run.of("evaluate", file).ended(0).out();
    // Wilson's score for 2 of 3: centre (2/3 + z²/6) / (1 + z²/3) = 0.5731, half width 0.3654, z = 1.96.
    String two_of_three = "准确率 0.667 [0.208, 0.939]  召回率 0.667 [0.208, 0.939]  F1 0.667  （对 2，误 1，漏 1）";
    assertTrue(out.contains("字样命中  " + two_of_three), out);
    assertTrue(out.contains("候选判定  " + two_of_three), out);
    assertTrue(out.lines().anyMatch(l -> l.matches("ad +2 +1\\.000 / 1\\.000 / 1\\.000 +1\\.000 / 1\\.000 / 1\\.000 +0 / 0")), out);
    assertTrue(out.lines().anyMatch(l -> l.matches("trap +2 +0\\.000 / 0\\.000 / 0\\.000 +0\\.000 / 0\\.000 / 0\\.000 +1 / 1")), out);
    assertTrue(out.contains("漏报 trap d [包过] “今天”"), out);
    assertTrue(out.lines().anyMatch(l -> l.contains("trap c 包过 “包过”")), out);
    assertFalse(out.contains(" ad a "), out);
  }

  @Test
  void pages_are_read_as_the_crawler_reads_them_and_lie_beside_the_list() throws IOException {
    Files.createDirectories(folder.resolve("pages"));
    Files.write(folder.resolve("pages/a.html"), "<meta charset=gbk><title>招生</title><p>本校健康管理师资格证书培训，考试包过，欢迎报名参加，名额有限，先到先得。</p>".getBytes("GBK"));
    Path file =
        lines("{\"file\":\"pages/a.html\",\"host\":\"www.school.example\",\"promoter\":\"UNAPPROVED\",\"expect\":[{\"term\":\"包过\",\"min\":1,\"violation\":true}],\"forbid\":[\"挂靠\"],\"verdict\":\"HIGH_RISK\"}",
            "{\"file\":\"pages/a.html\",\"expect\":[{\"term\":\"包过\",\"min\":5,\"violation\":true}],\"forbid\":[\"包过\"]}");
    String out = Run.of("evaluate", file).ended(0).out();
    assertTrue(out.contains("页面    全部符合 1 / 2"), out);
    assertTrue(out.contains("“包过”应有 5 处候选，现有 1"), out);
    assertTrue(out.contains("不应列出“包过”"), out);
  }

  @Test
  void what_a_sample_says_cannot_steer_the_terminal() throws IOException {
    String out = Run.of("evaluate", lines(sample("a", "trap", "考试\\u001b[2J包过\\r", ""))).ended(0).out();
    assertTrue(out.contains("考试\uFFFD[2J包过"), out);
    assertFalse(out.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'), out);
  }

  @Test
  void other_wordlists_are_compared_on_the_same_samples_once_both_can_be_read() throws IOException {
    Path file = lines(sample("a", "ad", "健康管理师证书考试包过", "{\"term\":[\"包过\"],\"start\":9,\"end\":11,\"violation\":true}"));
    Run.of("evaluate", "--compare", SampleScan.root().resolve("wordlists"), file).ended(0);
    Run run = Run.of("evaluate", "--compare", folder, file).ended(2);
    assertEquals("", run.out());
    assertTrue(run.err().contains(folder.toString()), run.err());
  }

  @Test
  void two_files_are_measured_as_one() throws IOException {
    Path a = Files.writeString(folder.resolve("a.jsonl"), sample("a", "ad", "健康管理师证书考试包过", "{\"term\":[\"包过\"],\"start\":9,\"end\":11,\"violation\":true}"));
    Path b = Files.writeString(folder.resolve("b.jsonl"), sample("b", "ad", "今天天气很好", ""));
    assertTrue(Run.of("evaluate", a, b).ended(0).out().contains("（对 1，误 0，漏 0）"));
  }

  @Test
  void every_mistake_in_the_labels_is_reported_and_nothing_is_measured() throws IOException {
    Path file =
        lines(
            sample("a", "ad", "包过", "{\"term\":[\"包过\"],\"start\":0,\"end\":3,\"violation\":true}"),
            "{\"id\":\"b\",",
            sample("c", "ad", "包过", "{\"term\":[],\"start\":0,\"end\":2,\"violation\":true}"),
            sample("c", "ad", "包过", "{\"term\":[\"包过\"],\"start\":0,\"end\":2}"),
            "{\"id\":\"e\",\"class\":\"ad\",\"promoter\":\"filed\",\"text\":\"包过\"}",
            "{\"id\":\"f\"}",
            "{\"file\":\"gone.html\"}",
            "{\"file\":\"list.jsonl\",\"host\":\"a b\"}");
    Path missing = folder.resolve("gone.jsonl");
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n");
    Run run = Run.of("evaluate", file, missing, empty, "--registry", folder.resolve("none.csv")).ended(2);
    assertEquals("", run.out());
    for (String expected :
        List.of(":1: 命中位置不在文中：0–3", ":2: 不是 JSON", ":3: 命中没有写词条", ":4: 编号重复：c", ":4: 命中没有写 violation", ":5: “promoter”不能是 filed",
            ":6: 缺少“text”", ":6: 缺少“class”", ":7: 文件不存在", ":8: 主机名不对：a b", "gone.jsonl: 文件不存在", "empty.jsonl: 没有任何样本", "none.csv: 文件不存在")) {
      assertTrue(run.err().contains(expected.startsWith(":") ? file + expected : expected), () -> expected + "\nshould be in\n" + run.err());
    }
  }

  @Test
  void a_page_that_cannot_be_read_is_a_mistake_of_its_line() throws IOException {
    Files.write(folder.resolve("a.html"), new byte[] {0, 1, 2});
    Path file = lines("{\"file\":\"a.html\",\"verdict\":\"CLEAR\"}");
    Run run = Run.of("evaluate", file).ended(2);
    assertEquals("", run.out());
    assertTrue(run.err().contains(file + ":1: 不是网页或文本"), run.err());
  }

  private Path lines(String... lines) throws IOException {
    return Files.write(folder.resolve("list.jsonl"), List.of(lines));
  }

  private static String sample(String id, String kind, String text, String hit) {
    return "{\"id\":\"" + id + "\",\"class\":\"" + kind + "\",\"promoter\":\"UNAPPROVED\",\"text\":\"" + text + "\",\"hits\":[" + hit + "]}";
  }
}
