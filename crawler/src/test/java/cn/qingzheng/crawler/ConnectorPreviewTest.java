package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.seed.ConnectorSample;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorPreviewTest {
  private static final String SEARCH = "/search?q=%E5%8C%85%E8%BF%87&page=2";

  @TempDir Path home;
  @TempDir Path seeds;
  private final TestWeb web = new TestWeb();
  private TestWeb.Site shop;

  @BeforeEach
  void open() throws IOException {
    shop = web.site("shop.example");
    shop.html(SEARCH, "<ul class='goods'><li><a href='/item/1'>健康管理师</a></li></ul>");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private ConnectorPreview.Outcome preview(String before, String after) throws IOException, InterruptedException {
    String yaml = ConnectorSample.YAML.replace("max_rps: 2", "max_rps: 100").replace("enabled: true", "enabled: false");
    assertTrue(yaml.contains(before), before);
    Files.createDirectories(seeds.resolve("connectors"));
    Files.writeString(seeds.resolve("connectors/a.yaml"), yaml.replace(before, after));
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(seeds, problems);
    assertEquals(List.of(), problems.list());
    return ConnectorPreview.fetch(
        home, Crawl.settings(), web.guard(), Clock.systemUTC(), plan, plan.connectors().get(0), "包过", 1);
  }

  private void refused(ConnectorPreview.Outcome outcome, String why) {
    String said = assertInstanceOf(ConnectorPreview.Outcome.Nothing.class, outcome).why();
    assertTrue(said.contains(why), said);
  }

  @Test
  void a_connector_that_is_not_yet_enabled_can_be_tried_with_one_page() throws Exception {
    ConnectorPreview.Outcome.Read read =
        assertInstanceOf(ConnectorPreview.Outcome.Read.class, preview("version: 1", "version: 2"));
    assertEquals("http://shop.example/item/1", read.page().items().get(0).field("link"));
    assertEquals(List.of("/robots.txt", SEARCH), shop.paths());
    assertTrue(shop.requests().get(1).headers().get("User-agent").get(0).startsWith("Test/1.0"));
  }

  @Test
  void nothing_is_asked_before_the_compliance_block_is_filled_in() throws Exception {
    refused(preview("impact_assessment: \"IA-1\"", "impact_assessment: \"\""), "影响评估");
    assertEquals(List.of(), shop.paths());
  }

  @Test
  void the_hours_and_the_daily_budget_hold() throws Exception {
    refused(preview("window: \"00:00-24:00\", tz: Asia/Shanghai", "window: \"00:00-00:01\", tz: \"" + farFromMidnight() + "\""), "不在允许的时段");
    assertEquals(List.of(), shop.paths());
    preview("daily_requests: 100", "daily_requests: 2");
    refused(preview("daily_requests: 100", "daily_requests: 2"), "当日 2 次请求已用完");
    assertEquals(2, shop.requests().size());
  }

  /** A place where it is between five and seven now. */
  private static String farFromMidnight() {
    int hour = Clock.systemUTC().instant().atZone(java.time.ZoneOffset.UTC).getHour();
    int offset = 6 - hour;
    return String.format(java.util.Locale.ROOT, "UTC%+03d:00", offset < -12 ? offset + 24 : offset);
  }

  @Test
  void robots_txt_holds() throws Exception {
    shop.text("/robots.txt", 200, "User-agent: *\nDisallow: /search\n");
    refused(preview("version: 1", "version: 2"), "robots.txt 禁止");
    assertEquals(List.of("/robots.txt"), shop.paths());
  }

  @Test
  void a_wall_suspends_the_platform_for_the_scans_too() throws Exception {
    shop.html(SEARCH, "<p>请登录</p>");
    refused(preview("version: 1", "version: 2"), "被拦截");
    refused(preview("version: 1", "version: 2"), "主机暂停访问");
    assertEquals(1, shop.count(SEARCH));
    Crawl crawl = new Crawl();
    Files.writeString(seeds.resolve("institutions.csv"), "id,name,kind,url\na,甲,TRAINING,http://shop.example/\n");
    crawl.run(home, web, SeedFiles.load(seeds, new Problems()), "r");
    assertEquals(0, shop.count("/"));
  }
}
