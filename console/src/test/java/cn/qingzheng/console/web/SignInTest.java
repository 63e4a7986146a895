package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.AuditEntry;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import cn.qingzheng.model.FindingState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into the console, how far, and what he may do there. */
class SignInTest {
  @TempDir static Path home;
  private static TestConsole data;
  private static WebConsole console;

  @BeforeAll
  static void start() throws IOException {
    data = new TestConsole(home);
    data.register("A001", "安岚", Role.SECURITY_ADMIN);
    data.register("B001", "白果", Role.ANALYST);
    data.register("E001", "鄂云", Role.SEAL_KEEPER);
    console = WebConsole.start(WebSettings.loopback(0), data, data.office());
  }

  @AfterAll
  static void stop() {
    console.close();
    data.close();
  }

  private static ConsoleClient as(String number) {
    return ConsoleClient.signedIn(console.port(), number, TestConsole.PASSWORD);
  }

  private static ConsoleClient stranger() {
    return new ConsoleClient(console.port());
  }

  private static void refused(HttpResponse<byte[]> answer) {
    assertTrue(answer.statusCode() == 403 || ConsoleClient.location(answer).endsWith("/signin"), answer.statusCode() + " " + ConsoleClient.location(answer));
  }

  /** One that nobody has decided on. */
  private static FindingRecord finding() {
    return data.findings(FindingFilter.all().state(FindingState.CANDIDATE)).get(0);
  }

  @Test
  void a_stranger_sees_the_sign_in_page_and_nothing_else() {
    for (String path : List.of("/", "/search?q=x", "/findings", "/cases", "/pages/" + TestConsole.HOSTILE, "/officers", "/audit", "/system", "/system/tasks", "/password", "/nothing")) {
      HttpResponse<byte[]> answer = stranger().get(path);
      assertEquals(302, answer.statusCode(), path);
      assertTrue(ConsoleClient.location(answer).endsWith("/signin"), path);
      assertFalse(ConsoleClient.text(answer).contains("蓝海"), path);
    }
    assertTrue(stranger().page("/signin").contains("口令"));
    assertEquals(200, stranger().get("/healthz").statusCode());
    assertEquals(200, stranger().get("/actuator/health").statusCode());
    String figures = ConsoleClient.text(stranger().get("/metrics"));
    assertTrue(figures.contains("\nqingzheng_crawl_queue 0.0\n") && !figures.contains(".example"), figures);
  }

  @Test
  void a_wrong_password_is_refused_and_the_fifth_locks() {
    data.register("L001", "陆离", Role.ANALYST);
    for (int i = 0; i < 5; i++) {
      assertTrue(ConsoleClient.location(stranger().signIn("L001", "falsch")).endsWith("/signin?wrong"));
    }
    assertTrue(ConsoleClient.location(stranger().signIn("L001", TestConsole.PASSWORD)).endsWith("/signin?wrong"), "locked");
    List<String> log = data.casebook().audit(0, 1000).stream().map(AuditEntry::what).toList();
    assertEquals(4, log.stream().filter("登录失败"::equals).count());
    assertTrue(log.contains("登录失败，账号锁定"));
  }

  @Test
  void each_role_has_its_own_doors() {
    data.register("F001", "方正之", Role.AUDITOR);
    data.register("G001", "管宁", Role.SYSTEM_ADMIN);
    List<String> casework = List.of("/desk", "/subjects", "/search", "/findings", "/cases", "/cases/" + data.firstCase(), "/pages/" + TestConsole.HOSTILE);
    doors(as("B001"), casework, List.of("/officers", "/audit", "/system", "/system/tasks"));
    doors(as("E001"), casework, List.of("/officers", "/audit", "/system"));
    doors(as("A001"), List.of("/officers"), List.of("/search", "/findings", "/cases/" + data.firstCase(), "/audit", "/system"));
    doors(as("F001"), List.of("/audit", "/audit?verify"), List.of("/search", "/findings", "/officers", "/system"));
    doors(as("G001"), List.of("/system", "/system/tasks"), List.of("/search", "/pages/" + TestConsole.HOSTILE, "/officers", "/audit"));
    assertEquals("/officers", ConsoleClient.location(as("A001").get("/")).replaceFirst("https?://[^/]*", ""));
    assertTrue(as("F001").page("/audit?verify").contains("审计链完整"));
  }

  private static void doors(ConsoleClient client, List<String> open, List<String> shut) {
    open.forEach(client::page);
    for (String path : shut) {
      HttpResponse<byte[]> answer = client.get(path);
      assertEquals(403, answer.statusCode(), path);
      assertTrue(ConsoleClient.text(answer).contains("没有这项权限"), path);
    }
  }

