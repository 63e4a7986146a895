package cn.qingzheng.console.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleWebTest {

  private static final Pattern NEXT = Pattern.compile("<a class=\"next\" href=\"([^\"]+)\"");
  private static final String KUAIXUE = "http://www.kuaixue-wang.example";

  private final SampleWeb web = SampleWeb.start();
  private final Client client = new Client(web);

  @AfterEach
  void stop() {
    web.close();
  }

  @Test
  void every_host_has_a_loopback_socket_of_its_own() {
    Map<String, InetSocketAddress> addresses = web.addresses();
    assertTrue(addresses.size() >= 14, addresses.toString());
    assertEquals(addresses.size(), new HashSet<>(addresses.values()).size());
    addresses.values().forEach(address -> assertTrue(address.getAddress().isLoopbackAddress()));
    addresses.keySet().forEach(host -> assertTrue(host.endsWith(".example"), host));
  }

  @Test
  void requests_are_recorded_with_host_path_and_agent() throws IOException {
    client.get("http://www.kzbaike.example/calendar?y=2026&m=11");
    SampleWeb.Request request = web.requests().getLast();
    assertEquals("www.kzbaike.example", request.host());
    assertEquals("/calendar?y=2026&m=11", request.path());
    assertEquals("SampleWebTest/1.0", request.userAgent());
  }

  @Test
  void search_finds_by_title_and_pages_without_repeating() throws IOException {
    Set<String> seen = new HashSet<>();
    String url = "http://mall.baihuiju.example/search?q=";
    int pages = 0;
    for (boolean more = true; more; pages++) {
      String html = client.get(url).text();
      Matcher item = Pattern.compile("class=\"title\" href=\"/item/(\\d+)\\.html\"").matcher(html);
      while (item.find()) {
        assertTrue(seen.add(item.group(1)), "listed twice: " + item.group(1));
      }
      Matcher next = NEXT.matcher(html);
      more = next.find();
      url = more ? "http://mall.baihuiju.example" + next.group(1).replace("&amp;", "&") : url;
    }
    assertTrue(seen.size() >= 24 && pages >= 3, seen.size() + " on " + pages);
  }

  @Test
  void search_for_baoguo_also_finds_innocent_goods() throws IOException {
    String html = client.get("http://mall.baihuiju.example/search?q=%E5%8C%85%E8%BF%87&page=1").text();
    assertTrue(html.contains("/item/20002.html") && html.contains("/item/20007.html"), html);
    assertFalse(html.contains("/item/20003.html"));
    assertFalse(NEXT.matcher(html).find());
  }

  @Test
  void search_shows_a_query_as_text_not_as_markup() throws IOException {
    String html = client.get("http://www.linlibang.example/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text();
    assertFalse(html.contains("<script>"), html);
    assertTrue(html.contains("共 0 条"));
  }

  @Test
  void classified_platform_holds_enough_listings() throws IOException {
    Matcher total = Pattern.compile("共 (\\d+) 条").matcher(client.get("http://www.linlibang.example/search?q=").text());
    assertTrue(total.find() && Integer.parseInt(total.group(1)) >= 20);
    assertEquals(404, client.get("http://www.linlibang.example/info/1.html").status());
  }

  @Test
  void pages_labelled_gb2312_hold_bytes_beyond_it() throws IOException {
    Client.Answer page = client.get("http://www.jinqiao-fudao.example/index.htm");
    assertEquals("text/html", page.header("Content-Type").orElseThrow());
    assertThrows(CharacterCodingException.class, () -> Charset.forName("GB2312").newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(page.body())));
    String text = new String(page.body(), Charset.forName("GBK"));
    assertTrue(text.contains("charset=gb2312") && text.contains("喆") && text.contains("镕") && text.contains("國"));
  }

  @Test
  void one_gbk_page_says_nothing_of_its_encoding() throws IOException {
    Client.Answer page = client.get("http://www.jinqiao-fudao.example/tz.htm");
    assertEquals("text/html", page.header("Content-Type").orElseThrow());
    String text = new String(page.body(), Charset.forName("GBK"));
    assertFalse(text.contains("charset"));
    assertTrue(text.contains("保过"));
  }

  @Test
  void traditional_page_is_big5() throws IOException {
    Client.Answer page = client.get("http://www.yuheng-xy.example/course.html");
    assertEquals("text/html; charset=big5", page.header("Content-Type").orElseThrow());
    assertTrue(new String(page.body(), Charset.forName("Big5")).contains("國家職業資格證書"));
  }

  @Test
  void endless_page_goes_on_after_any_amount() throws IOException {
    int most = 24 << 20;
    assertEquals(most, client.get(URI.create(KUAIXUE + "/all.html"), most).body().length);
  }

  @Test
  void slow_page_announces_more_than_it_has_sent() throws IOException {
    Client.Answer page = client.beginning(URI.create(KUAIXUE + "/ziliao.html"));
    int announced = Integer.parseInt(page.header("Content-Length").orElseThrow());
    assertTrue(page.body().length > 0 && page.body().length < announced / 4, page.body().length + " of " + announced);
  }

  @Test
  void busy_page_turns_away_once_and_then_answers() throws IOException {
    Client.Answer first = client.get(KUAIXUE + "/remen.html");
    assertEquals(429, first.status());
    assertEquals("1", first.header("Retry-After").orElseThrow());
    assertEquals(200, client.get(KUAIXUE + "/remen.html").status());
  }

  @Test
  void chain_of_three_redirects_ends_on_a_page() throws IOException {
    URI url = URI.create(KUAIXUE + "/go/1");
    for (int hop = 0; hop < 3; hop++) {
      Client.Answer moved = client.get(url, 1000);
      assertTrue(moved.status() == 301 || moved.status() == 302, url + " " + moved.status());
      url = url.resolve(moved.header("Location").orElseThrow());
    }
    assertEquals(KUAIXUE + "/tehui.html", url.toString());
    assertEquals(200, client.get(url, 100).status());
  }

  @Test
  void redirect_loop_comes_back_to_its_start() throws IOException {
    URI start = URI.create(KUAIXUE + "/old.html");
    URI second = start.resolve(client.get(start, 0).header("Location").orElseThrow());
    assertNotEquals(start, second);
    assertEquals(start, second.resolve(client.get(second, 0).header("Location").orElseThrow()));
  }

  @Test
  void calendar_never_runs_out_of_months() throws IOException {
    URI url = URI.create("http://www.kzbaike.example/calendar?y=2026&m=11");
    Set<URI> seen = new HashSet<>();
    for (int month = 0; month < 30; month++) {
      assertTrue(seen.add(url));
      Matcher next = NEXT.matcher(client.get(url, 1 << 16).text());
      assertTrue(next.find());
      url = url.resolve(next.group(1).replace("&amp;", "&"));
    }
  }

  @Test
  void session_ids_differ_on_every_visit_and_lead_to_the_same_page() throws IOException {
    Pattern link = Pattern.compile("href=\"(/list\\.html;jsessionid=[0-9a-f]+)\"");
    Matcher one = link.matcher(client.get("http://www.kzbaike.example/").text());
    Matcher two = link.matcher(client.get("http://www.kzbaike.example/").text());
    assertTrue(one.find() && two.find());
    assertNotEquals(one.group(1), two.group(1));
    assertEquals(200, client.get("http://www.kzbaike.example" + one.group(1)).status());
  }

  @Test
  void robots_fail_on_one_host_and_forbid_a_folder_on_another() throws IOException {
    assertEquals(500, client.get("http://www.huaxin-px.example/robots.txt").status());
    assertTrue(client.get("http://www.lanhai-edu.example/robots.txt").text().contains("Disallow: /vip/"));
  }

  @Test
  void editions_differ_as_the_list_of_changes_says() throws IOException {
    String corrected = "http://www.lanhai-edu.example/course/yys.html";
    assertTrue(client.get(corrected).text().contains("考 试 包 过"));
    assertEquals(404, client.get("http://www.haina-cp.example/cert/2026-xin.html").status());
    web.edition(Edition.SECOND);
    assertFalse(client.get(corrected).text().contains("包 过"));
    assertTrue(client.get("http://www.haina-cp.example/").text().contains("/cert/2026-xin.html"));
    assertEquals(404, client.get("http://www.anjie-rencai.example/zizhi.html").status());
    assertThrows(ConnectException.class, () -> client.get("http://www.dingxin-kaopei.example/"));
  }

  @Test
  void a_host_that_was_down_comes_back_at_its_old_socket() throws IOException {
    Map<String, InetSocketAddress> before = web.addresses();
    web.edition(Edition.SECOND);
    assertEquals(before, web.addresses());
    web.edition(Edition.FIRST);
    assertEquals(200, client.get("http://www.dingxin-kaopei.example/").status());
  }

  @Test
  void two_webs_run_side_by_side() throws IOException {
    try (SampleWeb other = SampleWeb.start(Edition.SECOND)) {
      assertNotEquals(web.addresses(), other.addresses());
      assertEquals(200, new Client(other).get("http://www.lanhai-edu.example/").status());
      assertEquals(List.of(), web.requests());
    }
  }
}
