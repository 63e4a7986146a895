package cn.qingzheng.crawler.browser;

import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.Screenshot;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.ruiyun.jvppeteer.api.core.BrowserContext;
import com.ruiyun.jvppeteer.cdp.core.Puppeteer;
import com.ruiyun.jvppeteer.cdp.entities.BrowserContextOptions;
import com.ruiyun.jvppeteer.cdp.entities.ConnectOptions;
import com.ruiyun.jvppeteer.cdp.entities.Viewport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running Chromium. Each page gets a fresh context without cookies or cache and a proxy of its own, so that
 * nothing of one page is left for the next. One page at a time; other threads wait their turn.
 */
public final class Browser implements AutoCloseable {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  private final AddressGuard guard;
  private final BrowserLimits limits;
  private final Clock clock;
  private final GuardingProxy dead;
  private final ChromiumProcess process;
  private final com.ruiyun.jvppeteer.api.core.Browser browser;
  private final ExecutorService worker = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("browser-", 0).factory());

  private Browser(
      AddressGuard guard, BrowserLimits limits, Clock clock, GuardingProxy dead, ChromiumProcess process,
      com.ruiyun.jvppeteer.api.core.Browser browser) {
    this.guard = guard;
    this.limits = limits;
    this.clock = clock;
    this.dead = dead;
    this.process = process;
    this.browser = browser;
  }

  /**
   * A Chromium on this machine: the one that the environment variable QINGZHENG_CHROMIUM names, else the first in
   * PATH or in the usual folders.
   */
  public static Optional<Path> find() {
    return Chromiums.find(System.getenv());
  }

  /** As {@link #start(Path, AddressGuard, BrowserLimits, Clock)} with the system's clock. */
  public static Browser start(Path chromium, AddressGuard guard, BrowserLimits limits) throws BrowserException {
    return start(chromium, guard, limits, Clock.systemUTC());
  }

  /**
   * Starts a Chromium.
   *
   * @param guard asked for every connection of every page
   * @throws BrowserException if it does not start
   */
  public static Browser start(Path chromium, AddressGuard guard, BrowserLimits limits, Clock clock)
      throws BrowserException {
    try {
      GuardingProxy dead = GuardingProxy.closed(limits);
      ChromiumProcess process = ChromiumProcess.start(chromium, dead.address());
      ConnectOptions options = new ConnectOptions();
      options.setBrowserWSEndpoint(process.webSocket());
      options.setDefaultViewport(new Viewport(WIDTH, HEIGHT));
      options.setProtocolTimeout((int) limits.deadline().toMillis() + 5000);
      return new Browser(guard, limits, clock, dead, process, Puppeteer.connect(options));
    } catch (BrowserException e) {
      throw e;
    } catch (Exception e) {
      // The driver declares Exception.
      throw new BrowserException("no connection to Chromium: " + chromium, e);
    }
  }

  /** Name and version, for example {@code Chrome/156.0.8078.79}. */
  public String version() throws BrowserException {
    try {
      return browser.version();
    } catch (JsonProcessingException e) {
      throw new BrowserException("Chromium does not say its version", e);
    }
  }

  /**
   * Loads a page and lets its scripts run.
   *
   * @param url http or https
   * @throws BrowserException if it cannot be loaded, shows nothing, or takes too long
   */
  public Rendered render(URI url) throws BrowserException {
    return page(url, BrowserPage::rendered);
  }

  /**
   * Takes a picture of a whole page, 1,280 pixels wide and cut off at {@link BrowserLimits#maxHeight()}.
   *
   * @param png written when the picture is complete; an existing file is replaced
   * @throws BrowserException as {@link #render}
   */
  public Screenshot screenshot(URI url, Path png) throws BrowserException {
    String version = version();
    return page(url, p -> p.screenshot(png, WIDTH, limits.maxHeight(), version));
  }

  private interface Job<T> {
    T run(BrowserPage page) throws IOException;
  }

  private synchronized <T> T page(URI url, Job<T> job) throws BrowserException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new BrowserException("address should be http or https, was: " + url);
    }
    if (!process.alive()) {
      throw new BrowserException("Chromium has ended");
    }
    try (GuardingProxy proxy = GuardingProxy.guarded(guard, limits)) {
      BrowserContext context = context(proxy);
      try {
        return inTime(url, () -> job.run(BrowserPage.open(context, url, proxy, limits, clock)));
      } finally {
        worker.submit(context::close);
      }
    } catch (BrowserException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new BrowserException("Chromium failed on " + url, e);
    }
  }

  private BrowserContext context(GuardingProxy proxy) {
    BrowserContextOptions options = new BrowserContextOptions();
    options.setProxyServer(proxy.address());
    options.setProxyBypassList(List.of("<-loopback>"));
    return browser.createBrowserContext(options);
  }

  private <T> T inTime(URI url, java.util.concurrent.Callable<T> job) throws BrowserException {
    Future<T> result = worker.submit(job);
    try {
      return result.get(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      result.cancel(true);
      throw new BrowserException("not done within " + limits.deadline().toSeconds() + " s: " + url, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BrowserException b ? b : new BrowserException("Chromium failed on " + url, e.getCause());
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new BrowserException("interrupted: " + url, e);
    }
  }

  /** Ends Chromium with all its processes. */
  @Override
  public void close() {
    try {
      browser.disconnect();
    } catch (RuntimeException e) {
      // It is killed anyway.
    }
    worker.shutdownNow();
    process.close();
    try {
      dead.close();
    } catch (IOException e) {
      // A socket that is closed already.
    }
  }
}
