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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a scan of the sample web leaves for those who look from outside. */
class CrawlCommandTest {
  private static final String HOST = "www.anjie-rencai.example";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path empty;

  private static Run run(Object... words) {
    return Run.of(words).ended(0);
  }

  @Test
  void the_ledger_says_what_was_asked_when_and_under_which_rule() {
    List<JsonNode> lines =
        run("crawl", "ledger", HOST, "--json", "--home", SampleHome.folder()).out().lines().map(JSON::readTree).toList();
    assertTrue(lines.size() > 3, lines.toString());
    JsonNode first = lines.get(lines.size() - 1);
    assertEquals("http://" + HOST + "/robots.txt", first.get("url").asString());
    assertEquals("robots.txt 本身", first.get("robots").asString());
    JsonNode last = lines.get(0);
    assertEquals("HTTP 200", last.get("result").asString());
    assertEquals("robots.txt 允许", last.get("robots").asString());
    assertTrue(last.get("pause_ms").asLong() >= 20, last.toString());
    assertTrue(last.get("bytes").asLong() > 0);
    String text = run("crawl", "ledger", HOST, "--limit", "1", "--home", SampleHome.folder()).out();
    assertEquals(2, text.lines().count(), text);
    assertTrue(run("crawl", "ledger", "nosuch.example", "--home", SampleHome.folder()).out().contains("没有向"));
  }

  @Test
  void hosts_are_listed_with_progress_rate_and_causes() {
    String text = run("crawl", "hosts", "--home", SampleHome.folder()).out();
    assertTrue(text.lines().anyMatch(l -> l.contains("www.kuaixue-wang.example") && l.contains("超过单页时限 1")), text);
    List<JsonNode> hosts =
        run("crawl", "hosts", "--json", "--home", SampleHome.folder()).out().lines().map(JSON::readTree).toList();
    JsonNode host = hosts.stream().filter(h -> h.get("host").asString().equals(HOST)).findFirst().orElseThrow();
    assertTrue(host.get("captured").asLong() > 1 && host.get("requests").asLong() > host.get("captured").asLong());
  }

  @Test
  void an_address_is_explained() {
    String known = explain("HTTP://www.anjie-rencai.example:80/zizhi.html#top");
    assertTrue(known.contains("网址：http://www.anjie-rencai.example/zizhi.html\n"), known);
    assertTrue(known.contains("来源：网页链接，见于 http://www.anjie-rencai.example/"), known);
    assertTrue(known.contains("已采集 "), known);
    assertTrue(known.contains("到期复查 "), known);
    assertTrue(known.contains("robots.txt：允许"), known);
    String file = explain("http://www.anjie-rencai.example/a.zip");
    assertTrue(file.contains("不跟随：是图片、文档") && file.contains("没有遇到") && file.contains("从未采集到"), file);
    assertTrue(explain("http://elsewhere.example/").contains("不在任何种子的主机上"));
    Run.of("crawl", "explain", "ftp://x", "--home", SampleHome.folder(), "--seeds", SampleHome.seeds()).refused("不是可以抓取的网址：ftp://x");
  }

  @Test
  void what_the_archive_has_of_an_address_is_found_and_copied_out() throws IOException {
    String host = run("crawl", "find", HOST, "--home", SampleHome.folder()).out();
    assertTrue(host.contains("http://" + HOST + "/zizhi.html") && host.contains("网址"), host);
    String page = run("crawl", "find", "https://" + HOST + "/zizhi.html", "--home", SampleHome.folder()).out();
    assertTrue(page.contains("  200 ") && page.contains("text/html") && page.contains("全文") && page.contains(".warc.gz:"), page);
    assertEquals(3, page.lines().count(), page);
    assertTrue(run("crawl", "find", "http://" + HOST + "/zizhi.html", "--at", "2020-01-01", "--home", SampleHome.folder()).out().contains("在 2020-01-01 及以前没有"));
    assertTrue(run("crawl", "find", "nosuch.example", "--home", SampleHome.folder()).out().contains("存档里没有 nosuch.example"));
    Run.of("crawl", "find", HOST + "/zizhi.html", "--home", SampleHome.folder()).refused("不是网址也不是主机名");
    String id = page.lines().toList().get(1).replaceAll(".*\\s(\\S+)\\s*$", "$1");
    Path out = empty.resolve("one.warc.gz");
    assertTrue(run("crawl", "export", id, "--out", out, "--home", SampleHome.folder()).out().contains("已取出 3 条记录"));
    long size = Files.size(out);
    Run.of("crawl", "export", id, "--out", out, "--home", SampleHome.folder()).refused("文件已存在");
    Run.of("crawl", "export", "nosuch", "--out", empty.resolve("two.warc.gz"), "--home", SampleHome.folder()).refused("没有这次采集");
    assertEquals(size, Files.size(out));
    assertTrue(run("analyze", out).out().contains("zizhi.html"), "as any other program would read it");
  }

  private static String explain(String url) {
    return run("crawl", "explain", url, "--home", SampleHome.folder(), "--seeds", SampleHome.seeds()).out();
  }

  @Test
  void a_dry_run_says_what_a_scan_would_do_and_does_nothing() throws IOException {
    Path home = empty.resolve("home");
    String fresh = run("scan", "--dry-run", "--home", home, "--seeds", SampleHome.seeds()).out();
    assertTrue(fresh.contains("试演：没有访问网络") && fresh.contains("届时去取"), fresh);
    assertFalse(Files.exists(home.resolve("crawl.db")) || Files.exists(home.resolve("archive")));
    Path copy = SampleHome.copyTo(empty.resolve("copy"));
    long before = Files.size(copy.resolve("qingzheng.db"));
    String again = run("scan", "--dry-run", "--max-pages", "3", "--home", copy, "--seeds", SampleHome.seeds()).out();
    assertTrue(again.lines().anyMatch(l -> l.contains(HOST) && l.contains("允许")), again);
    assertEquals(before, Files.size(copy.resolve("qingzheng.db")));
  }

  @Test
  void a_dry_run_shows_the_path_rules_of_a_seed_and_explain_applies_them() throws IOException {
    Path seeds = Files.createDirectories(empty.resolve("seeds"));
    Files.writeString(
        seeds.resolve("institutions.csv"),
        "id,name,kind,url,paths_allowed,paths_refused\na,示例甲,TRAINING,http://a.example/zs/,/zs/|/n/*.html$,/zs/login\n");
    String dry = run("scan", "--dry-run", "--home", empty.resolve("home"), "--seeds", seeds).out();
    assertTrue(dry.contains("只抓 /zs/ /n/*.html$；不抓 /zs/login"), dry);
    assertTrue(dry.contains("提醒：crawl.contact 没有填写"), dry);
    Path named = Files.createDirectories(empty.resolve("named"));
    Files.writeString(named.resolve("qingzheng.yaml"), "crawl: {contact: someone@bureau.example}\n");
    assertFalse(run("scan", "--dry-run", "--home", named, "--seeds", seeds).out().contains("提醒"));
    Path copy = SampleHome.copyTo(empty.resolve("copy"));
    String why = run("crawl", "explain", "http://a.example/zs/login/2", "--home", copy, "--seeds", seeds).out();
    assertTrue(why.contains("不跟随：种子 a 的路径规则不抓 paths_refused（/zs/login）"), why);
  }

  @Test
  void a_home_without_a_crawl_is_named() {
    Run.of("crawl", "hosts", "--home", empty.resolve("nosuch")).refused("数据目录不存在");
  }
}
