package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.NoticeDesk;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeState;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyKeys;
import cn.qingzheng.casework.ReplyMeasure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for recipients over real HTTP: what it shows, takes, and keeps from strangers. */
class ReplyPageTest {
  private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
  @TempDir static Path home;
  private static TestConsole data;
  private static WebConsole console;
  private static NoticeDraft letter;
  private static String key;
  private static NoticeDraft other;
  private static String otherKey;

  @BeforeAll
  static void start() throws IOException {
    data = new TestConsole(home);
    data.registerOffice();
    letter = data.delivered("www.lanhai-edu.example");
    key = data.replyKey(letter);
    other = data.delivered("qiancheng.example");
    otherKey = data.replyKey(other);
    console = WebConsole.start(WebSettings.loopback(0), data, data.office());
  }

  @AfterAll
  static void stop() {
    console.close();
    data.close();
  }

  private static ConsoleClient from(String address) {
    return new ConsoleClient(console.port(), address);
  }

  private static String hidden(String html, String name) {
    Matcher m = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
    assertTrue(m.find(), html);
    return m.group(1);
  }

  /** Fills in the first item and gets to the page where it is confirmed. */
  private static String filled(ConsoleClient client, String with, String deleted) {
    String form = hidden(client.page("/reply/" + with), "form");
    HttpResponse<byte[]> answer =
        client.send(client.form("/reply/" + with, "form", form, "i1.items_deleted", deleted, "i1.result", "已下架<b>", "remark", "共处置若干"));
    assertEquals(200, answer.statusCode(), () -> ConsoleClient.text(answer));
    return ConsoleClient.text(answer);
  }

  private static HttpResponse<byte[]> confirm(ConsoleClient client, String with, String page, List<Map.Entry<String, byte[]>> files) {
    return client.send(client.multipart("/reply/" + with + "/confirm", List.of("form", hidden(page, "form"), "answer", hidden(page, "answer")), files));
  }

  private static List<Reply> replies(NoticeDraft to) {
    return data.office().letters().replies().list(to.id());
  }

