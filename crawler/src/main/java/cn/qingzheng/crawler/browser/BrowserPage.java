package cn.qingzheng.crawler.browser;

import cn.qingzheng.model.Screenshot;
import com.fasterxml.jackson.databind.JsonNode;
import com.ruiyun.jvppeteer.api.core.BrowserContext;
import com.ruiyun.jvppeteer.api.core.CDPSession;
import com.ruiyun.jvppeteer.api.core.Dialog;
import com.ruiyun.jvppeteer.api.core.Page;
import com.ruiyun.jvppeteer.api.events.PageEvents;
import com.ruiyun.jvppeteer.cdp.entities.GoToOptions;
import com.ruiyun.jvppeteer.common.PuppeteerLifeCycle;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** One page that has been loaded, as far as it would. */
final class BrowserPage {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long QUIET_NANOS = 500_000_000L;
  /** More than any page a person reads; what scripts write beyond it is cut off before it leaves the browser. */
  private static final int LONGEST = 16 << 20;
  private static final int MOST_SCREENS = 30;
  /** Of 50 ms each, while words are still missing in an archived page. */
  private static final int REPLAY_LOOKS = 10;

  private static final String BLANK =
      "() => !document.body || !document.body.innerText.trim()"
          + " && !document.querySelector('img,canvas,svg,video,iframe,frame,input,object')";
  private static final String CONTENT =
      "() => ((document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '')"
          + " + (document.documentElement ? document.documentElement.outerHTML : '')).slice(0, " + LONGEST + ")";
  private static final String TITLE = "() => String(document.title).slice(0, 1000)";
  private static final String DOWN =
      "() => { const before = scrollY; scrollBy(0, innerHeight); return scrollY > before }";
  private static final String TOP = "() => { scrollTo(0, 0); return true }";

  private final Page page;
  private final GuardingProxy proxy;
  private final DocumentGate gate;
  private final Recorder recorder;
  private final Instant at;
  private final long patienceEnds;
  private boolean complete;

  private BrowserPage(Page page, GuardingProxy proxy, DocumentGate gate, Instant at, long patienceEnds) {
    this.page = page;
    this.proxy = proxy;
    this.gate = gate;
    this.recorder = new Recorder(page);
    this.at = at;
    this.patienceEnds = patienceEnds;
  }

  /**
   * Waits for what is asked for and a moment without traffic, but leaves a third of the time for what comes after.
   *
   * @param began when the page's time began, in {@link System#nanoTime}
   */
  static BrowserPage open(
      BrowserContext context, URI url, RenderOptions options, GuardingProxy proxy, BrowserLimits limits, Clock clock, long began)
      throws BrowserException {
    Page page = context.newPage();
    Consumer<Dialog> dismiss = BrowserPage::dismiss;
    page.on(PageEvents.Dialog, dismiss);
    denyDownloads(page, context);
    if (options.anyCertificate()) {
      // The driver takes null values out of what it is given.
      page.createCDPSession().send("Security.setIgnoreCertificateErrors", new HashMap<>(Map.of("ignore", true)));
    }
    DocumentGate gate = DocumentGate.of(page, options);
    BrowserPage opened = new BrowserPage(page, proxy, gate, clock.instant(), began + limits.deadline().toNanos() * 2 / 3);
    opened.complete = load(page, url, (int) Math.max(1, (opened.patienceEnds - System.nanoTime()) / 1_000_000));
    opened.settle(options);
    opened.refuseNothing();
    return opened;
  }

