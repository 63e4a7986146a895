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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** One page that has been loaded, as far as it would. */
final class BrowserPage {
  private static final long QUIET_NANOS = 500_000_000L;
  private static final String BLANK =
      "() => !document.body || !document.body.innerText.trim()"
          + " && !document.querySelector('img,canvas,svg,video,iframe,frame,input,object')";

  private final Page page;
  private final GuardingProxy proxy;
  private final Instant at;
  private final boolean complete;

  private BrowserPage(Page page, GuardingProxy proxy, Instant at, boolean complete) {
    this.page = page;
    this.proxy = proxy;
    this.at = at;
    this.complete = complete;
  }

  /** Waits for the load event and a moment without traffic, but leaves a third of the time for what comes after. */
  static BrowserPage open(BrowserContext context, URI url, GuardingProxy proxy, BrowserLimits limits, Clock clock)
      throws BrowserException {
    Page page = context.newPage();
    Consumer<Dialog> dismiss = BrowserPage::dismiss;
    page.on(PageEvents.Dialog, dismiss);
    denyDownloads(page, context);
    Instant at = clock.instant();
    long start = System.nanoTime();
    long patience = limits.deadline().toNanos() * 2 / 3;
    boolean loaded = load(page, url, (int) (patience / 1_000_000));
    while (System.nanoTime() - start < patience && proxy.quietNanos() < QUIET_NANOS) {
      pause();
    }
    BrowserPage opened = new BrowserPage(page, proxy, at, loaded);
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
      if (String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("timeout")) {
        return false;
      }
      throw new BrowserException("not loaded: " + url + ": " + e.getMessage(), e);
    }
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

  Rendered rendered() throws BrowserException {
    try {
      return new Rendered(page.content(), URI.create(page.url()), page.title(), proxy.refused(), complete);
    } catch (IOException | IllegalArgumentException e) {
      throw new BrowserException("no content: " + page.url(), e);
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
