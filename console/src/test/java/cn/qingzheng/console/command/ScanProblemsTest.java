package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scan} with whatever an operator can write wrongly: everything is said at once, and nothing is asked of any site. */
class ScanProblemsTest {
  @TempDir Path folder;
  private Path home;
  private Path seeds;

  @BeforeEach
  void folders() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    seeds = Files.createDirectories(folder.resolve("seeds/connectors")).getParent();
  }

  @Test
  void mistakes_in_all_files_are_one_list_and_nothing_starts() throws IOException {
    Path root = copyOf(SampleScan.root().resolve("wordlists"), folder.resolve("root/wordlists")).getParent();
    Path pack = root.resolve("wordlists/packs/advertising-law.yaml");
    Files.writeString(pack, Files.readString(pack).replace("    severity: HIGH\n", "    severity: AWFUL\n"));
    Files.writeString(root.resolve("wordlists/keywords.tsv"), "set\n");
    Files.writeString(home.resolve("qingzheng.yaml"), "crawl:\n  delay_ms: 5\nregistry:\n  file: filed.csv\nschedule: {scan: never}\n");
    Files.writeString(
        home.resolve("filed.csv"),
        "name,unified_social_credit_code,kind,filing_organ,filing_no,occupations,valid_from,valid_to,sites,accounts,status\n"
            + "某某学校,123,培训机构,,,,,,,,有效\n某某学校,,学校,,,,2024-13-01,,,,开着\n");
    Files.writeString(seeds.resolve("institutions.csv"), "id,name,kind,url\nA B,某某学校,SCHOOL,ftp://x\n");
    Files.writeString(seeds.resolve("connectors/p.yaml"), "schema: connector/1\nid: p\nname: 平台\nenabled: maybe\n");

    Run run = Run.under(root, "scan", "--home", home, "--seeds", seeds).ended(2);
    assertEquals("", run.out());
    for (String expected :
        List.of("qingzheng.yaml:2: “delay_ms”", "qingzheng.yaml:5: 定时表达式不对", "filed.csv:2: 统一社会信用代码校验不符：123",
            "filed.csv:3: “kind”不能是 学校", "filed.csv:3: “status”不能是 开着", "institutions.csv:2: 编号 A B 不对", "institutions.csv:2: 网址 ftp://x 不对",
            "p.yaml:4: ", "p.yaml:1: 缺少“compliance”", "advertising-law.yaml:18: ", "keywords.tsv:1: 缺少列“keyword”")) {
      assertTrue(run.err().contains(expected), () -> expected + "\nshould be in\n" + run.err());
    }
    assertTrue(run.err().stripTrailing().endsWith("处错误，未开始执行。"));
    for (String line : run.err().lines().toList()) {
      assertTrue(line.matches(".+: .+ – .+") || line.startsWith("共 "), line);
    }
    assertFalse(Files.exists(home.resolve("seeds.txt")));
    assertFalse(Files.exists(home.resolve("qingzheng.db")) || Files.exists(home.resolve("crawl.db")));
    assertFalse(Files.exists(home.resolve("archive")));
  }

  @Test
  void nothing_to_scan_is_a_mistake_and_not_a_scan_that_found_nothing() {
    Run run = Run.of("scan", "--home", home, "--seeds", seeds).ended(2);
    assertTrue(run.err().contains("没有任何可以抓取的对象"), run.err());
    assertTrue(Run.of("scan", "--home", home, "--seeds", folder.resolve("nosuch")).ended(2).err().contains("nosuch"));
  }

  @Test
  void a_connector_that_may_not_run_is_named_with_the_reason() {
    Run.of("scan", "--home", home, "--seeds", SampleScan.root().resolve("seeds"), "--only", "template-html").refused("连接器 template-html 不能运行：");
    assertFalse(Files.exists(home.resolve("archive")));
  }

  @Test
  void an_unknown_seed_and_a_limit_of_nothing_are_refused() {
    Run.of("scan", "--home", home, "--seeds", SampleHome.seeds(), "--only", "nosuch").refused("没有编号为 nosuch 的种子或连接器");
    Run.of("scan", "--home", home, "--seeds", SampleHome.seeds(), "--max-pages", "0").refused("--max-pages 应为 1 以上，现为：0");
  }

  @Test
  void a_scan_writes_its_figures_where_it_is_told_and_sums_them_up() throws IOException {
    Files.writeString(seeds.resolve("institutions.csv"), "id,name,kind,url\na,某某学校,TRAINING,http://no-such-host.invalid/\n");
    Path file = folder.resolve("scan.prom");
    Run run = Run.of("scan", "--home", home, "--seeds", seeds, "--metrics", file).ended(1);
    assertTrue(run.out().matches("(?s).*\n度量\n  请求 \\d+ 次，平均 .* 秒：成功 0，.*没有回答 [1-9].*"), run.out());
    String figures = Files.readString(file);
    assertTrue(figures.contains("qingzheng_crawl_pages_given_up_total{cause=\"dns\"} 1.0"), figures);
    assertTrue(figures.contains("qingzheng_scans_total{end=\"done\"} 1.0"), figures);
    assertTrue(run.err().contains("提醒：crawl.contact 没有填写"), run.err());
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(), all.filter(p -> p.toString().endsWith(".part")).toList());
    }
  }

  private static Path copyOf(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}
