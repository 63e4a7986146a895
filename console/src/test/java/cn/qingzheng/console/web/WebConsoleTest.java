package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console over real HTTP, with a real index and a real casebook behind it. */
class WebConsoleTest {
  @TempDir static Path home;
  private static TestConsole data;
  private static WebConsole console;
  private static ConsoleClient analyst;

  @BeforeAll
  static void start() throws IOException {
    data = new TestConsole(home);
    data.register("B001", "白果", Role.ANALYST);
    console = WebConsole.start(WebSettings.loopback(0), data, data.office());
    analyst = ConsoleClient.signedIn(console.port(), "B001", TestConsole.PASSWORD);
  }

  @AfterAll
  static void stop() {
    console.close();
    data.close();
  }

  private static HttpResponse<byte[]> bytes(String path) {
    return analyst.get(path);
  }

  private static String page(String path) {
    return analyst.page(path);
  }

  private static String q(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void the_overview_tells_the_last_scan_and_what_waits() {
    String html = page("/");
    assertTrue(html.contains("海清市人力资源和社会保障局"));
    assertTrue(html.contains("新发现") && html.contains("仍存在") && html.contains("已消失") && html.contains("反弹"));
    assertTrue(html.contains("2026-11-24 01:00"), "next run, in Shanghai");
    assertTrue(html.contains("50 页，新增线索 26 条") && html.contains("安装 chromium") && html.contains("超时"));
    assertTrue(html.contains("href=\"/search?f.outcome=HIGH_RISK&amp;sort=newest\""), html);
    assertTrue(html.contains("<b>18</b>"), "pages of high risk");
    assertTrue(html.contains("<h2>需要查看</h2>") && html.contains("shop.example：被拦截"), "a task for a person");
    assertTrue(html.contains("&lt;b&gt;要求验证码") && !html.contains("<b>要求验证码"), "what a site wrote is no markup");
  }

  @Test
  void a_search_shows_disguised_writing_marked() {
    String html = page("/search?q=" + q("包过") + "&f.host=www.lanhai-edu.example");
    assertTrue(html.contains("<mark>堡過</mark>"), html);
    assertTrue(html.contains("<mark>包 过</mark>"), html);
    assertTrue(html.contains("href=\"/pages/20261122T170112Z-lanhai-01?q=%E5%8C%85%E8%BF%87#h"), html);
    assertTrue(html.contains("value=\"包过\""));
  }

  @Test
  void a_facet_narrows_by_its_link_and_its_chip_takes_it_away() {
    String all = page("/search?q=" + q("包过"));
    Matcher link = Pattern.compile("href=\"(/search\\?[^\"]*f\\.form=HOMOPHONE[^\"]*)\"").matcher(all);
    assertTrue(link.find(), all);
    String narrowed = page(link.group(1).replace("&amp;", "&"));
    assertTrue(narrowed.contains("<b>1</b> 页"), narrowed);
    Matcher chip = Pattern.compile("class=\"chip\"[^>]*href=\"([^\"]*)\"|href=\"([^\"]*)\"[^>]*class=\"chip\"").matcher(narrowed);
    assertTrue(chip.find(), narrowed);
    String without = (chip.group(1) == null ? chip.group(2) : chip.group(1)).replace("&amp;", "&");
    assertEquals(total(all), total(page(without)));
  }

  private static String total(String html) {
    Matcher total = Pattern.compile("<b>([0-9,]+)</b> 页").matcher(html);
    assertTrue(total.find(), html);
    return total.group(1);
  }

  @Test
  void the_address_holds_the_state_and_pages_follow_each_other() {
    String first = page("/search?q=&sort=newest&copies=all");
    Matcher next = Pattern.compile("href=\"([^\"]*)\" rel=\"next\"").matcher(first);
    assertTrue(next.find(), first);
    String second = page(next.group(1).replace("&amp;", "&"));
    assertTrue(second.contains("rel=\"prev\""));
    assertTrue(second.contains("name=\"sort\" value=\"newest\""), "a new query keeps the order");
    assertFalse(first.substring(first.indexOf("class=\"hits\"")).equals(second.substring(second.indexOf("class=\"hits\""))));
  }

  @Test
  void an_odd_query_gives_a_hint_and_no_error() {
    assertTrue(page("/search?q=" + q("\"包过 结论:天知道")).contains("引号没有成对"));
    assertTrue(page("/search?q=" + q("没有这样的文字")).contains("没有找到"));
    assertEquals(200, bytes("/search?q=x&page=99999&page=2&f.nothing=1&f.outcome=&sort=%00").statusCode());
  }

  @Test
  void a_page_opens_at_the_hit_with_reasons_law_and_capture() {
    String html = page("/pages/20261122T170112Z-lanhai-01?q=" + q("包过"));
    Matcher mark = Pattern.compile("<mark class=\"hit high find\" id=\"(h\\d+)\"[^>]*>堡過</mark>").matcher(html);
    assertTrue(mark.find(), html);
    assertTrue(html.contains("href=\"#" + mark.group(1) + "\""), "the list of candidates leads there");
    assertTrue(html.contains("《广告法》第二十四条第一项") && html.contains("在证书培训的招生文字中作出保证性承诺"));
    assertTrue(html.contains("9f86d081884c7d65") && html.contains("20261123-000001.warc.gz @ 48213") && html.contains("127.0.0.2"));
    assertTrue(html.contains("蓝海职业培训学校") && html.contains("未备案"));
    assertTrue(html.contains("正文（隐藏）"));
    assertFalse(html.contains("lanhai2026kf") || html.contains("王小明"), "personal data is masked");
    assertFalse(html.contains("href=\"http"), "captured addresses are not linked");
  }

  @Test
  void the_link_of_a_search_leads_to_a_mark_on_the_page() {
    String html = page("/search?copies=all&q=" + q("包过"));
    Matcher link = Pattern.compile("class=\"title\" href=\"(/pages/[^\"#]*)#(h\\d+)\"").matcher(html);
    int links = 0;
    while (link.find()) {
      links++;
      String at = link.group(2);
      assertTrue(page(link.group(1).replace("&amp;", "&")).contains("id=\"" + at + "\""), link.group());
    }
    assertEquals(20, links);
  }

  @Test
  void the_screenshot_is_a_picture_where_there_is_one() {
    HttpResponse<byte[]> png = bytes("/pages/20261122T170112Z-lanhai-01/screenshot.png");
    assertEquals("image/png", png.headers().firstValue("Content-Type").orElse(""));
    assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, java.util.Arrays.copyOf(png.body(), 4));
    assertEquals(404, bytes("/pages/" + TestConsole.HOSTILE + "/screenshot.png").statusCode());
  }