  @Test
  void who_is_of_another_region_finds_this_one_empty_and_its_ids_unknown() {
    data.register("371400", "W001", "西门柳", Role.ANALYST, Role.REVIEWER);
    data.register("371400", "W002", "西门霜", Role.AUDITOR);
    ConsoleClient west = as("W001");
    for (String path : List.of("/search?q=", "/findings", "/cases", "/notices", "/")) {
      String html = west.page(path);
      assertFalse(html.contains("蓝海") || html.contains("快购") || html.contains(data.firstCase()), path);
    }
    String id = data.firstCase();
    String fingerprint = finding().finding().fingerprint();
    for (String[] ids : new String[][] {
      {"/pages/", TestConsole.HOSTILE, ""}, {"/pages/", "20261122T170112Z-lanhai-01", "/screenshot.png"}, {"/cases/", id, ""},
      {"/cases/", id, "/drafts/1/合规提示函.docx"}, {"/pages/", TestConsole.HOSTILE, "/source"},
      {"/pages/", TestConsole.HOSTILE, "/changes/" + TestConsole.HOSTILE}
    }) {
      HttpResponse<byte[]> hidden = west.get(ids[0] + ids[1] + Shown.segment(ids[2]).replace("%2F", "/"));
      HttpResponse<byte[]> unknown = west.get(ids[0] + "nothing" + Shown.segment(ids[2]).replace("%2F", "/"));
      assertEquals(404, hidden.statusCode(), ids[1]);
      assertEquals(ConsoleClient.text(unknown), ConsoleClient.text(hidden).replace(ids[1], "nothing"));
      assertEquals(200, as("B001").get(ids[0] + ids[1] + Shown.segment(ids[2]).replace("%2F", "/")).statusCode(), ids[1] + ids[2]);
    }
    for (String[] act : new String[][] {
      {"/cases/", id, "/decide", "act", "CONFIRM"}, {"/cases/", id, "/letters"}, {"/cases/", id, "/evidence/EV-20261123-000001", "reason", "x"},
      {"/cases/", id, "/evidence/EV-20261123-000001/verify"}
    }) {
      String[] fields = java.util.Arrays.copyOfRange(act, 3, act.length);
      HttpResponse<byte[]> hidden = west.post("/findings", act[0] + act[1] + act[2], fields);
      HttpResponse<byte[]> unknown = west.post("/findings", act[0] + "nothing" + act[2], fields);
      assertEquals(unknown.statusCode(), hidden.statusCode(), act[2]);
      assertEquals(ConsoleClient.location(unknown), ConsoleClient.location(hidden).replace(id, "nothing"));
    }
    west.post("/findings", "/findings/decide", "act", "CONFIRM", "finding", fingerprint);
    assertTrue(west.page("/findings").contains("没有问题记录 " + fingerprint));
    assertEquals(FindingState.CANDIDATE, data.casebook().finding(fingerprint).orElseThrow().finding().state());
    String log = as("W002").page("/audit");
    assertTrue(log.contains("西门柳（W001）") && !log.contains("白果") && !log.contains(id), log);
  }

