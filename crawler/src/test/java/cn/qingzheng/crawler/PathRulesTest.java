package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.seed.ConnectorSample;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathRulesTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example");
    site.html("/", "<a href='/zs/1'>1</a><a href='/zs/1?print=1'>p</a><a href='/other'>o</a><a href='/go'>g</a><a href='/招生/2'>2</a>");
    site.html("/zs/1", "<link rel=canonical href='/other?c'>1").html("/zs/1?print=1", "p").html("/other", "o").html("/hidden", "h").html("/%E6%8B%9B%E7%94%9F/2", "2");
    site.on("/go", e -> {
      e.getResponseHeaders().set("Location", "/hidden");
      TestWeb.send(e, 302, "");
    });
    site.on("/sitemap.xml", e -> {
      e.getResponseHeaders().set("Content-Type", "application/xml");
      TestWeb.send(
          e, 200,
          "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.example/other?map</loc></url>"
              .concat("<url><loc>http://a.example/zs/1</loc></url></urlset>").getBytes(StandardCharsets.UTF_8));
    });
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run(PathRules paths, String runId) throws IOException {
    return crawl.run(home, web, plan(paths), runId);
  }

  private static SeedPlan plan(PathRules paths) {
    return Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 3, paths)).limited(40);
  }

  private static PathRules only(String... patterns) {
    return new PathRules(List.of(patterns), List.of());
  }

  private static PathRules without(String... patterns) {
    return new PathRules(List.of(), List.of(patterns));
  }

  private List<String> asked() {
    return site.paths().stream().filter(p -> !p.equals("/robots.txt") && !p.equals("/sitemap.xml")).sorted().toList();
  }

  @Test
  void nothing_outside_the_allowed_paths_is_requested_however_it_was_found() throws IOException {
    run(only("/$", "/zs/", "/招生/"), "r");
    assertEquals(List.of("/", "/%E6%8B%9B%E7%94%9F/2", "/zs/1", "/zs/1?print=1"), asked());
  }

  @Test
  void refused_paths_are_not_requested_and_a_redirect_into_them_is_counted() throws IOException {
    CrawlSummary summary = run(without("/hidden", "/*?print=", "/other"), "r");
    assertEquals(List.of("/", "/%E6%8B%9B%E7%94%9F/2", "/go", "/zs/1"), asked());
    assertEquals(Map.of(FailureCause.UNWANTED_PATH, 1L), summary.total().refused());
    assertEquals("路径规则不抓 paths_refused（/hidden）", crawl.failed.get(0).detail());
  }

  @Test
  void the_longest_pattern_decides() throws IOException {
    run(new PathRules(List.of("/", "/zs/1?print"), List.of("/zs/", "/other", "/go", "/招生")), "r");
    assertEquals(List.of("/", "/zs/1?print=1"), asked());
  }

  @Test
  void an_explanation_names_the_rule() throws IOException {
    try (CrawlRecords records = CrawlRecords.open(home, Crawl.settings(), Clock.systemUTC())) {
      assertEquals(
          Optional.of("种子 a 的路径规则不抓 paths_refused（/zs、/*/1）"),
          records.explain("http://a.example/zs/1", plan(without("/zs", "/*/1", "/x"))).orElseThrow().refusal());
      assertEquals(
          Optional.empty(), records.explain("http://a.example/y", plan(without("/zs"))).orElseThrow().refusal());
    }
  }

  @Test
  void an_address_that_one_of_two_seeds_wants_is_not_refused() throws IOException {
    SeedPlan plan =
        Crawl.plan(
            Crawl.seed("a", "http://a.example/", 50, 3, without("/zs")),
            Crawl.seed("b", "http://a.example/zs/", 50, 3, only("/zs/")));
    try (CrawlRecords records = CrawlRecords.open(home, Crawl.settings(), Clock.systemUTC())) {
      assertEquals(Optional.empty(), records.explain("http://a.example/zs/1", plan).orElseThrow().refusal());
    }
  }

  @Test
  void a_connector_follows_offers_of_its_paths_only(@TempDir Path seeds) throws IOException {
    TestWeb.Site shop = web.site("shop.example").html("/item/1", "1").html("/video/2", "2");
    shop.html("/search?*", "<ul class='goods'><li><a href='/item/1'>a</a></li><li><a href='/video/2'>b</a></li></ul>");
    Files.createDirectories(seeds.resolve("connectors"));
    Files.writeString(
        seeds.resolve("connectors/a.yaml"),
        ConnectorSample.YAML.replace("max_rps: 2", "max_rps: 100").replaceFirst("(?m)^detail:\\s*\\{", "detail: {paths_allowed: [/item/], "));
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(seeds, problems);
    assertEquals(List.of(), problems.list());
    assertEquals(only("/item/"), plan.connectors().get(0).detail().orElseThrow().paths());
    crawl.run(home, web, Crawl.settings().withKeywordSets(Map.of("restricted-goods", List.of("包过"))), plan, "r");
    assertEquals(List.of("/item/1"), crawl.paths());
    assertEquals(List.of(), crawl.failed);
    assertTrue(shop.paths().stream().noneMatch(p -> p.startsWith("/video")), shop.paths().toString());
    assertEquals(URI.create("http://shop.example/item/1"), crawl.captured.get(0).capture().url());
  }
}
