package cn.qingzheng.crawler.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixtureCheckTest {
  private static final String LIST =
      "<ul class='goods'><li><a href='/item/1'>健康管理师</a><span class='price'>¥9</span></li></ul>";
  private static final String EXPECTED =
      "{\"url\":\"http://shop.example/search?q=x\",\"items\":[{\"title\":\"健康管理师\",\"link\":\"http://shop.example/item/1\",\"price\":\"9\"}]}";

  @TempDir Path dir;

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectories(dir.resolve("connectors"));
    write("list.html", LIST);
    write("e.json", EXPECTED);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(dir.resolve("connectors").resolve(name), content);
  }

  private FixtureCheck.Result run(String pages) throws IOException {
    write("a.yaml", ConnectorSample.YAML + "fixture: {pages: [" + pages + "], expect: e.json}\n");
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(dir, problems);
    assertEquals(List.of(), problems.list());
    return FixtureCheck.run(plan.connectors().get(0));
  }

  @Test
  void a_sample_that_is_read_as_expected_passes() throws IOException {
    FixtureCheck.Result result = run("list.html");
    assertEquals(List.of(), result.differences());
    assertTrue(result.passed());
    assertEquals(1, result.items());
  }

  @Test
  void whatever_is_read_otherwise_is_named() throws IOException {
    write("list.html", LIST.replace("¥9", "面议").replace("</ul>", "<li><a href='/item/2'>二</a></li></ul>"));
    FixtureCheck.Result result = run("list.html");
    assertFalse(result.passed());
    assertEquals(
        List.of("list.html：应有 1 条，取到 2 条", "list.html 第 1 条：price 应为 “9”，取到 （无）"), result.differences());
  }

  @Test
  void pages_of_offers_and_walls_can_be_samples_too() throws IOException {
    write("item.html", "<dl><dd class='shop'>乙店</dd></dl>");
    write("wall.html", "<p>请登录</p>");
    write(
        "e.json",
        "[" + EXPECTED + ",{\"url\":\"http://shop.example/item/1\",\"fields\":{\"seller\":\"乙店\"}},"
            + "{\"url\":\"http://shop.example/search?q=y\",\"blocked\":true}]");
    assertEquals(List.of(), run("list.html, item.html, wall.html").differences());
    write("wall.html", "<p>没有结果</p>");
    assertEquals(List.of("wall.html：没有认出是拦截页"), run("list.html, item.html, wall.html").differences());
  }

  @Test
  void a_file_of_expectations_that_is_wrong_is_no_pass() throws IOException {
    write("e.json", "[");
    assertEquals(List.of("e.json：不是可读的 JSON"), run("list.html").differences());
    write("e.json", "[]");
    assertEquals(List.of("e.json：写了 0 页，样本有 1 页"), run("list.html").differences());
    write("e.json", EXPECTED.replace("\"items\"", "\"item\""));
    assertTrue(run("list.html").differences().get(0).contains("不认识的键“item”"));
  }

  @Test
  void without_a_sample_nothing_is_proved() throws IOException {
    write("a.yaml", ConnectorSample.YAML);
    assertFalse(FixtureCheck.run(SeedFiles.load(dir, new Problems()).connectors().get(0)).passed());
  }
}
