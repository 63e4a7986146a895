package cn.qingzheng.console.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the expected lists, asked for over HTTP. */
class ExpectedPagesTest {

  private static final SampleWeb FIRST = SampleWeb.start(Edition.FIRST);
  private static final SampleWeb SECOND = SampleWeb.start(Edition.SECOND);
  private static final Set<String> KINDS =
      Set.of("VIOLATION", "CLEAN", "MENTION", "BLOCKED", "FAILS", "IMAGE", "SCRIPT", "RESULTS", "REDIRECT");
  /** The notice's ten words, and the harmless company that clean pages keep with them. */
  private static final Pattern TEN_WORDS =
      Pattern.compile("中华人民共和国|中国|中华|国家|全国|职业资格|人员资格|职业技能鉴定|包过|保过");
  private static final Pattern HARMLESS = Pattern.compile(
      "中国银行|中国地图|中国人事考试网|中华路|国家法定|全国(连锁|包邮|爱眼)|面包过敏|环保过滤|一双保过冬|箱包过年|确保过道"
          + "|《健康管理师国家职业标准》|国家职业资格目录|准入类职业资格");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)\"");

  @AfterAll
  static void stop() {
    FIRST.close();
    SECOND.close();
  }

  static List<Expected> first() {
    return Expected.first();
  }

  static List<Expected> second() {
    return Expected.second();
  }

  @ParameterizedTest
  @MethodSource
  void first(Expected row) throws IOException {
    check(FIRST, row);
  }

  @ParameterizedTest
  @MethodSource
  void second(Expected row) throws IOException {
    check(SECOND, row);
  }

  private static void check(SampleWeb web, Expected row) throws IOException {
    switch (row.expect()) {
      case "VIOLATION", "MENTION", "REDIRECT" -> assertHolds(row, visible(follow(web, row.url())));
      case "RESULTS" -> {
        if (row.terms().isEmpty()) {
          assertHarmless(row, visible(follow(web, row.url())));
        } else {
          assertHolds(row, visible(follow(web, row.url())));
        }
      }
      case "CLEAN" -> {
        assertEquals(List.of(), row.terms());
        assertHarmless(row, visible(follow(web, row.url())));
      }
      case "IMAGE", "SCRIPT" -> assertHidden(row, visible(follow(web, row.url())));
      case "BLOCKED" -> assertEquals(200, new Client(web).get(row.url(), 100).status());
      case "FAILS" -> assertFails(web, row);
      default -> throw new AssertionError("unknown expectation: " + row);
    }
  }

  /** Follows redirects and asks again when turned away, as a patient client does. */
  private static String follow(SampleWeb web, URI start) throws IOException {
    URI url = start;
    for (int hop = 0; hop < 5; hop++) {
      Client.Answer answer = new Client(web).get(url, 1 << 22);
      if (answer.status() == 200) {
        return new String(answer.body(), charset(answer));
      }
      assertTrue(answer.status() == 429 || answer.status() / 100 == 3, url + " answered " + answer.status());
      url = url.resolve(answer.header("Location").orElse(""));
    }
    throw new AssertionError("no page after five hops from " + start);
  }

  private static Charset charset(Client.Answer answer) {
    String type = answer.header("Content-Type").orElse("charset=utf-8");
    Matcher named = Pattern.compile("charset=([\\w-]+)").matcher(type);
    return Charset.forName(named.find() ? named.group(1) : "GBK");
  }

  private static String visible(String html) {
    return html.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "").replaceAll("<(?!img|meta)[^>]+>", "");
  }

  private static void assertHolds(Expected row, String text) {
    assertNotEquals(List.of(), row.terms(), row.toString());
    String folded = Disguise.undo(text);
    for (String term : row.terms()) {
      assertTrue(Disguise.pattern(term).matcher(folded).find(), row.url() + " should hold " + term + ": " + folded);
    }
  }

  private static void assertHarmless(Expected row, String text) {
    assertFalse(text.isBlank());
    Matcher word = TEN_WORDS.matcher(HARMLESS.matcher(Disguise.undo(text)).replaceAll("…"));
    assertFalse(word.find(), () -> row.url() + " is called clean and says " + word.group());
  }

  private static void assertHidden(Expected row, String text) {
    String folded = Disguise.undo(text);
    row.terms().forEach(term -> assertFalse(Disguise.pattern(term).matcher(folded).find(), row + " shows " + term));
  }

  private static void assertFails(SampleWeb web, Expected row) throws IOException {
    Client.Answer answer;
    try {
      answer = new Client(web).beginning(row.url());
    } catch (ConnectException down) {
      return;
    }
    boolean unfinished = answer.header("Content-Length").map(Integer::parseInt)
        .map(length -> length > answer.body().length).orElse(true);
    assertTrue(answer.status() != 200 || unfinished, row + " answered in full");
  }

  @Test
  void script_page_gets_its_words_from_the_interface() throws IOException {
    assertTrue(new Client(FIRST).get("http://www.zhitu-online.example/static/app.js").text().contains("/api/course.json"));
    assertTrue(new Client(FIRST).get("http://www.zhitu-online.example/api/course.json").text().contains("包过"));
  }

  @Test
  void poster_is_a_picture() throws IOException {
    byte[] body = new Client(FIRST).get("http://www.zhitu-online.example/static/poster.png").body();
    assertEquals("PNG", new String(body, 1, 3, Charset.forName("US-ASCII")));
  }

  @Test
  void the_list_is_large_enough_and_has_every_kind() {
    List<Expected> rows = Expected.first();
    assertEquals(KINDS, rows.stream().map(Expected::expect).collect(Collectors.toSet()));
    assertTrue(rows.size() >= 66, rows.size() + " rows");
    assertTrue(rows.stream().map(row -> row.url().getHost()).distinct().count() >= 14);
    assertEquals(rows.size(), rows.stream().map(Expected::url).distinct().count());
  }

  /** Walks all links as a crawler would; whatever answers with a page must stand in the list. */
  @Test
  void every_page_that_links_lead_to_has_a_row() throws IOException {
    Set<URI> listed = Expected.first().stream().map(Expected::url).collect(Collectors.toSet());
    Queue<URI> open = new ArrayDeque<>(listed.stream().filter(url -> url.getPath().equals("/")).toList());
    Set<URI> seen = new HashSet<>(open);
    Set<URI> missing = new TreeSet<>();
    while (!open.isEmpty()) {
      URI url = open.remove();
      Client.Answer answer = new Client(FIRST).beginning(url);
      boolean html = answer.header("Content-Type").filter(type -> type.startsWith("text/html")).isPresent();
      if (answer.status() == 200 && html && !listed.contains(url)) {
        missing.add(url);
      }
      Matcher link = LINK.matcher(new String(answer.body(), charset(answer)));
      while (html && link.find()) {
        URI next = url.resolve(link.group(1).replace("&amp;", "&"));
        if (FIRST.addresses().containsKey(next.getHost()) && !trap(next) && seen.add(next)) {
          open.add(next);
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** Session ids, calendar months and result pages are endless by nature; the list holds one of each. */
  private static boolean trap(URI url) {
    return url.toString().matches(".*(jsessionid|[?]sid=|/calendar[?]|/search[?]).*");
  }
}