  @Test
  void the_queue_acts_on_what_is_chosen_and_names_what_somebody_else_decided() {
    ConsoleClient analyst = as("B001");
    String html = analyst.page("/desk?stage=OPEN");
    List<String> cases = all(html, "name=\"case\" value=\"([^\"]+)\"");
    String stamp = all(html, "name=\"stamp\" value=\"([^\"]+)\"").get(0);
    assertEquals(cases.size(), Integer.parseInt(all(html, "name=\"count\" value=\"([^\"]+)\"").get(0)));
    String first = cases.get(cases.size() - 1);
    String second = cases.get(cases.size() - 2);
    data.casebook().dismissCase(second, "B001", "误判");
    analyst.post("/desk", "/desk", "act", "DISMISS", "case", first, "case", second, "stamp", stamp, "reason", "引用", "stage", "OPEN");
    String after = analyst.page("/desk?stage=OPEN");
    assertTrue(after.contains("已排除 1 件案件") && after.contains("没有办理 1 件。" + second + "：您打开列表之后已由白果（B001） 排除案件"), after);
    assertEquals(cn.qingzheng.casework.CaseState.DISMISSED, data.casebook().caseFile(first).orElseThrow().state());

    int left = cases.size() - 2;
    analyst.post("/desk", "/desk", "act", "TAG", "all", "true", "count", Integer.toString(left), "word", "重点<b>", "stage", "OPEN", "stamp", stamp);
    assertTrue(analyst.page("/desk?stage=OPEN").contains("已加标签 " + left + " 件案件"));
    String tagged = analyst.page("/desk?stage=OPEN&tag=" + Shown.segment("重点<b>"));
    assertEquals(left, all(tagged, "name=\"case\" value=\"([^\"]+)\"").size());
    assertFalse(tagged.contains("重点<b>"), "escaped");
    analyst.post("/desk", "/desk", "act", "UNTAG", "all", "true", "count", Integer.toString(left + 2), "word", "无", "stage", "OPEN");
    assertTrue(analyst.page("/desk?stage=OPEN").contains("有 2 件已不符合条件"));
    analyst.post("/desk", "/desk", "act", "TAG", "all", "true", "count", Integer.toString(left - 1), "word", "多", "stage", "OPEN");
    assertTrue(analyst.page("/desk?stage=OPEN").contains("现在有 " + left + " 件，您看到的是 " + (left - 1) + " 件"));
    analyst.post("/desk", "/desk", "act", "ASSIGN", "case", cases.get(0), "to", "me", "stage", "OPEN", "stamp", all(tagged, "name=\"stamp\" value=\"([^\"]+)\"").get(0));
    assertEquals(List.of(cases.get(0)), all(analyst.page("/desk?stage=OPEN&whose=me"), "name=\"case\" value=\"([^\"]+)\""));
    refused(as("E001").post("/desk", "/desk", "act", "CONFIRM", "case", cases.get(0)));
  }

  private static List<String> all(String html, String pattern) {
    return Pattern.compile(pattern).matcher(html).results().map(m -> m.group(1)).toList();
  }

  @Test
  void what_lies_behind_a_page_is_shown_as_text_and_its_package_is_checked() {
    ConsoleClient analyst = as("B001");
    String source = analyst.page("/pages/" + TestConsole.HOSTILE + "/source");
    assertTrue(source.contains("&lt;body onload=alert(1)&gt;") && !source.contains("<body onload") && !source.contains("13812345678"), source);
    String page = analyst.page("/pages/20261122T170112Z-lanhai-01");
    assertTrue(page.contains("viewBox=\"0 0 640 400\"") && page.contains("href=\"#h91\"") && page.contains("id=\"bh91\""), page);
    assertTrue(page.contains("<rect x=\"37\" y=\"77\" width=\"66\" height=\"26\">"), page);
    String evidence = "/cases/" + data.firstCase() + "/evidence/EV-20261123-000001";
    HttpResponse<byte[]> report = analyst.post("/findings", evidence + "/verify");
    assertEquals(200, report.statusCode());
    assertTrue(ConsoleClient.text(report).contains("核验未通过"), "four bytes are no package");
    assertEquals(1, data.acts("核验证据包"));
    assertEquals(404, analyst.post("/findings", "/cases/" + data.firstCase() + "/evidence/EV-9/verify").statusCode());
    assertEquals(404, analyst.get("/pages/20261122T170112Z-lanhai-01/changes/" + TestConsole.HOSTILE).statusCode(), "another address");
    refused(as("E001").post("/findings", evidence + "/verify"));
  }

  @Test
  void a_case_shows_what_happened_and_takes_measures_tags_and_a_region() {
    ConsoleClient analyst = as("B001");
    String id = data.caseWith("qiancheng.example");
    String at = "/cases/" + id;
    analyst.post(at, at + "/acts", "kind", "SUBSIDY_RECOVERY", "amount", "12800.50", "reason", "缴款书<i>");
    assertTrue(analyst.page(at).contains("追回补贴资金 12800.50元"));
    analyst.post(at, at + "/acts", "kind", "CERTIFICATE_VOIDING", "amount", "3.5", "reason", "台账");
    assertTrue(analyst.page(at).contains("宣布证书作废须写明数量（本）"));
    analyst.post(at, at + "/acts/1/reverse", "reason", "金额有误");
    analyst.post(at, at + "/tags", "word", "重点单位");
    analyst.post(at, at + "/assign", "to", "me");
    analyst.post(at, "/subjects/" + data.caseFile(id).orElseThrow().subject().id() + "/region", "region", "370211", "reason", "营业执照", "case", id);
    String page = analyst.page(at);
    for (String event : List.of("冲销 1：追回补贴资金", "加标签", "分派案件", "新发现", "经办 白果（B001）", "地区 370211", "缴款书&lt;i&gt;")) {
      assertTrue(page.contains(event), event + page);
    }
    data.register("371400", "W003", "西门雪", Role.ANALYST);
    ConsoleClient west = as("W003");
    long subject = data.casebook().caseFile(id).orElseThrow().subject().id();
    for (String[] act : new String[][] {
      {"/acts", "kind", "GUIDANCE", "reason", "x"}, {"/tags", "word", "x"}, {"/assign", "to", "me"}, {"/acts/1/reverse", "reason", "x"}
    }) {
      west.post("/findings", at + act[0], java.util.Arrays.copyOfRange(act, 1, act.length));
    }
    west.post("/findings", "/subjects/" + subject + "/region", "region", "371400", "reason", "x");
    assertTrue(west.page("/subjects").contains("没有主体 " + subject));
    data.register("370211", "K001", "柯亭", Role.ANALYST);
    assertTrue(as("K001").page(at).contains("重点单位") && as("K001").page(at).contains("地区 370211"), "the county's own");
    assertEquals(404, west.get(at).statusCode());
    assertEquals(1, new cn.qingzheng.casework.CaseDesk(data.casebook()).tags(id).size());
  }

