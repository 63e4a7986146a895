package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.ArchiveIndex;
import cn.qingzheng.crawler.archive.CdxLine;
import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.archive.WarcPages;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.ConnectorSample;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Problems;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.HostTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorRunTest {
  @TempDir Path home;
  @TempDir Path seeds;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site shop;

  @BeforeEach
  void open() throws IOException {
    shop = web.site("shop.example");
    shop.html("/item/1", "<dl><dd class='shop'>乙店</dd></dl><p>证书说明</p><a href='/deeper'>x</a>");
    shop.html("/item/2", "<p>另一件</p>");
    shop.html("/item/3", "<p>第三件</p>");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private static String item(int n, String price, String seller) {
    return "<li><a href='/item/" + n + "'>健康管理师 包过 " + n + "</a><span class='price'>" + price
        + "</span><span class='shop'>" + seller + "</span></li>";
  }

  private CrawlSummary run(String runId, String yaml) throws IOException {
    Files.createDirectories(seeds.resolve("connectors"));
    Files.writeString(seeds.resolve("connectors/a.yaml"), yaml.replace("max_rps: 2", "max_rps: 100"));
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(seeds, problems);
    assertEquals(List.of(), problems.list());
    CrawlSettings settings = Crawl.settings().withKeywordSets(Map.of("restricted-goods", List.of("包过", "挂靠")));
    return crawl.run(home, web, settings, plan, runId);
  }

  @Test
  void offers_are_found_page_by_page_and_captured_with_what_stood_on_the_list() throws IOException {
    shop.html("/search?q=%E5%8C%85%E8%BF%87&page=1", "<ul class='goods'>" + item(1, "¥1,380.00 元", "甲店") + item(2, "¥9", " 丙  店 ") + "</ul>");
    shop.html("/search?q=%E5%8C%85%E8%BF%87&page=2", "<ul class='goods'>" + item(3, "面议", "丁店") + "</ul>");
    shop.html("/search?q=%E5%8C%85%E8%BF%87&page=3", "<ul class='goods'>" + item(3, "面议", "丁店") + "</ul>");
    shop.html("/search?q=%E6%8C%82%E9%9D%A0&page=1", "<ul class='goods'></ul>");
    CrawlSummary summary = run("r", ConnectorSample.YAML);
    assertEquals(List.of("/item/1", "/item/2", "/item/3"), crawl.paths());
    assertEquals(
        new Listing("shop", "示例商城", "健康管理师 包过 1", Optional.of("1380.00"), Optional.of("乙店")),
        crawl.of("/item/1").page().listing().orElseThrow());
    assertEquals(Optional.of("丙 店"), crawl.of("/item/2").capture().origin().listing().orElseThrow().seller());
    assertEquals(Optional.empty(), crawl.of("/item/3").page().listing().orElseThrow().price());
    assertEquals(0, shop.count("/deeper"));
    // The third page repeats the second, and an empty first page has no second.
    assertEquals(0, shop.count("/search?q=%E5%8C%85%E8%BF%87&page=4"));
    assertEquals(0, shop.count("/search?q=%E6%8C%82%E9%9D%A0&page=2"));
    CrawlSummary.ConnectorHealth health = summary.connectors().get(0);
    assertTrue(health.ran());
    assertEquals(4, health.searches());
    assertEquals(4, health.items());
    assertEquals("", health.note());
    assertTrue(shop.requests().stream().allMatch(r -> r.headers().get("User-agent").get(0).startsWith("Test/1.0")));
  }

  @Test
  void result_pages_are_archived_beside_the_offers_and_can_be_copied_out() throws Exception {
    String list = "<ul class='goods'>" + item(1, "¥1,380.00 元", "甲店") + "</ul>";
    shop.html("/search?q=%E5%8C%85%E8%BF%87&page=1", list);
    run("r", ConnectorSample.YAML);
    Path archive = home.resolve("archive");
    List<CdxLine> found = new ArchiveIndex(archive).ofAddress("http://shop.example/search?q=%E5%8C%85%E8%BF%87&page=1");
    assertEquals(1, found.size());
    assertEquals(200, found.get(0).status());
    assertTrue(WarcChecks.allValid(archive) > 6);
    Path out = home.resolve("list.warc.gz");
    try (CrawlRecords records = CrawlRecords.open(home, Crawl.settings(), Clock.systemUTC())) {
      assertTrue(records.capture(found.get(0).capture()).isEmpty(), "nothing is judged on it");
      assertEquals(3, records.export(found.get(0).capture(), out));
      assertEquals(0, records.export("nosuch", home.resolve("none.warc.gz")));
      assertFalse(Files.exists(home.resolve("none.warc.gz")));
    }
    List<String> bodies = new ArrayList<>();
    WarcPages.read(out, (c, body) -> bodies.add(new String(body, StandardCharsets.UTF_8)));
    assertTrue(bodies.size() == 1 && bodies.get(0).contains(list), bodies.toString());
    WarcChecks.valid(out);
  }

  @Test
  void a_list_that_changed_its_form_is_a_problem_and_not_a_silent_zero() throws IOException {
    shop.html("/search?*", "<div class='new-layout'>" + item(1, "1", "x") + "</div>");
    CrawlSummary summary = run("r", ConnectorSample.YAML);
    assertEquals(0, summary.connectors().get(0).items());
    assertFalse(summary.connectors().get(0).healthy());
    assertTrue(summary.problems().stream().anyMatch(p -> p.contains("shop") && p.contains("页面结构可能已变化")), summary.problems().toString());
  }

  @Test
  void a_login_wall_suspends_the_platform_although_it_answers_200() throws IOException {
    shop.html("/search?*", "<p>请登录后查看</p>");
    CrawlSummary summary = run("r", ConnectorSample.YAML);
    assertEquals(1L, summary.total().refused().get(FailureCause.BLOCKED));
    assertEquals(1, shop.paths().stream().filter(p -> p.startsWith("/search")).count());
    assertTrue(summary.problems().stream().anyMatch(p -> p.startsWith("shop.example：")), summary.problems().toString());
  }

  @Test
  void a_blocked_platform_is_left_alone_for_as_long_as_its_connector_says() throws IOException {
    shop.on("/search?*", e -> TestWeb.send(e, 403, "no"));
    CrawlSummary summary = run("r", ConnectorSample.YAML.replace("for: 24h", "for: 3d"));
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"))) {
      Instant now = Instant.now();
      assertTrue(new HostTable(db).suspended(now.plus(Duration.ofHours(71))).containsKey("shop.example"));
      assertEquals(Map.of(), new HostTable(db).suspended(now.plus(Duration.ofHours(73))));
    }
    assertTrue(summary.problems().stream().anyMatch(p -> p.startsWith("shop.example：被拦截，已暂停：HTTP 403") && p.contains("请人工处理")), summary.problems().toString());
  }

  @Test
  void the_daily_budget_ends_a_connector_for_the_day() throws IOException {
    shop.html("/search?*", "<ul class='goods'>" + item(1, "1", "x") + item(2, "1", "x") + "</ul>");
    CrawlSummary summary = run("r", ConnectorSample.YAML.replace("daily_requests: 100", "daily_requests: 3"));
    assertEquals(3, shop.requests().size());
    assertTrue(summary.resumable());
    CrawlSummary second = run("r2", ConnectorSample.YAML.replace("daily_requests: 100", "daily_requests: 3"));
    assertEquals(3, shop.requests().size());
    assertFalse(second.connectors().get(0).ran());
    assertTrue(second.connectors().get(0).note().contains("当日 3 次请求已用完"), second.connectors().toString());
  }

  @Test
  void a_run_that_goes_on_after_its_searches_does_not_call_them_missing() throws IOException {
    shop.html("/search?*", "<ul class='goods'>" + item(1, "1", "x") + item(2, "1", "x") + "</ul>");
    run("r", ConnectorSample.YAML);
    CrawlSummary again = run("r", ConnectorSample.YAML);
    assertTrue(again.connectors().get(0).ran());
    assertEquals(List.of(), again.problems());
  }

  /** The sample with its list replaced. */
  private static String reading(String list) {
    String yaml = ConnectorSample.YAML;
    return yaml.substring(0, yaml.indexOf("list:")) + list + yaml.substring(yaml.indexOf("detail:"));
  }

  @Test
  void an_interface_that_answers_json_leads_to_the_pages_of_the_offers() throws IOException {
    shop.on(
        "/search?*",
        e -> {
          e.getResponseHeaders().set("Content-Type", "application/json");
          TestWeb.send(
              e, 200,
              "{\"data\":{\"items\":[{\"id\":1,\"title\":\"<em>包过</em> 健康管理师\",\"price\":1380.5,\"shop\":{\"name\":\"甲店\"},\"at\":1763740800000}]}}");
        });
    run(
        "r",
        reading(
            """
            list:
              type: json
              item: /data/items
              fields:
                title: {json: /title, transform: [plain_text], required: true}
                link: {json: /id, transform: ["fill:http://shop.example/item/{value}"], required: true}
                price: {json: /price}
                seller: {json: /shop/name}
                time: {json: /at, transform: [epoch_millis]}
            """));
    assertEquals(
        new Listing("shop", "示例商城", "包过 健康管理师", Optional.of("1380.5"), Optional.of("乙店")),
        crawl.of("/item/1").page().listing().orElseThrow());
  }

  @Test
  void a_wall_where_json_should_be_is_a_wall() throws IOException {
    shop.html("/search?*", "<p>请登录后查看</p>");
    CrawlSummary summary = run("r", reading("list:\n  type: json\n  item: /items\n  fields: {title: {json: /t}, link: {json: /u}}\n"));
    assertEquals(1L, summary.total().refused().get(FailureCause.BLOCKED));
  }

  @Test
  void results_of_a_search_engine_become_leads_and_are_not_asked_for() throws IOException {
    TestWeb.Site foreign = web.site("jia-peixun.example");
    shop.html(
        "/search?*",
        "<ul class='goods'><li><a href='/jump?url=http%3A%2F%2Fjia-peixun.example%2Fbaoguo'>甲培训 包过</a><p>三天拿证</p></li>"
            + "<li><a href='http://192.168.1.1/'>内网</a></li><li><a href='/item/1'>站内</a></li></ul>");
    CrawlSummary summary =
        run(
            "r",
            reading(
                    """
                    list:
                      item: "ul.goods > li"
                      fields:
                        title: {css: a}
                        link: {css: a, get: "@href", transform: ["query:url"]}
                        summary: {xpath: ".//p"}
                    """)
                .replace("kind: ECOMMERCE", "kind: SEARCH_ENGINE")
                .replaceAll("(?m)^detail:.*\n", "")
                .replaceAll("pii_fields: .*", "pii_fields: []"));
    assertEquals(
        new SiteLead("shop", "包过", java.net.URI.create("http://jia-peixun.example/baoguo"), "甲培训 包过", "三天拿证"),
        crawl.leads.stream().filter(l -> l.keyword().equals("包过")).findFirst().orElseThrow());
    assertEquals(List.of(), foreign.paths());
    assertEquals(0, shop.count("/item/1"));
    assertEquals("", summary.connectors().get(0).note());
    assertEquals(1, summary.connectors().get(0).leads());
  }

  @Test
  void a_platform_is_one_by_its_host_whoever_led_there() throws IOException {
    shop.html("/", "<a href='/item/1'>一</a><a href='/list'>列表</a>");
    shop.html("/list", "<h1>全部</h1>");
    Files.writeString(
        seeds.resolve("institutions.csv"),
        "id,name,kind,url\nmall,某某商城首页,OTHER,http://shop.example/\nhui,汇集网,PLATFORM,http://hui.example/\n");
    web.site("hui.example").html("/", "<p>首页</p>");
    run("r", ConnectorSample.YAML.replace("enabled: true", "enabled: false"));
    assertEquals(
        new Listing("shop", "示例商城", "", Optional.empty(), Optional.of("乙店")),
        crawl.of("/item/1").page().listing().orElseThrow());
    assertEquals(
        new Listing("shop", "示例商城", "", Optional.empty(), Optional.empty()),
        crawl.of("/list").page().listing().orElseThrow());
    assertTrue(
        crawl.captured.stream().anyMatch(c -> c.page().listing().stream().anyMatch(l -> l.platform().equals("汇集网"))));
  }

  @Test
  void the_limit_of_pages_holds_for_connectors_too() throws IOException {
    shop.html("/search?*", "<ul class='goods'>" + item(1, "1", "x") + item(2, "1", "x") + item(3, "1", "x") + "</ul>");
    Files.createDirectories(seeds.resolve("connectors"));
    Files.writeString(seeds.resolve("connectors/a.yaml"), ConnectorSample.YAML.replace("max_rps: 2", "max_rps: 100"));
    SeedPlan plan = SeedFiles.load(seeds, new Problems()).limited(1);
    crawl.run(home, web, Crawl.settings().withKeywordSets(Map.of("restricted-goods", List.of("包过"))), plan, "r");
    assertEquals(1, crawl.captured.size());
  }

  @Test
  void keywords_that_one_day_has_no_room_for_have_their_turn_on_the_next() throws IOException {
    Files.createDirectories(seeds.resolve("connectors"));
    Files.writeString(seeds.resolve("connectors/a.yaml"), ConnectorSample.YAML.replace("per_run: 40", "per_run: 2"));
    Connector c = SeedFiles.load(seeds, new Problems()).connectors().get(0);
    List<String> words = List.of("a", "b", "c", "d", "e");
    Set<String> asked = new HashSet<>();
    for (int day = 0; day < 3; day++) {
      List<UrlTask> searches = SearchStage.searches(c, words, LocalDate.of(2026, 11, 20).plusDays(day));
      assertEquals(2, searches.size());
      searches.forEach(s -> asked.add(s.baggage().search().orElseThrow().keyword()));
    }
    assertEquals(Set.copyOf(words), asked);
  }

  @Test
  void a_connector_that_is_switched_off_is_counted_as_such() throws IOException {
    Files.writeString(
        seeds.resolve("institutions.csv"), "id,name,kind,url\na,甲,TRAINING,http://shop.example/item/1\n");
    CrawlSummary summary = run("r", ConnectorSample.YAML.replace("enabled: true", "enabled: false"));
    assertEquals(new CrawlSummary.ConnectorHealth("shop", false, 0, 0, 0, "未启用"), summary.connectors().get(0));
    assertEquals(List.of("/item/1"), crawl.paths());
  }
}
