package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeState;
import cn.qingzheng.casework.PostgresServer;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.schedule.Cron;
import cn.qingzheng.console.schedule.NightWork;
import cn.qingzheng.console.schedule.TaskPlan;
import cn.qingzheng.console.schedule.TaskResult;
import cn.qingzheng.model.FindingState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two consoles, each with connections of its own to one casebook on a real PostgreSQL. */
@Timeout(120)
class TwoConsolesTest {
  /** The time of the sample data. */
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T17:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path home;
  private static final LinkedBlockingQueue<TaskResult> RESULTS = new LinkedBlockingQueue<>();
  private static EmbeddedPostgres postgres;
  private static PostgresServer server;
  private static TestConsole data;
  private static Casebook second;
  private static final List<NightWork> NIGHTS = new ArrayList<>();
  private static final List<WebConsole> CONSOLES = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeFalse(root && !LinuxUtils.isUnshareAvailable(), "PostgreSQL 不能以 root 运行，本机又不能换用户（unshare）");
    postgres = EmbeddedPostgres.builder().start();
    server = new PostgresServer("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", "postgres");
    data = new TestConsole(home, server);
    data.register("A001", "安岚", Role.SECURITY_ADMIN);
    data.register("A002", "艾青", Role.SECURITY_ADMIN);
    data.register("B001", "白果", Role.ANALYST);
    data.register("B002", "毕竟", Role.ANALYST);
    data.register("G001", "管宁", Role.SYSTEM_ADMIN);
    second = Casebook.open(server, home, CLOCK);
    for (Office office : List.of(data.office(), data.office(second))) {
      NightWork nights =
          NightWork.start(
              new NightWork.Setting(
                  office.casebook().whole(), home.resolve("locks-" + NIGHTS.size()), true, Duration.ofHours(6), a -> {}, CLOCK),
              List.of(new TaskPlan("scan", "扫描", "", Optional.of(new Cron("0 0 1 1 1 ? 2099")), true, (place, stop) -> RESULTS.take())));
      NIGHTS.add(nights);
      CONSOLES.add(
          WebConsole.start(
              new WebSettings("127.0.0.1", 0, Set.of(), Optional.empty(), true), data, office, new ScanMetrics(Clock.systemUTC()), Optional.of(nights)));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      CONSOLES.forEach(WebConsole::close);
      NIGHTS.forEach(NightWork::close);
      second.close();
      data.close();
      postgres.close();
    }
  }

  private static int port(int console) {
    return CONSOLES.get(console).port();
  }

  private static ConsoleClient as(String number, int console) {
    return ConsoleClient.signedIn(port(console), number, TestConsole.PASSWORD);
  }

  private static List<FindingRecord> undecided() {
    return data.casebook().findings(FindingFilter.all().state(FindingState.CANDIDATE));
  }

  /** Does both at the same moment. */
  private static void together(Runnable one, Runnable other) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both = new ArrayList<>();
      for (Runnable r : List.of(one, other)) {
        both.add(threads.submit(() -> {
          go.await();
          r.run();
          return null;
        }));
      }
      go.countDown();
      for (Future<?> f : both) {
        f.get();
      }
    }
  }

  private static String hidden(String html, String name, String prefix) {
    Matcher m = Pattern.compile("name=\"" + name + "\" value=\"(" + Pattern.quote(prefix) + "[^\"]*)\"").matcher(html);
    assertTrue(m.find(), html);
    return m.group(1);
  }

  @Test
  void who_signed_in_at_one_is_signed_in_at_the_other_and_out_at_both() throws Exception {
    ConsoleClient here = as("B001", 0);
    ConsoleClient there = here.at(port(1));
    assertTrue(there.page("/findings").contains("白果"));
    String id = here.session();
    try (Connection c = DriverManager.getConnection(server.url(), server.user(), server.password());
        Statement s = c.createStatement();
        ResultSet kept = s.executeQuery("SELECT id_hash, content FROM console_session")) {
      int rows = 0;
      while (kept.next()) {
        rows++;
        assertFalse(kept.getString(1).contains(id), "the id itself is not kept");
        assertFalse(new String(kept.getBytes(2), StandardCharsets.ISO_8859_1).contains("B001"), "nor can be read what is");
      }
      assertTrue(rows > 0);
    }
    there.post("/findings", "/signout");
    assertTrue(ConsoleClient.location(here.get("/findings")).endsWith("/signin"));
    String cookie = new ConsoleClient(port(0)).get("/signin").headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.startsWith("QINGZHENG=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
  }

  @Test
  void a_password_that_is_handed_out_is_shown_once_whichever_console_shows_it() {
    data.register("N001", "倪黄", Role.REVIEWER);
    ConsoleClient admin = as("A001", 0);
    admin.post("/officers", "/officers/N001/password");
    Pattern secret = Pattern.compile("<code>([^<]+)</code>");
    assertTrue(secret.matcher(admin.at(port(1)).page("/officers")).find());
    assertFalse(secret.matcher(admin.page("/officers")).find());
  }

  @Test
  void wrong_passwords_count_wherever_they_are_tried() {
    data.register("L001", "陆离", Role.ANALYST);
    for (int i = 0; i < 5; i++) {
      assertTrue(ConsoleClient.location(new ConsoleClient(port(i % 2)).signIn("L001", "falsch")).endsWith("/signin?wrong"));
    }
    for (int console = 0; console < 2; console++) {
      assertTrue(ConsoleClient.location(new ConsoleClient(port(console)).signIn("L001", TestConsole.PASSWORD)).endsWith("/signin?wrong"), "locked");
    }
  }

  @Test
  void of_two_who_decide_on_one_finding_the_second_is_told_and_changes_nothing() throws Exception {
    ConsoleClient one = as("B001", 0);
    ConsoleClient other = as("B002", 1);
    for (FindingRecord f : undecided().subList(0, 3)) {
      String fingerprint = f.finding().fingerprint();
      String list = "/findings?host=" + f.where().host();
      String seenByOne = hidden(one.page(list), "seen", fingerprint + ":");
      String seenByOther = hidden(other.page(list), "seen", fingerprint + ":");
      together(
          () -> one.post(list, "/findings/decide", "act", "CONFIRM", "finding", fingerprint, "seen", seenByOne, "back", list),
          () -> other.post(list, "/findings/decide", "act", "DISMISS", "reason", "引用", "finding", fingerprint, "seen", seenByOther, "back", list));
      boolean confirmed = data.casebook().finding(fingerprint).orElseThrow().finding().state() == FindingState.CONFIRMED;
      String loser = (confirmed ? other : one).page(list);
      assertTrue(loser.contains("在您打开页面之后已由" + (confirmed ? "白果（B001）改为“已确认”" : "毕竟（B002）改为“已排除”")), loser);
      assertTrue((confirmed ? one : other).page(list).contains("1 条线索。"));
      assertEquals(1, data.casebook().audit(0, 10_000).stream().filter(a -> a.object().equals(fingerprint)).count());
    }
  }

  @Test
  void a_case_that_changed_under_the_page_is_not_decided() {
    ConsoleClient one = as("B001", 0);
    ConsoleClient other = as("B002", 1);
    FindingRecord f = undecided().stream().filter(r -> r.caseId().isPresent()).reduce((a, b) -> b).orElseThrow();
    String page = "/cases/" + f.caseId().orElseThrow();
    String seen = hidden(other.page(page), "seen", "");
    one.post(page, "/findings/decide", "act", "DISMISS", "reason", "误报", "finding", f.finding().fingerprint());
    other.post(page, page + "/decide", "act", "CONFIRM", "seen", seen);
    assertTrue(other.page(page).contains("在您打开页面之后有变动"));
    assertTrue(data.casebook().caseFile(f.caseId().get()).orElseThrow().state().open());
    other.post(page, page + "/decide", "act", "CONFIRM", "seen", hidden(other.page(page), "seen", ""));
    assertTrue(other.page(page).contains("已确认案件"));
  }

  @Test
  void a_letter_takes_each_step_once() throws Exception {
    String caseId = data.caseWith("www.lanhai-edu.example");
    ConsoleClient one = as("B001", 0);
    ConsoleClient other = as("B002", 1);
    one.post("/cases/" + caseId, "/cases/" + caseId + "/decide", "act", "CONFIRM");
    one.post("/cases/" + caseId, "/cases/" + caseId + "/letters");
    NoticeDraft draft = data.office().letters().list().getFirst();
    String page = "/notices/" + draft.id();
    together(
        () -> one.post(page, page + "/submit", "hash", draft.contentHash()),
        () -> other.post(page, page + "/submit", "hash", draft.contentHash()));
    assertEquals(NoticeState.IN_REVIEW, data.office().letters().find(draft.id()).orElseThrow().state());
    String both = one.page(page) + other.page(page);
    assertTrue(both.contains("已办理，现为") && both.contains("不能送复核"), both);
    assertEquals(1, data.casebook().audit(0, 10_000).stream().filter(a -> a.object().equals(draft.id()) && a.what().equals("送复核")).count());
  }

  @Test
  void an_officer_is_suspended_once() throws Exception {
    data.register("S001", "沈既白", Role.ANALYST);
    ConsoleClient one = as("A001", 0);
    ConsoleClient other = as("A002", 1);
    String act = "/officers/S001/active";
    together(
        () -> one.post("/officers", act, "active", "false", "reason", "调离"), () -> other.post("/officers", act, "active", "false", "reason", "离职"));
    String both = one.page("/officers") + other.page("/officers");
    assertTrue(both.contains("已是“停用”"), both);
    assertEquals(1, data.casebook().audit(0, 10_000).stream().filter(a -> a.object().equals("S001") && a.what().equals("停用人员")).count());
  }

  @Test
  void a_night_that_went_wrong_is_loud_until_somebody_has_seen_to_it() {
    ConsoleClient keeper = as("G001", 0);
    ConsoleClient analyst = as("B001", 1);
    assertTrue(keeper.page("/system/tasks").contains("还没有运行过"));
    assertEquals(200, health(1).statusCode());
    keeper.post("/system/tasks", "/system/tasks/scan/run");
    awaitPage(keeper, "正在运行");
    ConsoleClient there = keeper.at(port(1));
    assertTrue(there.page("/system/tasks").contains("正在运行"), "the other console sees it too");
    there.post("/system/tasks", "/system/tasks/scan/run");
    assertTrue(there.page("/system/tasks").contains("这项任务正在运行"));
    RESULTS.add(TaskResult.failed("没有采集到任何页面，见 /srv/secret"));
    awaitPage(keeper, "<h2>需要处理</h2>");

    String banner = analyst.page("/");
    assertTrue(banner.contains("role=\"alert\"") && banner.contains("扫描：运行失败"), banner);
    assertFalse(banner.contains("/srv/secret"));
    HttpResponse<byte[]> down = health(1);
    assertEquals(503, down.statusCode());
    assertTrue(ConsoleClient.text(down).contains("扫描：运行失败") && !ConsoleClient.text(down).contains("secret"), ConsoleClient.text(down));
    assertEquals(200, new ConsoleClient(port(1)).get("/healthz").statusCode(), "it answers all the same");

    String page = keeper.page("/system/tasks");
    assertTrue(page.contains("没有采集到任何页面，见 /srv/secret"));
    Matcher alarm = Pattern.compile("action=\"(/system/alarms/\\d+)\"").matcher(page);
    assertTrue(alarm.find(), page);
    keeper.post("/system/tasks", alarm.group(1), "why", " ");
    assertTrue(keeper.page("/system/tasks").contains("须写明原因"));
    assertEquals(403, analyst.post("/findings", alarm.group(1), "why", "无关").statusCode());
    keeper.post("/system/tasks", alarm.group(1), "why", "断网，已恢复");
    assertFalse(analyst.page("/").contains("role=\"alert\""));
    assertEquals(200, health(0).statusCode());
    List<String> acts = data.casebook().audit(0, 10_000).stream().filter(a -> a.who().equals("管宁（G001）")).map(a -> a.what()).toList();
    assertTrue(acts.containsAll(List.of("立即运行任务", "确认告警")), acts.toString());

    there.post("/system/tasks", "/system/tasks/scan/pause");
    assertTrue(keeper.page("/system/tasks").contains("已暂停"));
    keeper.post("/system/tasks", "/system/tasks/scan/resume");
    keeper.post("/system/tasks", "/system/tasks/nothing/run");
    assertTrue(keeper.page("/system/tasks").contains("没有这项任务"));
    assertEquals(404, keeper.post("/system/tasks", "/system/tasks/scan/explode").statusCode());
  }

  private static HttpResponse<byte[]> health(int console) {
    return new ConsoleClient(port(console)).get("/actuator/health");
  }

  private static void awaitPage(ConsoleClient client, String text) {
    while (!client.page("/system/tasks").contains(text)) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