  @Test
  void decisions_bear_the_name_of_who_signed_in() {
    FindingRecord f = finding();
    ConsoleClient analyst = as("B001");
    String list = analyst.page("/findings");
    assertTrue(list.contains("name=\"finding\" value=\"" + f.finding().fingerprint() + "\""), list);
    HttpResponse<byte[]> answer =
        analyst.post("/findings", "/findings/decide", "act", "DISMISS", "finding", f.finding().fingerprint(), "reason", "引用法条", "back", "/findings?state=CANDIDATE");
    assertTrue(ConsoleClient.location(answer).endsWith("/findings?state=CANDIDATE"));
    assertTrue(analyst.page("/findings?state=CANDIDATE").contains("已排除 1 条线索"));
    FindingRecord after = data.casebook().finding(f.finding().fingerprint()).orElseThrow();
    assertEquals(FindingState.DISMISSED, after.finding().state());
    assertEquals("白果（B001）", after.decision().orElseThrow().officer());
    analyst.post("/findings", "/findings/decide", "act", "DISMISS", "finding", f.finding().fingerprint(), "back", "//evil.example/");
    assertTrue(analyst.page("/findings").contains("必须写明理由"));
    analyst.post("/cases/" + data.firstCase(), "/cases/" + data.firstCase() + "/decide", "act", "CONFIRM", "reason", "属实");
    assertTrue(analyst.page("/cases/" + data.firstCase()).contains("已确认案件"));
  }

  @Test
  void nobody_is_sent_elsewhere_after_a_decision() {
    ConsoleClient analyst = as("B001");
    for (String back : List.of("//evil.example/", "https://evil.example/", "/\\evil.example", "/%0d%0aX: y\r\nX: y", "javascript:alert(1)")) {
      String to = ConsoleClient.location(analyst.post("/findings", "/findings/decide", "act", "CONFIRM", "back", back));
      assertTrue(to.matches("(http://127.0.0.1:\\d+)?/(findings|%0d%0aX:.*)"), to);
    }
  }

  @Test
  void forms_from_elsewhere_and_without_their_token_change_nothing() {
    String fingerprint = finding().finding().fingerprint();
    ConsoleClient analyst = as("B001");
    String[] fields = {"act", "CONFIRM", "finding", fingerprint};
    refused(analyst.send(analyst.form("/findings/decide", fields)));
    refused(analyst.send(analyst.form("/signout")));
    String token = token(analyst.page("/findings"));
    String[] whole = {"act", "CONFIRM", "finding", fingerprint, "_csrf", token};
    refused(analyst.send(analyst.form("/findings/decide", whole).header("Origin", "https://evil.example")));
    refused(analyst.send(analyst.form("/findings/decide", whole).header("Sec-Fetch-Site", "cross-site")));
    refused(analyst.send(analyst.form("/findings/decide", "act", "CONFIRM", "finding", fingerprint, "_csrf", token(as("B001").page("/findings")))));
    assertEquals(FindingState.CANDIDATE, data.casebook().finding(fingerprint).orElseThrow().finding().state());
    assertEquals(302, analyst.send(analyst.form("/findings/decide", whole)).statusCode());
    assertEquals(FindingState.CONFIRMED, data.casebook().finding(fingerprint).orElseThrow().finding().state());
  }

  private static String token(String html) {
    Matcher m = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(html);
    assertTrue(m.find(), html);
    return m.group(1);
  }

