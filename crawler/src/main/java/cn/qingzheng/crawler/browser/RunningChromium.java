package cn.qingzheng.crawler.browser;

import com.ruiyun.jvppeteer.api.core.Browser;
import com.ruiyun.jvppeteer.api.core.BrowserContext;
import com.ruiyun.jvppeteer.cdp.core.Puppeteer;
import com.ruiyun.jvppeteer.cdp.entities.BrowserContextOptions;
import com.ruiyun.jvppeteer.cdp.entities.ConnectOptions;
import com.ruiyun.jvppeteer.cdp.entities.Viewport;
import java.nio.file.Path;
import java.util.List;

/** A Chromium and the connection to it. */
record RunningChromium(ChromiumProcess process, Browser driver, String version) implements AutoCloseable {
  static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  /** @param proxy for what no page asks for, {@code host:port} */
  static RunningChromium start(Path chromium, String proxy, BrowserLimits limits) throws BrowserException {
    ChromiumProcess process = ChromiumProcess.start(chromium, proxy);
    try {
      ConnectOptions options = new ConnectOptions();
      options.setTransport(process.pipe());
      options.setDefaultViewport(new Viewport(WIDTH, HEIGHT));
      options.setProtocolTimeout((int) limits.deadline().toMillis() + 5000);
      Browser driver = Puppeteer.connect(options);
      return new RunningChromium(process, driver, driver.version());
    } catch (Exception e) {
      // The driver declares Exception.
      process.close();
      throw new BrowserException("no connection to Chromium: " + chromium + ": " + process.said(), e);
    }
  }

  /** Without cookies or cache, and with a way out of its own. */
  BrowserContext context(GuardingProxy proxy) {
    BrowserContextOptions options = new BrowserContextOptions();
    options.setProxyServer(proxy.address());
    options.setProxyBypassList(List.of("<-loopback>"));
    return driver.createBrowserContext(options);
  }

  @Override
  public void close() {
    try {
      driver.disconnect();
    } catch (RuntimeException e) {
      // It is killed anyway.
    }
    process.close();
  }
}