  @Test
  void findings_are_listed_by_state_and_severity() {
    String all = page("/findings");
    String medium = page("/findings?severity=MEDIUM&state=CANDIDATE&present=true");
    assertTrue(all.contains("class=\"badge high\"") && medium.contains("class=\"badge medium\""));
    assertFalse(medium.contains("class=\"badge high\""));
    assertTrue(page("/findings?state=DISMISSED").contains("这里没有线索"));
    Matcher link = Pattern.compile("href=\"(/pages/[^\"#]*)#(h\\d+)\"").matcher(medium);
    assertTrue(link.find());
    String anchor = link.group(2);
    assertTrue(page(link.group(1)).contains("id=\"" + anchor + "\""));
  }

  @Test
  void a_case_offers_its_evidence_and_drafts_for_download() {
    String id = data.firstCase();
    assertTrue(page("/cases").contains("/cases/" + id));
    String html = page("/cases/" + id);
    assertTrue(html.contains("ab".repeat(32)) && html.contains("cd".repeat(32)));
    long before = data.acts("打开原件");
    String original = "/cases/" + id + "/evidence/EV-20261123-000001";
    assertEquals(302, analyst.post("/cases/" + id, original, "reason", " ").statusCode());
    assertTrue(page("/cases/" + id).contains("打开原件必须写明理由"));
    assertEquals(405, bytes(original).statusCode(), "a link opens no original");
    assertEquals(before, data.acts("打开原件"));
    HttpResponse<byte[]> zip = analyst.post("/cases/" + id, original, "reason", "出庭");
    assertEquals(before + 1, data.acts("打开原件"), "every opening of an original is logged");
    assertTrue(data.casebook().audit(0, 10_000).stream().anyMatch(a -> a.who().equals("白果（B001）") && a.why().equals("出庭")));
    assertArrayEquals(new byte[] {'P', 'K', 5, 6}, zip.body());
    assertTrue(zip.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    Matcher draft = Pattern.compile("href=\"(/cases/" + id + "/drafts/[^\"]*)\"").matcher(html);
    assertTrue(draft.find(), html);
    assertEquals("draft", new String(bytes(draft.group(1)).body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/nothing", "/pages/unknown", "/cases/unknown", "/cases/2026-000001/evidence/..%2F..%2Fetc",
      "/cases/2026-000001/drafts/1/qingzheng.db", "/cases/2026-000001/drafts/1/..%5Cqingzheng.db", "/static/../templates/page.html",
      "/static/nothing.css"})
  void what_is_not_there_is_said_in_chinese_and_nothing_else_is_served(String path) {
    HttpResponse<byte[]> response = bytes(path);
    assertTrue(response.statusCode() == 404 || response.statusCode() == 400, path + " " + response.statusCode());
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertFalse(body.contains("SQLite") || body.contains("Exception") || body.contains("th:text"), body);
    if (response.statusCode() == 404) {
      assertTrue(body.contains("没有这一页"), body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/", "/search", "/search?q=%E5%8C%85%E8%BF%87", "/search?f.host=hostile.example", "/pages/" + TestConsole.HOSTILE,
      "/pages/" + TestConsole.HOSTILE + "?q=%E5%8C%85%E8%BF%87", "/findings", "/findings?host=hostile.example", "/cases",
      "/cases/2026-000001"})
  void captured_script_stays_text_on_every_page(String path) {
    assertInert(page(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/search?q=", "/search?f.host=", "/search?f.outcome=", "/search?f.case=", "/pages/" + TestConsole.HOSTILE + "?q=",
      "/findings?host=", "/findings?state=", "/cases?state=", "/search?sort="})
  void script_in_the_address_stays_text(String path) {
    assertInert(page(path + q(TestConsole.PROBE)));
    assertInert(page(path + q("\"><script>alert('x')</script>")));
    assertInert(page(path + q("javascript:alert(1)")));
  }

  /** Only our own script file, no event handlers, no links out. */
  private static void assertInert(String html) {
    String ours = "<script src=\"/static/keys.js\" defer></script>";
    assertEquals(html.indexOf(ours) + 1, html.toLowerCase(java.util.Locale.ROOT).indexOf("<script") + 1);
    String rest = html.replace(ours, "");
    assertFalse(rest.contains("<script"), rest);
    assertFalse(Pattern.compile("(href|src|action)=\"(?!/|#)").matcher(rest).find(), rest);
    String withoutValues = rest.replaceAll("=\"[^\"]*\"", "");
    assertFalse(
        Pattern.compile("<[a-z][^<>]*\\son[a-z]+\\b", Pattern.CASE_INSENSITIVE).matcher(withoutValues).find(), rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/static/console.css", "/static/keys.js", "/healthz", "/nothing", "/search"})
  void every_answer_forbids_the_browser_to_load_or_run_anything_else(String path) {
    var headers = bytes(path).headers();
    String policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'") && !policy.contains("unsafe"), policy);
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElse(""));
    assertEquals("DENY", headers.firstValue("X-Frame-Options").orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
      "evil.example,400", "127.0.0.1.evil.example,400", "localhost.evil.example:80,400", "'',400", "10.0.0.1,400",
      "127.0.0.1,200", "localhost:1,200", "LOCALHOST,200", "[::1]:8080,200"})
  void only_requests_meant_for_this_console_are_answered(String host, int status) throws IOException {
    assertEquals(status, status("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void browsers_only_ask_and_send_forms() throws IOException {
    for (String method : new String[] {"PUT", "DELETE", "OPTIONS", "PATCH"}) {
      assertEquals(405, status(method + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }
    assertTrue(status("TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n") == 405);
  }

  private static int status(String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", console.port()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  @Test
  void health_is_told_in_one_word() {
    assertEquals("ok\n", new String(bytes("/healthz").body(), StandardCharsets.UTF_8));
  }

  @Test
  void the_environment_cannot_open_the_console_to_the_network() {
    System.setProperty("server.address", "0.0.0.0");
    try (WebConsole other = WebConsole.start(WebSettings.loopback(0), data, data.office());
        Socket socket = new Socket()) {
      assertTrue(other.port() > 0 && other.port() != console.port());
      // 127.0.0.2 is another address of the same loopback device; only a server on all addresses answers there.
      socket.connect(new InetSocketAddress("127.0.0.2", other.port()), 2000);
      assertFalse(socket.isConnected(), "should refuse");
    } catch (IOException refused) {
      assertTrue(refused.getMessage().contains("refused"), refused.getMessage());
    } finally {
      System.clearProperty("server.address");
    }
  }
}
