package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code analyze} on lists of texts and pages. */
class AnalyzeListTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void offsets_count_utf16_units_of_the_text_as_given() throws IOException {
    List<String> texts =
        List.of("😀😀健康管理师证书考试包过", "第一行\n第二行 健康管理师证书 包 過 ，联系\r\n第三行 ＢＡＯ过", "  考证𠮷bao过班，育婴师资格证书保.过", "没有可疑的内容，只有一些关于天气的普通文字");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(JSON.writeValueAsString(java.util.Map.of("id", "t" + i, "text", texts.get(i), "promoter", "UNAPPROVED", "whatever", List.of(1))));
    }
    Path list = Files.write(folder.resolve("list.jsonl"), lines);
    List<JsonNode> results = Run.of("analyze", "--json", list).ended(0).json();
    assertEquals(List.of("t0", "t1", "t2", "t3"), results.stream().map(r -> r.path("id").asString()).toList());
    for (int i = 0; i < texts.size(); i++) {
      for (JsonNode hit : results.get(i).path("hits")) {
        assertEquals(hit.path("surface").asString(), texts.get(i).substring(hit.path("start").asInt(), hit.path("end").asInt()));
      }
    }
    assertTrue(results.get(0).path("hits").toString().contains("\"surface\":\"包过\""), results.get(0).toString());
    assertTrue(results.get(1).path("hits").toString().contains("\"surface\":\"包 過\""), results.get(1).toString());
    assertTrue(results.get(2).path("hits").toString().contains("\"surface\":\"保.过\""), results.get(2).toString());
    assertEquals(0, results.get(3).path("hits").size());
  }

  @Test
  void pages_lie_beside_the_list_and_each_line_speaks_for_itself() throws IOException {
    Files.createDirectories(folder.resolve("pages"));
    Files.writeString(folder.resolve("pages/a.html"), "<p>本校健康管理师资格证书培训，考试包过，欢迎报名参加，名额有限，先到先得。</p>");
    Path list =
        Files.writeString(
            folder.resolve("list.jsonl"),
            "\uFEFF{\"file\":\"pages/a.html\",\"host\":\"www.school.example\",\"promoter\":\"UNAPPROVED\",\"promoter_name\":\"某某学校\"}\r\n"
                + "\r\n{\"file\":\"pages/a.html\",\"promoter\":\"ORGAN\"}\r\n{\"id\":7,\"text\":\"考试包过\",\"promoter\":null}\r\n{\"text\":\"考试包过\"}");
    List<JsonNode> results = Run.of("analyze", "--json", "--promoter", "FILED", list).ended(0).json();
    assertEquals(
        List.of("UNAPPROVED", "ORGAN", "FILED", "FILED"),
        results.stream().map(r -> r.path("promoter").path("status").asString()).toList());
    assertEquals(List.of("pages/a.html", "pages/a.html"), results.stream().filter(r -> r.has("file")).map(r -> r.path("file").asString()).toList());
    assertEquals(List.of("7", "5"), results.stream().filter(r -> r.has("id")).map(r -> r.path("id").asString()).toList(), "without an id the line counts");
    assertEquals("某某学校", results.get(0).path("promoter").path("name").asString());
  }

  @Test
  void one_page_that_cannot_be_read_costs_only_itself() throws IOException {
    Files.write(folder.resolve("a.html"), new byte[] {0, 1, 2, 3});
    Path list = Files.writeString(folder.resolve("list.jsonl"), "{\"file\":\"a.html\"}\n{\"id\":\"2\",\"text\":\"考试包过\"}\n");
    List<JsonNode> results = Run.of("analyze", "--json", list).ended(1).json();
    assertEquals("a.html", results.get(0).path("file").asString());
    assertTrue(results.get(0).path("error").asString().startsWith("不是网页或文本"), results.get(0).toString());
    assertEquals("2", results.get(1).path("id").asString());
  }
}
