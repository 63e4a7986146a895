package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseCommandTest {
  @TempDir Path folder;

  @Test
  void cases_are_listed_with_what_is_found_and_what_is_decided() {
    String out = Run.of("case", "list", "--home", SampleHome.folder()).ended(0).out();
    List<String> lines = out.lines().toList();
    assertTrue(lines.get(0).matches("  案件 +状态 +主体 +发现 +仍在 +待核实 +已确认"), out);
    assertTrue(lines.size() > 5, out);
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.matches("  2\\d{3}-\\d{6}  .*\\d"), line);
      assertEquals(TextTable.width(lines.get(0)), TextTable.width(line), line);
    }
  }

  @Test
  void a_case_is_shown_with_its_findings_their_reasons_and_its_evidence() {
    String id = SampleHome.cases(SampleHome.folder()).get(0);
    String out = Run.of("case", "show", "--home", SampleHome.folder(), id).ended(0).out();
    assertTrue(out.startsWith(id + "  "), out);
    for (String expected : List.of("证据 ", "依据：《", "指纹 ", "http://", "候选")) {
      assertTrue(out.contains(expected), () -> expected + " in " + out);
    }
    assertFalse(out.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'));
  }

  @Test
  void a_decision_is_made_by_a_named_officer_and_changes_the_case() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    List<String> ids = SampleHome.cases(home);
    String confirmed = ids.get(0);
    String dismissed = ids.get(1);
    String before = state(home, confirmed);
    Run.of("case", "confirm", "--home", home, confirmed).refused("缺少参数：--by");
    Run.of("case", "confirm", "--home", home, "--by", " ", confirmed).refused("经办人");
    Run.of("case", "dismiss", "--home", home, "--by", "张三", dismissed).refused("理由");
    assertEquals(before, state(home, confirmed));

    assertTrue(Run.of("case", "confirm", "--home", home, "--by", "张三", confirmed).ended(0).out().contains("已确认 " + confirmed));
    assertTrue(Run.of("case", "dismiss", "--home", home, "--by", "李四", "--reason", "已取得备案", dismissed).ended(0).out().contains("已排除 " + dismissed));
    assertTrue(state(home, confirmed).contains("已确认"), state(home, confirmed));
    assertTrue(state(home, dismissed).contains("已排除"), state(home, dismissed));
    assertTrue(Run.of("case", "show", "--home", home, confirmed).ended(0).out().contains("  已确认\n"));
    Run.of("case", "dismiss", "--home", home, "--by", "李四", "--reason", "x", dismissed).refused(dismissed, "已排除");
  }

  @Test
  void a_single_finding_is_decided_by_its_fingerprint() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    String id = SampleHome.cases(home).get(0);
    String shown = Run.of("case", "show", "--home", home, id).ended(0).out();
    String fingerprint = shown.lines().filter(l -> l.startsWith("  指纹 ")).findFirst().orElseThrow().substring(5).strip();
    Run.of("case", "dismiss", "--home", home, "--by", "张三", "--reason", "招牌上的旧字", fingerprint).ended(0);
    String after = Run.of("case", "show", "--home", home, id).ended(0).out();
    String block = after.substring(0, after.indexOf("指纹 " + fingerprint));
    assertTrue(block.substring(block.lastIndexOf("\n\n")).contains("已排除"), block);
    assertEquals(1, after.split("）  已排除", -1).length - 1, after);
  }

  @Test
  void what_does_not_exist_is_refused_with_what_to_do() throws IOException {
    Path home = SampleHome.folder();
    Run.of("case", "show", "--home", home, "2020-000001").refused("没有案件 2020-000001", "case list");
    Path copy = SampleHome.copyTo(folder.resolve("home"));
    Run.of("case", "confirm", "--home", copy, "--by", "张三", "2020-000001").refused("没有案件 2020-000001");
    Run.of("case", "dismiss", "--home", copy, "--by", "张三", "--reason", "x", "nosuch").refused("没有问题记录 nosuch");
  }

  @Test
  void a_home_without_cases_says_so() throws IOException {
    Files.createDirectories(folder.resolve("empty/archive"));
    assertEquals("没有案件。\n", Run.of("case", "list", "--home", folder.resolve("empty")).ended(0).out());
    assertEquals("没有函件 – 用 notice draft 起草\n", Run.of("notice", "list", "--home", folder.resolve("empty")).ended(0).out());
  }

  private static String state(Path home, String id) {
    return Run.of("case", "show", "--home", home, id).ended(0).out().lines().findFirst().orElseThrow();
  }
}
