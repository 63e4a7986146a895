package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.PageRenderer;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserException;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.evidence.EvidenceRequest;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Screenshot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** A screenshot of the captured page as it is now, under the same approvals, or why there is none. */
  EvidenceRequest.Picture take(Capture capture, String name) {
    URI url = capture.url();
    boolean any = capture.origin().approvals().stream().anyMatch(a -> a.subject() == CrawlApproval.Subject.CERTIFICATE);
    if (browser.isEmpty()) {
      return new EvidenceRequest.Picture.Missing(problem.orElse("没有浏览器"));
    }
    try {
      Screenshot shot = browser.get().screenshot(url, folder.resolve(name + ".png"), RenderOptions.none().withAnyCertificate(any));
      return new EvidenceRequest.Picture.Taken(shot);
    } catch (BrowserException e) {
      LOG.warn("no screenshot of {}", url, e);
      return new EvidenceRequest.Picture.Missing("浏览器未能打开页面：" + e.getMessage());
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
