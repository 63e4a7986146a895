package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.PageRenderer;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserException;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.evidence.EvidenceRequest;
import cn.qingzheng.evidence.Recapture;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one browser of a scan, for pages whose text comes by script and for screenshots; the scan runs without it. */
final class Pictures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  private final Optional<Browser> browser;
  private final Optional<String> version;
  private final Optional<String> problem;
  private final Path folder;

  private Pictures(Optional<Browser> browser, Optional<String> version, Optional<String> problem, Path folder) {
    this.browser = browser;
    this.version = version;
    this.problem = problem;
    this.folder = folder;
  }

  /** Starts Chromium if it is wanted and on this machine. */
  static Pictures start(ScanSetup setup) {
    Path folder = setup.home().pictures();
    if (!setup.config().crawl().browser()) {
      return without("设置中关闭了浏览器（crawl.browser），没有截图", folder);
    }
    Optional<Path> chromium = Browser.find();
    if (chromium.isEmpty()) {
      return without("本机未安装 Chromium，没有截图；可运行 ./qingzheng doctor --install", folder);
    }
    try {
      Files.createDirectories(folder);
      Browser browser = Browser.start(chromium.get(), setup.guard(), BrowserLimits.standard());
      return new Pictures(Optional.of(browser), Optional.of(browser.version()), Optional.empty(), folder);
    } catch (IOException e) {
      LOG.warn("browser did not start", e);
      return without("Chromium 未能启动，没有截图：" + e.getMessage(), folder);
    }
  }

  /** For work that must not ask the network. */
  static Pictures none(ScanSetup setup) {
    return without("没有访问网络", setup.home().pictures());
  }

  private static Pictures without(String problem, Path folder) {
    return new Pictures(Optional.empty(), Optional.empty(), Optional.of(problem), folder);
  }

  Optional<PageRenderer> renderer() {
    return browser.map(b -> b::render);
  }

  /**
   * What was seen when a page was opened again.
   *
   * @param recapture present with a picture only
   */
  record Again(EvidenceRequest.Picture picture, Optional<Recapture> recapture) {
    static Again missing(String reason) {
      return new Again(new EvidenceRequest.Picture.Missing(reason), Optional.empty());
    }
  }

  /** The captured page as it is now, or why it cannot be looked at. */
  Again take(Capture capture, List<Hit> hits, CapturedPages captured, String name, Clock clock) throws IOException {
    if (browser.isEmpty()) {
      return Again.missing(problem.orElse("没有浏览器"));
    }
    try {
      Recapturing.Taken taken =
          new Recapturing(browser.get(), captured, clock).take(capture, hits, folder.resolve(name + ".png"));
      return new Again(new EvidenceRequest.Picture.Taken(taken.screenshot()), Optional.of(taken.recapture()));
    } catch (BrowserException e) {
      LOG.warn("no screenshot of {}", capture.url(), e);
      return Again.missing("浏览器未能打开页面：" + e.getMessage());
    }
  }

  Optional<String> browser() {
    return version;
  }

  Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    browser.ifPresent(Browser::close);
  }
}