  private static boolean load(Page page, URI url, int millis) throws BrowserException {
    GoToOptions options = new GoToOptions();
    options.setTimeout(millis);
    options.setWaitUntil(List.of(PuppeteerLifeCycle.load));
    try {
      page.goTo(url.toASCIIString(), options);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserException("interrupted: " + url, e);
    } catch (ExecutionException | RuntimeException e) {
      // A slow picture keeps the load event back for ever: what is there is looked at.
      if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("timeout")) {
        return false;
      }
      throw new BrowserException("not loaded: " + url + ": " + e.getMessage(), e);
    }
  }

  private void settle(RenderOptions options) throws BrowserException {
    if (options.waitFor().isPresent()) {
      complete &= appears(options.waitFor().get());
    }
    quiet();
    if (options.scroll()) {
      for (int i = 0; i < MOST_SCREENS && patient() && Boolean.TRUE.equals(evaluate(DOWN)); i++) {
        pause();
      }
      evaluate(TOP);
      quiet();
    }
  }

  private boolean appears(String selector) throws BrowserException {
    String there = "() => !!document.querySelector(" + JSON.writeValueAsString(selector) + ")";
    while (patient()) {
      if (Boolean.TRUE.equals(evaluate(there))) {
        return true;
      }
      pause();
    }
    return false;
  }

  private void quiet() throws BrowserException {
    while (patient() && proxy.quietNanos() < QUIET_NANOS) {
      pause();
    }
  }

  private boolean patient() {
    return System.nanoTime() < patienceEnds;
  }

  private void refuseNothing() throws BrowserException {
    String where = String.valueOf(page.url());
    if (!where.startsWith("http:") && !where.startsWith("https:")) {
      throw new BrowserException("nothing was loaded, the browser is at " + where);
    }
    if (Boolean.TRUE.equals(evaluate(BLANK))) {
      throw new BrowserException("blank page: " + where);
    }
  }

  Rendered rendered(String version) throws BrowserException {
    String html = String.valueOf(evaluate(CONTENT));
    try {
      return new Rendered(
          html, URI.create(page.url()), String.valueOf(evaluate(TITLE)), complete && html.length() < LONGEST,
          new Rendered.Traffic(version, at, recorder.resources(), proxy.contacts(), refused()));
    } catch (IllegalArgumentException e) {
      throw new BrowserException("no content: " + page.url(), e);
    }
  }

  private List<String> refused() {
    return Stream.concat(proxy.refused().stream(), gate.refused().stream()).toList();
  }

  /** The picture last: to take it, the page is laid out as high as it is. */
  Snapshot snapshot(Path png, int width, int maxHeight, String version, List<Mark> marks) throws IOException {
    Rendered rendered = rendered(version);
    CDPSession session = page.createCDPSession();
    MarkFinder finder = new MarkFinder(session);
    String text = finder.text(LONGEST);
    byte[] mhtml = session.send("Page.captureSnapshot", Parameters.of("format", "mhtml")).get("data").asText().getBytes(StandardCharsets.UTF_8);
    List<Sight> sights = finder.find(marks);
    Screenshot picture = screenshot(png, width, maxHeight, version);
    return new Snapshot(rendered, recorder.document(), picture, mhtml, text, sights);
  }

  /** What an archived page shows; waits for what its scripts write. */
  static Replayed replay(BrowserContext context, URI url, Map<String, Rendered.Resource> answers, List<Mark> marks, long end)
      throws BrowserException {
    Page page = context.newPage();
    Consumer<Dialog> dismiss = BrowserPage::dismiss;
    page.on(PageEvents.Dialog, dismiss);
    denyDownloads(page, context);
    try (ArchivedAnswers archived = new ArchivedAnswers(page.createCDPSession(), answers)) {
      load(page, url, (int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
      MarkFinder finder = new MarkFinder(page.createCDPSession());
      List<Sight> sights = finder.find(marks);
      for (int i = 0; i < REPLAY_LOOKS && sights.stream().anyMatch(s -> s.state() == Sight.State.ABSENT); i++) {
        pause();
        sights = finder.find(marks);
      }
      return new Replayed(sights, archived.served(), archived.absent());
    }
  }

  Screenshot screenshot(Path png, int width, int maxHeight, String version) throws IOException {
    CDPSession session = page.createCDPSession();
    JsonNode size = session.send("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    int height = Math.max(1, Math.min(maxHeight, (int) Math.ceil(size.get("height").asDouble())));
    Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    JsonNode shot =
        session.send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
    Path part = png.resolveSibling(png.getFileName() + ".part");
    Files.write(part, Base64.getDecoder().decode(shot.get("data").asText()));
    Files.move(part, png, StandardCopyOption.REPLACE_EXISTING);
    return new Screenshot(png, URI.create(page.url()), at, width, height, version);
  }

  private Object evaluate(String function) throws BrowserException {
    try {
      return page.evaluate(function);
    } catch (IOException | RuntimeException e) {
      throw new BrowserException("script failed on " + page.url(), e);
    }
  }

  private static void dismiss(Dialog dialog) {
    try {
      dialog.dismiss();
    } catch (Exception e) {
      // It is gone with its page.
    }
  }

  private static void denyDownloads(Page page, BrowserContext context) {
    page.createCDPSession().send("Browser.setDownloadBehavior", Map.of("behavior", "deny", "browserContextId", context.id()));
  }

  private static void pause() throws BrowserException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserException("interrupted", e);
    }
  }
}
