package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.seed.ConnectorSample;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Test
  void a_connector_that_is_switched_off_is_counted_as_such() throws IOException {
    Files.writeString(
        seeds.resolve("institutions.csv"), "id,name,kind,url\na,甲,TRAINING,http://shop.example/item/1\n");
    CrawlSummary summary = run("r", ConnectorSample.YAML.replace("enabled: true", "enabled: false"));
    assertEquals(new CrawlSummary.ConnectorHealth("shop", false, 0, 0, "未启用"), summary.connectors().get(0));
    assertEquals(List.of("/item/1"), crawl.paths());
  }
}
