package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.doctor.Checkup;
import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code registry import}, {@code reindex} and {@code doctor}. */
class UpkeepTest {
  private static final String HEAD = "name,unified_social_credit_code,kind,filing_organ,filing_no,occupations,valid_from,valid_to,sites,accounts,status\n";

  @TempDir Path folder;

  @Test
  void a_good_registry_is_stored_and_a_broken_one_leaves_it_as_it_was() throws IOException {
    Path home = folder.resolve("new/home");
    Path good = Files.writeString(folder.resolve("good.csv"), HEAD + "某某学校,,培训机构,,,4-14-02-02 健康管理师 3-1,,,www.school.example,,有效\n另一学校,,评价机构,,,,,,,,\n");
    Run run = Run.of("registry", "import", "--home", home, good).ended(0);
    assertEquals("已存入 2 条备案：" + home.resolve("registry.csv") + "\n", run.out());
    assertEquals(Files.readString(good), Files.readString(home.resolve("registry.csv")));

    Path bad = Files.writeString(folder.resolve("bad.csv"), HEAD + ",123,学校,,,4-14-02-02,2024-02-30,,,,开着\n对的学校,,培训机构,,,,,,,,\n甲,,培训机构,,,,2025-01-01,2024-01-01,,,有效\n");
    Run refused = Run.of("registry", "import", "--home", home, bad).ended(2);
    assertEquals("", refused.out());
    for (String expected : List.of(":2: “name”为空", ":2: 统一社会信用代码校验不符：123", ":2: “kind”不能是 学校", ":2: “status”不能是 开着", ":2: 职业写法不对：4-14-02-02", ":2: “valid_from”", ":4: ")) {
      assertTrue(refused.err().contains(bad + expected), () -> expected + "\nshould be in\n" + refused.err());
    }
    assertEquals(Files.readString(good), Files.readString(home.resolve("registry.csv")));
    assertFalse(Files.exists(home.resolve("registry.csv.part")));
    assertTrue(Run.of("registry", "import", "--home", home, folder.resolve("gone.csv")).ended(2).err().contains("gone.csv: 文件不存在"));
    Path other = folder.resolve("other");
    Run.of("registry", "import", "--home", other, bad).ended(2);
    assertFalse(Files.exists(other), "nothing is made for a registry that is refused");
  }

  @Test
  void a_home_that_cannot_be_made_is_refused() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "x");
    Path good = Files.writeString(folder.resolve("good.csv"), HEAD + "某某学校,,培训机构,,,,,,,,有效\n");
    Run.of("registry", "import", "--home", taken, good).refused("无法读写 " + taken, "请检查路径");
    Run.of("scan", "--home", taken.resolve("below"), "--seeds", SampleHome.seeds()).refused("无法读写 " + taken);
    assertEquals("x", Files.readString(taken));
  }

  @Test
  void an_index_that_was_deleted_is_built_anew_and_finds_the_same() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    String before = Run.of("search", "--home", home, "--limit", "200", "--newest", "包过").ended(0).out();
    try (Stream<Path> files = Files.walk(home.resolve("index"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Run.of("search", "--home", home, "包过").refused("reindex");
    // With the seeds of the scan, which the home remembers.
    ScannedSeeds.remember(new Home(home), SampleHome.seeds());
    Run run = Run.of("reindex", "--home", home).ended(0);
    assertTrue(run.out().matches("已索引 [1-9]\\d+ 次采集，0 次无法读取。\n"), run.out());
    String after = Run.of("search", "--home", home, "--limit", "200", "--newest", "包过").ended(0).out();
    assertEquals(pages(before), pages(after));
  }

  @Test
  void an_archive_with_holes_is_indexed_as_far_as_it_goes_and_the_rest_counted() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    try (Stream<Path> files = Files.list(home.resolve("archive"))) {
      Path file = files.filter(f -> f.toString().endsWith(".warc.gz")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40_000, (byte) 0);
      Files.write(file, bytes);
    }
    Run run = Run.of("reindex", "--home", home, "--seeds", SampleHome.seeds()).ended(1);
    assertTrue(run.out().matches("已索引 [1-9]\\d+ 次采集，[1-9]\\d* 次无法读取。\n"), run.out());
  }

  @Test
  void a_home_whose_seeds_are_gone_is_not_judged_anew_with_others() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home/archive")).getParent();
    ScannedSeeds.remember(new Home(home), folder.resolve("gone"));
    Run.of("reindex", "--home", home).refused("上次扫描所用的种子目录不在了：" + folder.resolve("gone"), "--seeds");
    Run.of("evidence", "build", "--home", home, "2026-000001").refused("gone", "--seeds");
  }

  private static List<String> pages(String out) {
    List<String> lines = out.lines().toList();
    return java.util.stream.IntStream.range(1, lines.size())
        .filter(i -> lines.get(i).contains("采集于"))
        .mapToObj(i -> lines.get(i).strip() + lines.get(i - 1).replaceFirst("^\\d+\\. ", " "))
        .sorted()
        .toList();
  }

  @Test
  void the_checkup_says_what_is_there_and_fails_if_something_is_missing() {
    Run run = Run.of("doctor");
    List<Checkup.Check> checks = Checkup.run(SampleScan.root().resolve("wordlists"), Clock.systemUTC());
    boolean good = checks.stream().allMatch(Checkup.Check::good);
    run.ended(good ? 0 : 1);
    for (String part : List.of("JDK", "数据库", "规则包", "Chromium", "中文字体", "时钟")) {
      assertTrue(run.out().matches("(?s).*\\[(可用|缺少)] " + part + "：.+"), part + " in " + run.out());
    }
    assertEquals(good, !run.out().contains("[缺少]"));
    assertTrue(run.out().contains("[提醒] crawl.contact 没有填写"), run.out());
  }

  @Test
  void a_broken_rule_pack_is_found_by_the_checkup_with_its_line() throws IOException {
    Path words = Files.createDirectories(folder.resolve("root/wordlists/packs"));
    Files.writeString(words.resolve("x.yaml"), "schema: pack/1\nid: x\n");
    Run run = Run.under(folder.resolve("root"), "doctor").ended(1);
    assertTrue(run.out().matches("(?s).*\\[缺少] 规则包：\\d+ 处错误\n +影响：scan 和 analyze 不能开始\n.*x\\.yaml:1: .*"), run.out());
  }
}
