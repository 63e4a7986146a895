package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Role;
import cn.qingzheng.model.FindingState;
import com.ruiyun.jvppeteer.api.core.Browser;
import com.ruiyun.jvppeteer.api.core.Page;
import com.ruiyun.jvppeteer.cdp.core.Puppeteer;
import com.ruiyun.jvppeteer.cdp.entities.LaunchOptions;
import com.ruiyun.jvppeteer.cdp.entities.Viewport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as officers use it, in a real browser: what a browser adds to a form, refuses or leaves out shows here only. */
class ConsoleInBrowserTest {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  private static final long PATIENCE = 60_000_000_000L;
  private static final long LOOK = 20_000_000L;

  @TempDir static Path home;
  @TempDir static Path profile;
  private static TestConsole data;
  private static WebConsole console;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    var chromium = cn.qingzheng.crawler.browser.Browser.find();
    assumeTrue(chromium.isPresent(), "没有 Chromium");
    data = new TestConsole(home);
    data.register("A001", "安岚", Role.SECURITY_ADMIN);
    data.register("B001", "白果", Role.ANALYST);
    data.register("C001", "程砚", Role.REVIEWER);
    data.register("D001", "丁香", Role.APPROVER, Role.ANALYST);
    data.register("E001", "鄂云", Role.SEAL_KEEPER);
    data.register("F001", "方正之", Role.AUDITOR);
    data.register("G001", "管宁", Role.SYSTEM_ADMIN);
    console = WebConsole.start(WebSettings.loopback(0), data, data.office());
    Viewport viewport = new Viewport();
    viewport.setWidth(1280);
    viewport.setHeight(800);
    browser =
        Puppeteer.launch(
            LaunchOptions.builder()
                .executablePath(chromium.get().toString())
                .headless(true)
                .userDataDir(profile.resolve("p").toString())
                .args(List.of("--no-sandbox", "--disable-gpu"))
                .defaultViewport(viewport)
                .build());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      console.close();
      data.close();
    }
  }

  /** A browser of somebody's own: no cookies of others. */
  private static Page signedIn(String number) throws Exception {
    Page page = browser.createBrowserContext().newPage();
    page.goTo(address("/signin"));
    page.type("#number", number);
    page.type("#password", TestConsole.PASSWORD);
    press(page, "main form button");
    return page;
  }

  private static String address(String path) {
    return "http://127.0.0.1:" + console.port() + path;
  }

  /** Clicks what leads to another page and waits for it. */
  private static void press(Page page, String selector) throws Exception {
    page.evaluate("() => { window.pressed = true; }");
    page.click(selector);
    long end = System.nanoTime() + PATIENCE;
    while (!arrived(page)) {
      assertTrue(System.nanoTime() < end, "no page came after " + selector);
      LockSupport.parkNanos(LOOK);
    }
  }

  /** Between two pages there is nothing that could answer. */
  private static boolean arrived(Page page) throws Exception {
    try {
      return Boolean.TRUE.equals(page.evaluate("() => !window.pressed && document.readyState === 'complete'"));
    } catch (RuntimeException between) {
      return false;
    }
  }

  private static String text(Page page) throws Exception {
    return String.valueOf(page.evaluate("() => document.body.innerText"));
  }

  @Test
  void an_analyst_signs_in_confirms_what_he_ticked_and_signs_out() throws Exception {
    Page page = signedIn("B001");
    assertTrue(text(page).contains("总览") && text(page).contains("白果（B001）"), text(page));
    page.goTo(address("/findings?state=CANDIDATE"));
    String first = String.valueOf(page.evaluate("() => document.querySelectorAll('input[name=finding]')[0].value"));
    String second = String.valueOf(page.evaluate("() => document.querySelectorAll('input[name=finding]')[1].value"));
    page.evaluate("() => document.querySelectorAll('.item a.title')[0].focus()");
    page.keyboard().press("x");
    page.evaluate("() => document.querySelectorAll('.item a.title')[1].focus()");
    page.keyboard().press("x");
    page.type("#reason", "现场核实");
    press(page, "button[value=CONFIRM]");
    assertTrue(text(page).contains("已确认 2 条线索"), text(page));
    for (String fingerprint : List.of(first, second)) {
      FindingRecord record = data.casebook().finding(fingerprint).orElseThrow();
      assertEquals(FindingState.CONFIRMED, record.finding().state());
      assertEquals("现场核实", record.decision().orElseThrow().reason());
    }
    press(page, ".self button");
    assertTrue(text(page).contains("已退出登录"));
    page.goTo(address("/findings"));
    assertTrue(page.url().endsWith("/signin"), page.url());
  }

  @Test
  void a_letter_goes_through_the_hands_of_four_people_and_out_of_the_house() throws Exception {
    String caseId = data.caseWith("www.lanhai-edu.example");
    Page analyst = signedIn("B001");
    analyst.goTo(address("/cases/" + caseId));
    analyst.type("#casereason", "属实");
    press(analyst, "button[value=CONFIRM]");
    press(analyst, "form[action$=letters] button");
    assertTrue(text(analyst).contains("草稿") && text(analyst).contains("已起草 1 件"), text(analyst));
    String letter = analyst.url().replaceFirst("https?://[^/]*", "");
    press(analyst, "form[action$=submit] button");
    assertTrue(text(analyst).contains("待复核"), text(analyst));
    assertEquals(0, analyst.evaluate("() => document.querySelectorAll('form[action$=review]').length"), "not by its author");

    step("C001", letter, "review", "待签发");
    step("D001", letter, "sign", "海人社提函〔2026〕1号");
    step("E001", letter, "seal", "已用印");
    analyst.goTo(address(letter));
    press(analyst, "form[action$=send] button");
    assertTrue(text(analyst).contains("已送达") || text(analyst).contains("发送中") || text(analyst).contains("待人工送达"), text(analyst));
    List<String> acts = data.casebook().audit(0, 10_000).stream().map(e -> e.who() + e.what()).toList();
    assertTrue(acts.contains("丁香（D001）签发") && acts.contains("鄂云（E001）用印"), acts.toString());
  }

  private static void step(String number, String letter, String act, String after) throws Exception {
    Page page = signedIn(number);
    page.goTo(address(letter));
    press(page, "form[action$=" + act + "] button");
    assertTrue(text(page).contains(after), text(page));
  }

  @Test
  void select_all_ticks_the_page_and_a_dismissal_needs_its_reason() throws Exception {
    Page page = signedIn("B001");
    page.goTo(address("/findings?state=CANDIDATE&severity=MEDIUM"));
    long shown = data.count(FindingFilter.all().state(FindingState.CANDIDATE).severity(cn.qingzheng.model.Severity.MEDIUM));
    page.click("button.all");
    assertEquals((int) shown, page.evaluate("() => document.querySelectorAll('input[name=finding]:checked').length"));
    press(page, "button[value=DISMISS]");
    assertTrue(text(page).contains("必须写明理由"), text(page));
    assertEquals(shown, data.count(FindingFilter.all().state(FindingState.CANDIDATE).severity(cn.qingzheng.model.Severity.MEDIUM)));
  }

  @Test
  void every_page_passes_the_accessibility_rules() throws Exception {
    List<String> wrong = new ArrayList<>();
    Page stranger = browser.createBrowserContext().newPage();
    stranger.goTo(address("/signin"));
    wrong.add(barriers(stranger));
    Page analyst = signedIn("B001");
    for (String path :
        List.of("/", "/search?q=%E5%8C%85%E8%BF%87", "/findings", "/cases", "/notices", "/cases/" + data.firstCase(), "/pages/" + TestConsole.HOSTILE,
            "/pages/20261122T170112Z-lanhai-01", "/password")) {
      analyst.goTo(address(path));
      wrong.add(barriers(analyst));
    }
    for (String number : List.of("A001", "F001", "G001")) {
      wrong.add(barriers(signedIn(number)));
    }
    assertEquals("", String.join("", wrong));
  }

  /** What is wrong with a page, a line for each rule. */
  private static String barriers(Page page) throws Exception {
    try (InputStream in = ConsoleInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      page.evaluate("() => {" + new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n}");
    }
    Object wrong =
        page.evaluate(
            "async (rules) => (await axe.run({runOnly: rules})).violations"
                + ".map(v => location.pathname + ' ' + v.id + ': ' + v.nodes.map(n => n.html.slice(0, 90)).slice(0, 6).join(' | ') + '\\n').join('')",
            RULES);
    return String.valueOf(wrong);
  }
}