  @Test
  void who_may_only_look_can_decide_nothing() {
    String fingerprint = finding().finding().fingerprint();
    ConsoleClient keeper = as("E001");
    assertFalse(keeper.page("/findings").contains("name=\"finding\""));
    refused(keeper.post("/findings", "/findings/decide", "act", "CONFIRM", "finding", fingerprint));
    refused(as("A001").post("/officers", "/findings/decide", "act", "CONFIRM", "finding", fingerprint));
    assertEquals(FindingState.CANDIDATE, data.casebook().finding(fingerprint).orElseThrow().finding().state());
  }

  @Test
  void the_session_is_new_after_signing_in_and_gone_after_signing_out() {
    ConsoleClient analyst = stranger();
    analyst.page("/signin");
    String before = analyst.session();
    analyst.signIn("B001", TestConsole.PASSWORD);
    assertNotEquals(before, analyst.session());
    HttpResponse<byte[]> out = analyst.post("/findings", "/signout");
    assertTrue(ConsoleClient.location(out).endsWith("/signin?out"));
    assertEquals(302, analyst.get("/findings").statusCode());
    assertTrue(data.casebook().audit(0, 1000).stream().anyMatch(e -> e.what().equals("退出登录") && e.who().equals("白果（B001）")));
  }

  @Test
  void the_cookie_is_for_this_console_only() {
    String cookie = stranger().get("/signin").headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.startsWith("QINGZHENG=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
  }

  @Test
  void who_is_suspended_or_given_a_new_password_is_out_at_once() {
    data.register("S001", "沈既白", Role.ANALYST);
    ConsoleClient admin = as("A001");
    ConsoleClient analyst = as("S001");
    analyst.page("/findings");
    admin.post("/officers", "/officers/S001/active", "active", "false", "reason", "调离");
    assertTrue(ConsoleClient.location(analyst.get("/findings")).endsWith("/signin?ended"));
    admin.post("/officers", "/officers/S001/active", "active", "true", "reason", "返岗");
    ConsoleClient again = as("S001");
    admin.post("/officers", "/officers/S001/password");
    assertTrue(ConsoleClient.location(again.get("/findings")).endsWith("/signin?ended"));
  }

  @Test
  void somebody_new_gets_a_first_password_and_goes_nowhere_before_it_is_changed() {
    ConsoleClient admin = as("A001");
    admin.post("/officers", "/officers", "number", "C001", "name", "程砚", "organ", "海清市人力资源和社会保障局", "region", "370200", "role", "REVIEWER");
    String html = admin.page("/officers");
    Matcher secrets = Pattern.compile("<code>([^<]+)</code>").matcher(html);
    assertTrue(secrets.find(), html);
    String first = secrets.group(1);
    assertFalse(admin.page("/officers").contains(first), "shown once");
    assertFalse(data.casebook().audit(0, 1000).toString().contains(first));

    ConsoleClient reviewer = ConsoleClient.signedIn(console.port(), "C001", first);
    assertTrue(ConsoleClient.location(reviewer.get("/findings")).endsWith("/password"));
    reviewer.post("/password", "/password", "old", first, "fresh", "kurz", "again", "kurz");
    assertTrue(reviewer.page("/password").contains("新口令太简单"));
    reviewer.post("/password", "/password", "old", first, "fresh", "竹露-滴-清响 2029", "again", "竹露-滴-清响 2028");
    assertTrue(reviewer.page("/password").contains("两次输入的新口令不同"));
    reviewer.post("/password", "/password", "old", first, "fresh", "竹露-滴-清响 2029", "again", "竹露-滴-清响 2029");
    assertEquals("", ConsoleClient.location(reviewer.get("/findings")));
    assertEquals(1, new Officers(data.casebook()).list().stream().filter(o -> o.number().equals("C001")).count());
    assertTrue(new Accounts(data.casebook()).signIn("C001", "竹露-滴-清响 2029", "") instanceof cn.qingzheng.casework.SignIn.Welcome);
  }

  @Test
  void the_officers_page_says_what_is_wrong_and_registers_nobody() {
    int before = new Officers(data.casebook()).list().size();
    ConsoleClient admin = as("A001");
    admin.post("/officers", "/officers", "number", "Z001", "name", "程砚", "organ", "局", "region", "3702", "role", "REVIEWER");
    assertTrue(admin.page("/officers").contains("行政区划代码应为六位数字"));
    admin.post("/officers", "/officers", "number", "Z001", "name", "程砚", "organ", "局", "region", "370200", "role", "REVIEWER", "role", "AUDITOR");
    assertTrue(admin.page("/officers").contains("不得兼任业务角色"));
    assertEquals(before, new Officers(data.casebook()).list().size());
  }
}
