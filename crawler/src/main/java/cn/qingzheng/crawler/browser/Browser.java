package cn.qingzheng.crawler.browser;

import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.Screenshot;
import com.ruiyun.jvppeteer.api.core.BrowserContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running Chromium. Each page gets a fresh context without cookies or cache and a proxy of its own, so that
 * nothing of one page is left for the next. One page at a time; other threads wait their turn. If a page brings the
 * whole of Chromium down, the next page gets a new one.
 */
public final class Browser implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final Path chromium;
  private final AddressGuard guard;
  private final BrowserLimits limits;
  private final Clock clock;
  private final GuardingProxy dead;
  private final ExecutorService worker = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("browser-", 0).factory());
  private volatile RunningChromium running;
  private volatile boolean closed;

  private Browser(
      Path chromium, AddressGuard guard, BrowserLimits limits, Clock clock, GuardingProxy dead, RunningChromium running) {
    this.chromium = chromium;
    this.guard = guard;
    this.limits = limits;
    this.clock = clock;
    this.dead = dead;
    this.running = running;
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
      return new Browser(chromium, guard, limits, clock, dead, RunningChromium.start(chromium, dead.address(), limits));
    } catch (BrowserException e) {
      throw e;
    } catch (IOException e) {
      throw new BrowserException("no socket for a proxy", e);
    }
  }

  /** Name and version, for example {@code Chrome/156.0.8078.79}. */
  public String version() {
    return running.version();
  }

  /** As {@link #render(URI, RenderOptions)} of a page that needs nothing. */
  public Rendered render(URI url) throws BrowserException {
    return render(url, RenderOptions.none());
  }

  /**
   * Loads a page and lets its scripts run.
   *
   * @param url http or https
   * @throws BrowserException if it cannot be loaded, shows nothing, or takes too long or too much memory
   */
  public Rendered render(URI url, RenderOptions options) throws BrowserException {
    return page(url, options, (page, version) -> page.rendered(version));
  }

  /**
   * Takes a picture of a whole page, 1,280 pixels wide and cut off at {@link BrowserLimits#maxHeight()}.
   *
   * @param png written when the picture is complete; an existing file is replaced
   * @throws BrowserException as {@link #render}
   */
  public Screenshot screenshot(URI url, Path png) throws BrowserException {
    return screenshot(url, png, RenderOptions.none());
  }

  /** As {@link #screenshot(URI, Path)} of a page that needs something. */
  public Screenshot screenshot(URI url, Path png, RenderOptions options) throws BrowserException {
    return page(
        url, options, (page, version) -> page.screenshot(png, RunningChromium.WIDTH, limits.maxHeight(), version));
  }

  /**
   * Takes everything of a page in one visit.
   *
   * @param png as {@link #screenshot(URI, Path)}
   * @param marks words to be looked up in it
   * @throws BrowserException as {@link #render}
   */
  public Snapshot snapshot(URI url, Path png, RenderOptions options, List<Mark> marks) throws BrowserException {
    return page(
        url, options,
        (page, version) -> page.snapshot(png, RunningChromium.WIDTH, limits.maxHeight(), version, marks));
  }

  /**
   * Shows an archived page without a network.
   *
   * @param answers what is archived, by address without fragment; the page itself among it
   * @param marks words to be looked up in it
   */
  public synchronized Replayed replay(URI url, Map<String, Rendered.Resource> answers, List<Mark> marks)
      throws BrowserException {
    RunningChromium now = alive();
    long began = System.nanoTime();
    try {
      BrowserContext context = now.context(dead);
      try {
        long end = began + limits.deadline().toNanos() * 2 / 3;
        return inTime(now, url, limits, began, () -> BrowserPage.replay(context, url, answers, marks, end));
      } finally {
        worker.submit(context::close);
      }
    } catch (BrowserException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BrowserException("Chromium failed on " + url, e);
    }
  }

  private interface Job<T> {
    T run(BrowserPage page, String version) throws IOException;
  }

  private synchronized <T> T page(URI url, RenderOptions options, Job<T> job) throws BrowserException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new BrowserException("address should be http or https, was: " + url);
    }
    RunningChromium now = alive();
    BrowserLimits own = options.timeout().map(limits::with).orElse(limits);
    long began = System.nanoTime();
    try (GuardingProxy proxy = GuardingProxy.guarded(guard, own)) {
      BrowserContext context = now.context(proxy);
      try {
        return inTime(
            now, url, own, began,
            () -> job.run(BrowserPage.open(context, url, options, proxy, own, clock, began), now.version()));
      } finally {
        worker.submit(context::close);
      }
    } catch (BrowserException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new BrowserException("Chromium failed on " + url, e);
    }
  }

  /** The browser, a new one if the last page ended it. */
  private RunningChromium alive() throws BrowserException {
    if (closed) {
      throw new BrowserException("browser is closed");
    }
    if (!running.process().alive()) {
      running.close();
      running = RunningChromium.start(chromium, dead.address(), limits);
    }
    return running;
  }

  private <T> T inTime(RunningChromium now, URI url, BrowserLimits own, long began, Callable<T> job)
      throws BrowserException {
    Future<T> result = worker.submit(job);
    long end = began + own.deadline().toNanos();
    try {
      while (true) {
        try {
          return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          look(now, url, own, end);
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BrowserException b ? b : new BrowserException("Chromium failed on " + url, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserException("interrupted: " + url, e);
    } finally {
      result.cancel(true);
    }
  }

  /** Whether the page may go on. */
  private void look(RunningChromium now, URI url, BrowserLimits own, long end) throws BrowserException {
    if (!now.process().alive()) {
      throw new BrowserException("Chromium has ended on " + url);
    }
    if (System.nanoTime() > end) {
      throw new BrowserException("not done within " + own.deadline().toSeconds() + " s: " + url);
    }
    if (now.process().memory() > own.maxMemory()) {
      now.process().endLargest();
      throw new BrowserException("more than " + (own.maxMemory() >> 20) + " MB of memory: " + url);
    }
  }

  /** Ends Chromium with all its processes. */
  @Override
  public void close() {
    closed = true;
    worker.shutdownNow();
    running.close();
    try {
      dead.close();
    } catch (IOException e) {
      // A socket that is closed already.
    }
  }
}
