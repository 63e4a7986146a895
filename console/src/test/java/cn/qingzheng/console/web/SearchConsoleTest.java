package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.Role;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.WrittenForm;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching day by day in the console: filters that follow decisions, searches that are kept, lists, tables. */
class SearchConsoleTest {
  private static final int FIRST_PAGE = 150 * 1024;

  @TempDir static Path home;
  private static TestConsole data;
  private static WebConsole console;
  private static ConsoleClient analyst;
  private static ConsoleClient other;

  @BeforeAll
  static void start() throws IOException {
    data = new TestConsole(home);
    data.register("B001", "白果", Role.ANALYST);
    data.register("B002", "柏舟", Role.REVIEWER);
    console = WebConsole.start(WebSettings.loopback(0), data, data.office());
    analyst = ConsoleClient.signedIn(console.port(), "B001", TestConsole.PASSWORD);
    other = ConsoleClient.signedIn(console.port(), "B002", TestConsole.PASSWORD);
  }

  @AfterAll
  static void stop() {
    console.close();
    data.close();
  }

  private static String q(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String total(String html) {
    Matcher total = Pattern.compile("<b>([0-9,]+)</b> 页").matcher(html);
    assertTrue(total.find(), html);
    return total.group(1);
  }

  private static String body(HttpResponse<byte[]> answer) {
    return ConsoleClient.text(answer);
  }

  private static PageSketch page(String id, String url, String text) {
    return new PageSketch(id, url, Instant.parse("2026-11-23T01:00:00Z"), "考证")
        .line(BlockKind.PARAGRAPH, text)
        .by("前程教育", PromoterStatus.UNAPPROVED)
        .found("guarantee", "包过", "包过", WrittenForm.LITERAL, Severity.HIGH);
  }

  @Test
  void values_are_shown_in_chinese_and_pages_that_say_the_same_are_folded() {
    String html = analyst.page("/search?q=" + q("包过"));
    assertTrue(html.contains(">保证性承诺<") && html.contains(">青岛市 370200<") && html.contains(">前程教育<"), html);
    assertFalse(html.contains(">guarantee<"));
    Matcher more = Pattern.compile("href=\"([^\"]*f\\.copies=[^\"]*)\">另有 (\\d+) 处同文").matcher(html);
    assertTrue(more.find(), html);
    String group = analyst.page(more.group(1).replace("&amp;", "&"));
    assertEquals(Integer.parseInt(more.group(2)) + 1, Integer.parseInt(total(group)));
    assertEquals(total(html), total(analyst.page("/search?copies=all&q=" + q("包过"))));
  }

  @Test
  void a_decision_is_in_the_filters_at_once() throws IOException {
    data.later(page("20261123T010000Z-decided", "http://decide.example/a", "包过，先学后付"));
    String candidates = "/search?f.state=CANDIDATE&f.host=decide.example";
    String confirmed = "/search?f.state=CONFIRMED&f.host=decide.example";
    assertEquals("1", total(analyst.page(candidates)));
    String finding = data.findings(FindingFilter.all().host("decide.example")).getFirst().finding().fingerprint();
    analyst.post("/findings?host=decide.example", "/findings/decide", "act", "CONFIRM", "finding", finding);
    assertEquals("0", total(analyst.page(candidates)));
    String html = analyst.page(confirmed);
    assertEquals("1", total(html));
    assertTrue(html.contains("<b>已确认</b>"), html);
  }

  @Test
  void a_search_that_is_kept_tells_of_new_hits_until_somebody_looks() throws IOException {
    String address = "q=" + q("先考后付");
    data.later(page("20261123T010000Z-kept-0", "http://kept.example/0", "先考后付，包过"));
    analyst.post("/search?q=" + q("包过"), "/searches", "name", "先考后付的", "address", address, "shared", "true");
    assertTrue(analyst.page("/searches").contains("先考后付的"));
    other.post("/searches", "/searches/1/open");
    assertFalse(analyst.page("/").contains("class=\"fresh\""));
    data.later(page("20261123T010000Z-kept-0b", "http://kept.example/0", "先考后付，包过，又到报名时间"));
    data.later(page("20261123T010000Z-kept-1", "http://kept.example/1", "先考后付，包过，限时"));
    String badge = "<b>1</b><span class=\"unseen\">个新命中";
    assertTrue(analyst.page("/").contains(badge) && other.page("/").contains(badge), "the page that only changed is not new");
    HttpResponse<byte[]> opened = analyst.post("/searches", "/searches/1/open");
    String fresh = analyst.page(ConsoleClient.location(opened).replaceFirst("^http://[^/]+", ""));
    assertEquals("1", total(fresh));
    assertTrue(fresh.contains("上次查看后新增") && fresh.contains("kept-1"), fresh);
    assertFalse(analyst.page("/").contains("class=\"fresh\""));
    assertTrue(other.page("/").contains(badge), "each has looked as far as he has");
    other.post("/searches", "/searches/1/delete");
    assertTrue(other.page("/searches").contains("只能由其本人改动") && analyst.page("/searches").contains("先考后付的"));
    analyst.post("/searches", "/searches/1/delete");
    assertFalse(other.page("/searches").contains("先考后付的"));
  }

  @Test
  void searches_are_written_down_once_and_only_if_they_ask_something() {
    long before = data.acts("检索");
    for (String path : new String[] {"q=" + q("心理咨询"), "q=" + q("心理咨询") + "&page=2", "q=" + q("心理咨询") + "&sort=newest", "q=", "sort=newest"}) {
      analyst.page("/search?" + path);
    }
    assertEquals(before + 1, data.acts("检索"));
    assertTrue(data.casebook().audit(0, 10_000).stream()
        .anyMatch(a -> a.who().equals("白果（B001）") && a.object().equals("心理咨询") && a.why().matches("命中 \\d+ 页")));
  }

  @ParameterizedTest
  @CsvSource({"CSV,text/csv", "JSONL,application/x-ndjson", "XLSX,application/vnd.openxml"})
  void hits_are_given_out_with_a_reason_as_a_table(String form, String type) {
    String asked = "f.host=www.lanhai-edu.example";
    String page = "/search/export?" + asked;
    assertTrue(analyst.page(page).contains("<b>1</b> 页"));
    long before = data.acts("导出检索结果");
    assertEquals(302, analyst.post(page, "/search/export", "address", asked, "form", form, "reason", " ").statusCode());
    assertTrue(analyst.page(page).contains("导出须写明用途"));
    assertEquals(before, data.acts("导出检索结果"));
    HttpResponse<byte[]> table = analyst.post(page, "/search/export", "address", asked, "form", form, "reason", "周报附表");
    assertEquals(before + 1, data.acts("导出检索结果"));
    assertTrue(table.headers().firstValue("Content-Type").orElse("").startsWith(type), table.headers()::toString);
    assertTrue(table.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    if (form.equals("XLSX")) {
      assertEquals('P', table.body()[0]);
    } else {
      assertTrue(body(table).contains("蓝海职业培训学校") && body(table).contains("保证性承诺") && body(table).contains("20261122T170112Z-lanhai-01"));
    }
  }

  @Test
  void what_a_page_wrote_is_no_formula_and_no_telephone_in_a_table() {
    String asked = "f.host=hostile.example";
    String csv = body(analyst.post("/search/export?" + asked, "/search/export", "address", asked, "form", "CSV", "reason", "核对"));
    assertTrue(csv.startsWith("\ufeff标题,网址"), csv);
    assertFalse(csv.contains("13812345678"), csv);
  }

  @Test
  void a_list_of_searches_is_answered_line_by_line() {
    String html = body(analyst.post("/search/batch", "/search/batch", "queries", "包过\n\n结论:天知道\n包过\n没有这样的文字"));
    assertTrue(html.contains("href=\"/search?q=%E5%8C%85%E8%BF%87\""), html);
    assertEquals(3, html.split("<td class=\"num\">", -1).length - 1, html);
    assertTrue(html.contains("可用：") && html.contains("<td class=\"num\">0</td>"), html);
    String csv = body(analyst.post("/search/batch", "/search/batch", "queries", "包过", "form", "CSV", "reason", "核对"));
    assertTrue(csv.startsWith("\ufeff检索式,命中页数"), csv);
  }

  @Test
  void a_list_may_come_as_a_file() {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(analyst.page("/search/batch"));
    assertTrue(token.find());
    String part = "--x\r\nContent-Disposition: form-data; name=\"";
    String body = part + "_csrf\"\r\n\r\n" + token.group(1) + "\r\n" + part
        + "file\"; filename=\"词表.csv\"\r\nContent-Type: text/csv\r\n\r\n\ufeff检索式,备注\r\n包过,一\r\n\"心理,咨询\",二\r\n--x--\r\n";
    HttpResponse<byte[]> answer = analyst.send(analyst.request("/search/batch")
        .header("Content-Type", "multipart/form-data; boundary=x").POST(HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(200, answer.statusCode(), () -> body(answer));
    assertTrue(body(answer).contains(">心理,咨询</a>") && !body(answer).contains(">检索式</a>"), body(answer));
  }

  @Test
  void a_very_long_search_is_answered_and_one_without_end_refused_in_chinese() throws IOException {
    assertTrue(analyst.page("/search?q=" + q("包过".repeat(1_500))).contains("查询太长，只用了前 2000 个字"));
    try (Socket socket = new Socket("127.0.0.1", console.port()); InputStream in = socket.getInputStream()) {
      String path = "/search?q=" + "a".repeat(80_000);
      socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      assertTrue(answer.contains("检索式请缩短") && !answer.contains("Tomcat") && !answer.contains("Bad Request</"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/search", "/search?q=%E5%8C%85%E8%BF%87&copies=all", "/findings", "/cases", "/desk", "/searches"})
  void a_first_page_with_all_that_it_loads_is_light(String path) {
    int bytes = analyst.get(path).body().length;
    for (String file : new String[] {"console.css", "keys.js", "mark.svg"}) {
      bytes += analyst.get("/static/" + file).body().length;
    }
    assertTrue(bytes <= FIRST_PAGE, path + " has " + bytes + " bytes");
  }
}
