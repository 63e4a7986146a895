package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FoundPage;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorCommandTest {
  private static final Path SEEDS = SampleScan.root().resolve("seeds");

  @TempDir Path dir;

  /** A folder with one shipped connector, changed. */
  private Path seeds(String name, String before, String after) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("connectors/fixtures")).getParent();
    try (var files = Files.list(SEEDS.resolve("demo/connectors/fixtures"))) {
      for (Path f : files.toList()) {
        Files.copy(f, folder.resolve("fixtures").resolve(f.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String yaml = Files.readString(SEEDS.resolve("demo/connectors").resolve(name));
    assertTrue(yaml.contains(before), before);
    Files.writeString(folder.resolve(name), yaml.replace(before, after));
    return dir;
  }

  @Test
  void the_connectors_of_the_sample_platforms_are_in_order() {
    String out = Run.of("connector", "check", "--seeds", SEEDS.resolve("demo")).ended(0).out();
    assertTrue(out.contains("可运行  已填全    通过（1 页 8 条）"), out);
  }

  @Test
  void a_platform_that_changed_its_form_is_seen_on_the_sample() throws IOException {
    Path changed = seeds("demo-mall.yaml", "css: \".price em\"", "css: \".price b\"");
    String out = Run.of("connector", "check", "demo-mall", "--seeds", changed).ended(1).out();
    assertTrue(out.contains("不符（1 页 8 条，8 处）"), out);
    assertTrue(out.contains("· demo-mall demo-mall-list.html 第 1 条：price 应为 “1580.00”，取到 （无）"), out);
  }

  @Test
  void an_enabled_connector_without_a_sample_is_to_be_looked_at() throws IOException {
    Path changed = seeds("demo-mall.yaml", "fixture: {pages", "#");
    assertTrue(Run.of("connector", "check", "--seeds", changed).ended(1).out().contains("已启用而没有样本"));
  }

  @Test
  void mistakes_are_all_told_and_nothing_is_checked() throws IOException {
    Path wrong = seeds("demo-mall.yaml", "kind: ECOMMERCE", "kind: SHOP\ncolour: red");
    Run run = Run.of("connector", "check", "--seeds", wrong).ended(2);
    assertEquals("", run.out());
    assertTrue(run.err().contains("“kind”不能是 SHOP") && run.err().contains("不认识的键“colour”"), run.err());
    Run.of("connector", "check", "nobody").refused("没有连接器 nobody", "template-html");
    Run.of("connector", "check", "--seeds", dir.resolve("none")).refused("种子目录不存在");
  }

  @Test
  void a_preview_of_the_sample_shows_its_items_and_masks_who_may_be_a_person() {
    String out = Run.of("connector", "preview", "demo-classified", "--fixture", "--seeds", SEEDS.resolve("demo")).ended(0).out();
    assertTrue(out.contains("http://www.linlibang.example/info/30003.html"), out);
    assertFalse(out.contains("启智培训吴老师"), out);
    assertTrue(out.contains("启**"), out);
  }

  @Test
  void no_platform_is_asked_before_the_compliance_block_is_filled_in() {
    Path home = dir.resolve("home");
    Run.of("connector", "preview", "template-html", "--home", home).refused("不能访问平台", "terms_url", "--fixture");
    assertFalse(Files.exists(home));
    Run.of("connector", "preview", "template-html", "--page", "0", "--home", home).refused("--page 应为 1 以上");
  }

  @Test
  void a_platform_that_cannot_be_reached_is_a_problem_and_not_an_empty_table() {
    Run run = Run.of("connector", "preview", "demo-mall", "--seeds", SEEDS.resolve("demo"), "--home", dir.resolve("home")).ended(1);
    assertEquals("", run.out());
    assertTrue(run.err().contains("mall.baihuiju.example") && run.err().contains("没有取到结果页"), run.err());
  }

  @Test
  void leads_are_listed_by_site_with_the_most_pages_first() {
    Path home = dir.resolve("home");
    Instant day = Instant.parse("2026-11-20T17:00:00Z");
    try (Casebook book = Casebook.open(new Home(home).create().casebook(), Clock.systemUTC())) {
      book.found(new FoundPage(URI.create("http://yi.example/"), "s", "包过", "乙", "", day, day));
      book.found(new FoundPage(URI.create("http://jia.example/1"), "s", "包过", "甲\u001b[31m", "", day, day));
      book.found(new FoundPage(URI.create("http://jia.example/2"), "s", "拿证", "甲二", "", day, day));
      book.found(new FoundPage(URI.create("http://jia.example/1"), "s", "保过", "甲新", "", day.plusSeconds(86_400), day.plusSeconds(86_400)));
    }
    String out = Run.of("connector", "leads", "--home", home).ended(0).out();
    assertTrue(out.lines().skip(1).findFirst().orElseThrow().matches("\\s*jia.example\\s+2\\s+2026-11-22\\s+包过、拿证\\s+甲新"), out);
    assertEquals(4, Run.of("connector", "leads", "--pages", "--home", home).ended(0).out().lines().count());
  }
}
