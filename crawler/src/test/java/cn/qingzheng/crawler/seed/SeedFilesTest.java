package cn.qingzheng.crawler.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedFilesTest {
  private static final String HEADER =
      "id,name,kind,url,unified_social_credit_code,region,max_pages,max_depth,render,note\n";

  @TempDir Path dir;
  private final Problems problems = new Problems();

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectories(dir.resolve("connectors"));
  }

  private SeedPlan load() {
    return SeedFiles.load(dir, problems);
  }

  private void institutions(String rows) throws IOException {
    Files.writeString(dir.resolve("institutions.csv"), HEADER + rows);
  }

  private void connector(String name, String yaml) throws IOException {
    Files.writeString(dir.resolve("connectors").resolve(name), yaml);
  }

  /** Line and wrong words, in the order found. */
  private List<String> found() {
    return problems.list().stream().map(p -> p.line() + " " + p.wrong()).toList();
  }

  @Test
  void a_right_file_gives_seeds() throws IOException {
    institutions("lanhai,示例蓝海,TRAINING,HTTP://WWW.Lanhai.example:80/#top,91379901MAC0L6H16Q,379901,60,4,AUTO,\n");
    SeedPlan plan = load();
    assertEquals(List.of(), found());
    Seed seed = plan.seeds().get(0);
    assertEquals(URI.create("http://www.lanhai.example/"), seed.url());
    assertEquals(new Seed.Limits(60, 4, RenderMode.AUTO), seed.limits());
    assertEquals(Optional.of("91379901MAC0L6H16Q"), seed.creditCode());
    assertTrue(plan.runnable());
  }

  @Test
  void every_mistake_in_the_table_is_reported_with_its_line() throws IOException {
    institutions(
        """
        good,好,TRAINING,http://good.example/,,,,,,
        good,重复,TRAINING,http://again.example/,,,,,,
        Bad Id,坏,TRAINING,http://x.example/,,,,,,
        url,网址,TRAINING,ftp://x.example/,,,,,,
        home,内网,TRAINING,http://192.168.1.1/,,,,,,
        local,本机,TRAINING,http://localhost:8080/,,,,,,
        decimal,十进制,TRAINING,http://2130706433/,,,,,,
        code,代码,TRAINING,http://c.example/,91379901MAC0L6H16A,,,,,
        kind,类别,SCHOOL,http://k.example/,,,0,-1,MAYBE,
        """);
    load();
    List<Integer> lines = problems.list().stream().map(Problem::line).toList();
    assertEquals(List.of(3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10), lines);
    assertTrue(found().get(0).contains("good 重复"), found().toString());
    assertTrue(found().get(6).contains("校验码"), found().toString());
  }

  @Test
  void path_rules_are_read_and_mistakes_in_them_reported_with_their_line() throws IOException {
    Files.writeString(
        dir.resolve("institutions.csv"),
        """
        id,name,kind,url,paths_allowed,paths_refused
        a,甲,TRAINING,http://a.example/zs/,/zs/ | /news/*.html$,/zs/login
        b,乙,TRAINING,http://b.example/,news/,
        c,丙,TRAINING,http://c.example/x,/zs/,
        d,丁,TRAINING,http://d.example/,,/ # all
        e,戊,TRAINING,http://e.example/old/1,,/old|/news
        """);
    SeedPlan plan = load();
    assertEquals(
        new PathRules(List.of("/zs/", "/news/*.html$"), List.of("/zs/login")), plan.seeds().get(0).limits().paths());
    assertEquals(
        List.of(
            "3 路径 news/ 不对",
            "4 起始页自己就不在要抓的路径之内：路径规则只抓 paths_allowed（/zs/）",
            "5 路径 / # all 不对",
            "6 起始页自己就不在要抓的路径之内：路径规则不抓 paths_refused（/old）"),
        found());
  }

  @Test
  void a_list_without_rows_is_no_mistake_and_gives_nothing_to_run() throws IOException {
    institutions("");
    SeedPlan plan = load();
    assertEquals(List.of(), problems.list());
    assertFalse(plan.runnable());
  }

  @Test
  void unknown_columns_and_a_missing_one_are_reported() throws IOException {
    Files.writeString(dir.resolve("institutions.csv"), "id,name,kind,site\na,甲,TRAINING,http://a.example/\n");
    load();
    assertTrue(found().stream().anyMatch(f -> f.contains("缺少列“url”")), found().toString());
    assertTrue(found().stream().anyMatch(f -> f.contains("不认识的列“site”")), found().toString());
  }

  @Test
  void a_right_connector_is_read_whole() throws IOException {
    connector("a.yaml", ConnectorSample.YAML);
    SeedPlan plan = load();
    assertEquals(List.of(), found());
    Connector c = plan.connectors().get(0);
    assertEquals(Optional.empty(), c.idle());
    assertEquals(Duration.ofMillis(500), c.politeness().delay());
    assertEquals(
        URI.create("http://shop.example/search?q=%E5%8C%85%E8%BF%87&page=3"), c.request().fill("包过", 3));
    assertEquals(Duration.ofHours(24), c.blocked().suspension());
    assertEquals(List.of("@data-src", "@src"), c.list().fields().get("image").get());
    assertTrue(c.pagination().stopWhenEmpty() && c.pagination().stopWhenRepeated());
    assertTrue(plan.runnable());
  }

  @Test
  void a_draft_does_not_run_and_is_no_mistake() throws IOException {
    connector("a.yaml", ConnectorSample.YAML.replace("enabled: true", "enabled: false"));
    connector("b.yaml", ConnectorSample.YAML.replace("id: shop", "id: shop-b").replace("verdict: ALLOWED", "verdict: UNREVIEWED"));
    connector("c.yaml", ConnectorSample.YAML.replace("id: shop", "id: shop-c").replace("impact_assessment: \"IA-1\"", "impact_assessment: \"\""));
    connector("d.yaml", ConnectorSample.YAML.replace("id: shop", "id: shop-d").replace("verdict: ALLOWED", "verdict: FORBIDDEN"));
    institutions("a,甲,TRAINING,http://a.example/,,,,,,\n");
    SeedPlan plan = load();
    assertEquals(List.of(), found());
    assertEquals(4, plan.connectors().stream().filter(c -> c.idle().isPresent()).count());
    assertFalse(new SeedPlan(List.of(), plan.connectors()).runnable());
  }

  @Test
  void every_mistake_in_a_connector_is_reported_with_its_line() throws IOException {
    connector(
        "a.yaml",
        ConnectorSample.YAML
            .replace("schema: connector/1", "schema: connector/9")
            .replace("robots: OBEY", "robots: OVERRIDE_APPROVED")
            .replace("robots_override: null", "robots_override: {approved_by: 甲, second_approver: 甲}")
            .replace("impact_assessment: \"IA-1\"", "impact: x")
            .replace("max_rps: 2", "max_rps: 0")
            .replace("window: \"00:00-24:00\"", "window: \"25:00-26:00\"")
            .replace("method: GET", "method: POST")
            .replace("http://shop.example/search?q={keyword|urlencode}", "http://10.0.0.1/search?q={keyword|urlencode}")
            .replace("item: \"ul.goods > li\"", "item: \"ul.goods > li[\"")
            .replace("transform: [number]", "transform: [eval]")
            .replace("get: \"@href\"", "get: href")
            .replace("follow: link", "follow: url")
            .replace("\"验证码\"", "\"验证(码\"")
            .replace("for: 24h", "for: soon"));
    load();
    String all = String.join("\n", problems.list().stream().map(Problem::toString).toList());
    for (String wrong :
        List.of(
            ":1: 不认识的格式", ":10: 两名批准人不能是同一人", ":10: 缺少批准的截止日期", ":10: 缺少“legal_basis”",
            ":10: 缺少“document_no”", "合规信息缺少“impact_assessment”", "不认识的键“impact”",
            "“max_rps”应为", "时段 25:00-26:00 不对", "“method”不能是 POST", "主机 10.0.0.1 不是公网地址",
            "CSS 选择器 ul.goods > li[ 无法解析", "不认识的转换 eval", "不认识的取值方式 href", "列表中没有字段“url”",
            "正则表达式 验证(码 无法解析", "时长 soon 不对")) {
      assertTrue(all.contains(wrong), () -> "should contain " + wrong + ", was:\n" + all);
    }
    assertTrue(problems.list().stream().allMatch(p -> p.line() > 0), all);
  }

  private void mistake(String before, String after, String... wrong) throws IOException {
    assertTrue(ConnectorSample.YAML.contains(before), before);
    connector("a.yaml", ConnectorSample.YAML.replace(before, after));
    Problems own = new Problems();
    SeedFiles.load(dir, Set.of("restricted-goods"), own);
    List<String> all = own.list().stream().map(Problem::toString).toList();
    assertEquals(wrong.length, all.size(), all.toString());
    for (int i = 0; i < wrong.length; i++) {
      assertTrue(all.get(i).contains(wrong[i]), all.toString());
    }
  }

  @Test
  void what_does_not_fit_together_is_a_mistake_at_its_line() throws IOException {
    mistake("param: page", "param: p", "a.yaml:18: 页码参数名 p 与网址中 {page} 的位置不符");
    mistake("&page={page}", "", new String[0]);
    mistake("&page={page}\", charset: auto, headers: {}, cookies: none}\npagination: {param: page,", "\"}\npagination: {", "无从翻页");
    mistake("?q={keyword|urlencode}&page", "?page", "关键词用不上");
    mistake("pii_fields: [seller]", "pii_fields: [buyer]", "a.yaml:14: 没有字段“buyer”");
    mistake("sets: [restricted-goods]", "sets: [restricted-goods, none]", "没有关键词组“none” – wordlists/keywords.tsv 中有：restricted-goods");
    mistake("kind: ECOMMERCE", "kind: SITEMAP", "a.yaml:4: “kind”不能是 SITEMAP");
    mistake("kind: ECOMMERCE", "kind: SEARCH_ENGINE", "请删去 detail");
    mistake("{css: \".price\", get: text", "{xpath: \"//p[\", get: text", "XPath //p[ 无法解析");
    mistake("{css: \".price\", get: text", "{css: b, xpath: //p, get: text", "css 和 xpath 只能写一个");
    mistake("transform: [number]", "transform: [\"fill:http://10.0.0.1/{value}\"]", "不认识的转换 fill:");
    mistake("limit: 20, ", "limit: 20, hosts: [localhost, \"a b\"], ", "主机 localhost 不是公网域名", "主机名 a b 不对");
    mistake("render: {mode: NONE}", "render: {mode: NONE, wait: x, timeout_ms: 5}", "不认识的键“wait”", "timeout_ms");
    mistake("for: 24h", "for: 91d", "时长 91d 太长");
    mistake("type: html", "type: yaml", "可写：html、xml、json");
    mistake("time:   {css: \".time\"", "time:   {json: /t, css: \".time\"", "不认识的键“json”");
    mistake("keywords: {", "fixture: {pages: [none.html]}\nkeywords: {", "样本文件 none.html 不存在", "请同时写 pages 和 expect");
  }

  @Test
  void ids_are_unique_over_institutions_and_connectors() throws IOException {
    institutions("shop,甲,TRAINING,http://a.example/,,,,,,\n");
    connector("a.yaml", ConnectorSample.YAML);
    load();
    assertEquals(1, problems.list().size());
    assertTrue(found().get(0).startsWith("2 编号 shop 重复"), found().toString());
  }

  @Test
  void the_seeds_of_the_demonstration_are_right() {
    SeedPlan plan = SeedFiles.load(Path.of(System.getProperty("qingzheng.root"), "seeds", "demo"), problems);
    assertEquals(List.of(), found());
    assertTrue(plan.seeds().size() > 10 && plan.connectors().stream().allMatch(c -> c.idle().isEmpty()));
  }

  private static final String APPROVALS =
      "seed,subject,legal_basis,document_no,approved_by,second_approver,expires\n";

  @Test
  void an_approval_takes_a_ground_a_document_two_names_and_an_end() throws IOException {
    institutions("lanhai,示例蓝海,TRAINING,http://www.lanhai.example/,,,,,,\n");
    Files.writeString(dir.resolve("approvals.csv"), APPROVALS + "lanhai,ROBOTS,《示例条例》第一条,示例函〔2026〕1号,甲,乙,2026-12-31\n");
    SeedPlan plan = load();
    assertEquals(List.of(), found());
    CrawlApproval approval = plan.approvals("lanhai").get(0);
    assertEquals(
        new CrawlApproval(
            CrawlApproval.Subject.ROBOTS, "《示例条例》第一条", "示例函〔2026〕1号", "甲", "乙", LocalDate.of(2026, 12, 31)),
        approval);
    assertTrue(approval.holds(LocalDate.of(2026, 12, 31)));
    assertFalse(approval.holds(LocalDate.of(2027, 1, 1)));
    assertEquals(List.of(), plan.approvals("other"));
  }

  @Test
  void every_mistake_in_an_approval_is_reported_with_its_line() throws IOException {
    institutions("lanhai,示例蓝海,TRAINING,http://www.lanhai.example/,,,,,,\n");
    connector("a.yaml", ConnectorSample.YAML);
    Files.writeString(
        dir.resolve("approvals.csv"),
        APPROVALS
            + "lanhai,ROBOTS,,,甲,甲,\n"
            + "nobody,CERTIFICATE,依据,文号,甲,乙,2026年\n"
            + "lanhai,EVERYTHING,依据,文号,甲,乙,2026-12-31\n"
            + "shop,ROBOTS,依据,文号,甲,乙,2026-12-31\n");
    load();
    assertEquals(List.of(2, 2, 2, 2, 3, 3, 4, 5), problems.list().stream().map(Problem::line).toList(), found().toString());
  }
}