  @Test
  void a_recipient_fills_in_confirms_adds_a_file_and_takes_the_receipt() {
    ConsoleClient client = from("127.0.0.2");
    String page = client.page("/reply/" + key);
    assertTrue(page.contains("蓝海职业培训学校") && page.contains("海人社提函〔2026〕") && page.contains("职业能力建设科"), page);
    assertFalse(page.contains("前程") || page.contains("王小明") || page.contains("lanhai2026kf") || page.contains("13812345678"), "other letters, personal data");
    assertFalse(page.contains("<nav") || page.contains("<script"), "nothing of the console");
    String confirm = filled(client, key, "3");
    assertTrue(confirm.contains("已下架&lt;b&gt;") && confirm.contains("共处置若干"), confirm);
    HttpResponse<byte[]> sent = confirm(client, key, confirm, List.of(Map.entry("..\\..\\下架\"\u202e证明.pdf", PDF)));
    assertEquals(303, sent.statusCode(), () -> ConsoleClient.text(sent));
    String done = client.page(ConsoleClient.location(sent).replaceFirst("https?://[^/]*", ""));
    Reply reply = replies(letter).getLast();
    assertEquals(3, reply.totals().get(ReplyMeasure.ITEMS_DELETED));
    assertEquals(1, reply.attachments().size());
    assertEquals("下架__证明.pdf", reply.attachments().get(0).name());
    assertTrue(done.contains(reply.number()) && done.contains(reply.hash()) && done.contains(reply.attachments().get(0).sha256()), done);
    HttpResponse<byte[]> receipt = client.get("/reply/" + key + "/receipt/" + reply.id());
    assertTrue(new String(receipt.body(), 0, 5, StandardCharsets.US_ASCII).equals("%PDF-") && receipt.body().length > 5000);
    assertTrue(receipt.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    assertEquals(NoticeState.ANSWERED, data.office().letters().find(letter.id()).orElseThrow().state());
    assertEquals("", client.session(), "no cookie for strangers");
    inTheConsole(reply);
  }

  private static void inTheConsole(Reply reply) {
    ConsoleClient analyst = ConsoleClient.signedIn(console.port(), "B001", TestConsole.PASSWORD);
    String page = analyst.page("/notices/" + letter.id());
    assertTrue(page.contains("共处置若干") && page.contains("已下架&lt;b&gt;") && page.contains("外来文件"), page);
    String file = "/replies/" + reply.id() + "/files/" + reply.attachments().get(0).sha256();
    HttpResponse<byte[]> got = analyst.get("/notices/" + letter.id() + file);
    assertArrayEquals(PDF, got.body());
    assertEquals("application/octet-stream", got.headers().firstValue("Content-Type").orElse(""), "never shown");
    assertTrue(got.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    assertTrue(got.headers().firstValue("Content-Security-Policy").orElse("").contains("sandbox"));
    assertEquals(404, analyst.get("/notices/" + other.id() + file).statusCode(), "of another letter");
    assertEquals(302, new ConsoleClient(console.port()).get("/notices/" + letter.id() + file).statusCode(), "who holds a key is no officer");
  }

  @Test
  void unknown_ended_and_withdrawn_are_answered_alike_byte_by_byte() throws IOException {
    NoticeDraft gone = data.delivered("shop.kuaigou.example");
    String first = data.replyKey(gone);
    String second = new ReplyKeys(data.casebook()).renew(gone.id(), "遗失", data.officer("B001"));
    ConsoleClient client = from("127.0.0.3");
    HttpResponse<byte[]> renewed = client.get("/reply/" + first);
    client.page("/reply/" + second);
    new NoticeDesk(data.casebook()).withdraw(gone.id(), "发错对象", data.officer("D001"));
    HttpResponse<byte[]> withdrawn = client.get("/reply/" + second);
    HttpResponse<byte[]> unknown = client.get("/reply/" + "x".repeat(24));
    HttpResponse<byte[]> odd = client.get("/reply/%3Cscript%3E");
    for (HttpResponse<byte[]> answer : List.of(renewed, withdrawn, odd)) {
      assertEquals(404, answer.statusCode());
      assertArrayEquals(unknown.body(), answer.body());
      assertEquals(names(unknown), names(answer));
    }
    assertFalse(ConsoleClient.text(unknown).contains("script"));
  }

  private static List<String> names(HttpResponse<byte[]> answer) {
    return answer.headers().map().entrySet().stream().filter(e -> !e.getKey().equals("date")).map(Object::toString).sorted().toList();
  }

  @Test
  void a_key_opens_its_own_letter_only() {
    ConsoleClient client = from("127.0.0.4");
    confirm(client, otherKey, filled(client, otherKey, "1"), List.of());
    long id = replies(other).getLast().id();
    assertEquals(200, client.get("/reply/" + otherKey + "/sent/" + id).statusCode());
    for (String path : List.of("/sent/" + id, "/receipt/" + id, "/sent/x", "/receipt/" + Long.MAX_VALUE, "/sent/..%2F" + id)) {
      int status = client.get("/reply/" + key + path).statusCode();
      assertTrue(status == 404 || status == 400, path + " " + status);
    }
    assertFalse(client.page("/reply/" + otherKey).contains("蓝海"));
  }

  @Test
  void a_form_of_another_page_or_without_its_token_changes_nothing() {
    ConsoleClient client = from("127.0.0.5");
    int before = replies(letter).size();
    String foreign = hidden(client.page("/reply/" + otherKey), "form");
    assertEquals(422, client.send(client.form("/reply/" + key, "form", foreign, "i1.result", "x")).statusCode());
    assertEquals(422, client.send(client.form("/reply/" + key, "i1.result", "x")).statusCode());
    String page = filled(client, key, "5");
    String answer = hidden(page, "answer");
    assertEquals(422, client.send(client.multipart("/reply/" + key + "/confirm", List.of("answer", answer), List.of())).statusCode());
    String mine = hidden(client.page("/reply/" + key), "form");
    HttpResponse<byte[]> swapped = client.send(client.multipart("/reply/" + key + "/confirm", List.of("answer", answer, "form", mine), List.of()));
    assertEquals(422, swapped.statusCode());
    assertTrue(ConsoleClient.text(swapped).contains("value=\"5\""), "what was filled in is not lost");
    assertEquals(403, client.send(client.form("/reply/" + key, "form", mine, "i1.result", "x").header("Origin", "https://evil.example")).statusCode());
    assertEquals(before, replies(letter).size());
  }

  @Test
  void what_is_wrong_is_said_all_at_once_and_what_was_typed_stays() {
    ConsoleClient client = from("127.0.0.6");
    String form = hidden(client.page("/reply/" + key), "form");
    HttpResponse<byte[]> answer =
        client.send(client.form("/reply/" + key, "form", form, "i1.items_deleted", "-1", "i1.sites_closed", "9".repeat(30), "i1.note", "长".repeat(301), "remark", "留着"));
    String html = ConsoleClient.text(answer);
    assertEquals(422, answer.statusCode());
    assertTrue(html.contains("“删除商品信息”应为") && html.contains("“提请关闭网站”应为") && html.contains("缩短到 300 个字") && html.contains(">留着<"), html);
  }

  @Test
  void files_are_told_by_their_bytes_and_what_does_not_fit_is_not_kept() throws IOException {
    ConsoleClient client = from("127.0.0.7");
    int before = replies(letter).size();
    String page = filled(client, key, "6");
    byte[] html = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
    byte[] later = ("<html>" + new String(PDF, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[(10 << 20) + 1];
    System.arraycopy(PDF, 0, large, 0, PDF.length);
    List<Map.Entry<String, byte[]>> bad =
        List.of(
            Map.entry("证明.pdf", html), Map.entry("截图.png", svg), Map.entry("晚.pdf", later), Map.entry("回函.html", PDF), Map.entry("大.pdf", large),
            Map.entry("宏.docx", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")), Map.entry("包.xlsx", zip("a.exe")),
            Map.entry("空.pdf", new byte[0]), Map.entry("程序.pdf", new byte[] {'M', 'Z', 0, 0}));
    for (Map.Entry<String, byte[]> file : bad) {
      HttpResponse<byte[]> answer = confirm(client, key, page, List.of(file));
      assertEquals(422, answer.statusCode(), file.getKey());
      assertTrue(ConsoleClient.text(answer).contains(file.getKey()), file.getKey());
    }
    List<Map.Entry<String, byte[]>> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      many.add(Map.entry(i + ".pdf", PDF));
    }
    assertTrue(ConsoleClient.text(confirm(client, key, page, many)).contains("最多 5 个"));
    assertEquals(before, replies(letter).size(), "nothing of it was taken");
    Map.Entry<String, byte[]> good = Map.entry("清单.docx", zip("[Content_Types].xml", "word/document.xml"));
    assertEquals(303, confirm(client, key, page, List.of(good)).statusCode());
    assertEquals(before + 1, replies(letter).size());
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(1);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_body_that_is_far_too_large_is_refused_before_it_is_read() throws IOException {
    String head = "POST /reply/" + key + "/confirm HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 99999999\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(start, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void the_page_is_kept_by_nobody_and_found_by_no_search_engine() {
    ConsoleClient client = from("127.0.0.8");
    var headers = client.get("/reply/" + key).headers();
    assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""));
    assertTrue(headers.firstValue("X-Robots-Tag").orElse("").contains("noindex"));
    assertEquals("same-origin", headers.firstValue("Referrer-Policy").orElse(""), "the address goes nowhere else");
    assertTrue(headers.firstValue("Content-Security-Policy").orElse("").contains("form-action 'self'"));
    assertTrue(headers.allValues("Set-Cookie").isEmpty());
    assertTrue(client.page("/robots.txt").contains("Disallow: /"));
  }

  @Test
  void who_tries_ten_thousand_keys_is_shut_out_and_nobody_else() throws IOException {
    int looked = 0;
    for (int batch = 0; batch < 100; batch++) {
      String answers = hundred(batch);
      looked += answers.split("HTTP/1.1 404", -1).length - 1;
      assertEquals(100, answers.split("HTTP/1.1 (404|429)", -1).length - 1);
    }
    assertTrue(looked >= 10 && looked < 100, looked + " keys were looked up");
    assertEquals(429, from("127.0.0.9").get("/reply/" + key).statusCode(), "a right one does not help him now");
    assertEquals(200, from("127.0.0.10").get("/reply/" + key).statusCode());
  }

  /** Guesses over one connection, one after the other. */
  private static String hundred(int batch) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", console.port(), InetAddress.getByName("127.0.0.9"), 0)) {
      StringBuilder asked = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        asked.append("GET /reply/guess-guess-guess-%06d HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(batch * 100 + i, i == 99 ? "Connection: close\r\n" : ""));
      }
      socket.getOutputStream().write(asked.toString().getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
