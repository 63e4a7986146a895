package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a site does not want this visitor, it stops at once; what only looks like that does not stop it. */
class BlockedTest {
  @TempDir Path home;
  private final TestWeb web = new TestWeb();
  private final Crawl crawl = new Crawl();
  private TestWeb.Site site;

  @BeforeEach
  void open() throws IOException {
    site = web.site("a.example").html("/", "<a href=/x>一</a><a href=/z>二</a>").html("/z", "<p>后一页</p>");
  }

  @AfterEach
  void close() {
    web.close();
  }

  private CrawlSummary run() throws IOException {
    return crawl.run(home, web, Crawl.plan(Crawl.seed("a", "http://a.example/", 50, 1)), "r");
  }

  private void stopped(CrawlSummary summary, String label) {
    assertEquals(FailureCause.BLOCKED, crawl.cause("/x"));
    assertEquals(0, site.count("/z"), "the host should be left alone");
    List<String> tasks = summary.problems().stream().filter(p -> p.startsWith("a.example：被拦截，已暂停：")).toList();
    assertEquals(1, tasks.size(), summary.problems().toString());
    assertTrue(tasks.get(0).contains(label) && tasks.get(0).matches(".*暂停至 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d，请人工处理.*"), tasks.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "403, <p>请完成安全验证</p>, 要求验证码",
    "401, <div id=captcha></div>captcha, 要求验证码",
    "405, <h1>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</h1>, 被防火墙拦截",
    "429, 访问过于频繁，请稍后再试, 称访问过于频繁",
    "503, <title>Just a moment...</title>Checking your browser, 要求人机验证",
    "521, 网站防火墙：您的请求被拦截, 被防火墙拦截",
    "200, <title>安全验证</title><p>请按住滑块，拖动到最右边</p>, 要求验证码",
    "200, <p>您的操作过于频繁</p>, 称访问过于频繁",
    "200, <p>请输入图中的验证码以继续访问</p>, 要求验证码"
  })
  void a_wall_stops_the_host_and_calls_a_person(int status, String body, String label) throws IOException {
    site.text("/x", status, body);
    stopped(run(), label);
  }

  @Test
  void a_wall_is_known_by_a_header_and_in_another_encoding_too() throws IOException {
    site.on("/x", e -> {
      e.getResponseHeaders().set("Content-Type", "text/html; charset=gbk");
      TestWeb.send(e, 403, "<p>您的请求疑似攻击行为</p>".getBytes(Charset.forName("GBK")));
    });
    stopped(run(), "被防火墙拦截");
  }

  @Test
  void a_challenge_header_is_a_wall_whatever_the_page_says() throws IOException {
    site.on("/x", e -> {
      e.getResponseHeaders().set("CF-Mitigated", "challenge");
      TestWeb.send(e, 200, "<p>welcome</p>");
    });
    stopped(run(), "要求人机验证");
  }

  @ParameterizedTest
  @CsvSource({
    "404, <p>没有该页</p><form>验证码 <input></form>",
    "403, Forbidden",
    "500, 验证码服务出错",
    "200, <h1>证书查询</h1><form>姓名 <input> 验证码 <input><button>查询</button></form>",
    "200, <p>登录</p><form>用户名 <input> 密码 <input> 图形验证码 <input></form>",
  })
  void what_only_names_a_captcha_stops_nothing(int status, String body) throws IOException {
    site.text("/x", status, body);
    run();
    assertEquals(1, site.count("/z"));
    assertTrue(crawl.paths().contains("/z"));
  }

  @Test
  void an_article_about_walls_is_none() throws IOException {
    site.html("/x", "<p>遇到提示“访问过于频繁”或要求滑动验证时，学员应当联系老师。</p>".repeat(20));
    run();
    assertEquals(List.of("/", "/x", "/z"), crawl.paths());
  }

  @Test
  void a_page_behind_a_login_costs_only_itself() throws IOException {
    redirect("/x", "/member/login?back=%2Fx");
    site.html("/member/login", "<p>登录</p>");
    CrawlSummary summary = run();
    assertEquals(FailureCause.BLOCKED, crawl.cause("/x"));
    assertEquals(0, site.count("/member/login?back=%2Fx"));
    assertEquals(List.of("/", "/z"), crawl.paths());
    assertEquals(List.of(), summary.problems());
  }

  @ParameterizedTest
  @CsvSource({"http://passport.a.example/", "/login.aspx", "/sso/index?x=1"})
  void a_site_whose_first_page_is_behind_a_login_is_left_alone(String login) throws IOException {
    redirect("/", login);
    CrawlSummary summary = run();
    assertEquals(FailureCause.BLOCKED, crawl.cause("/"));
    assertEquals(List.of("/robots.txt", "/"), site.paths());
    assertTrue(summary.problems().stream().anyMatch(p -> p.contains("要求登录") && p.contains("请人工处理")), summary.problems().toString());
  }

  private void redirect(String from, String to) {
    site.on(from, e -> {
      e.getResponseHeaders().set("Location", to);
      TestWeb.send(e, 302, "");
    });
  }
}
