package cn.qingzheng.console.web;

import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.schedule.NightWork;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The running console. */
public final class WebConsole implements AutoCloseable {
  static final String COOKIE = "QINGZHENG";

  private final ConfigurableApplicationContext context;

  private WebConsole(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** As {@link #start(WebSettings, ConsoleData, Office, ScanMetrics, Optional)}, where nothing runs by itself. */
  public static WebConsole start(WebSettings settings, ConsoleData data, Office office) {
    return start(settings, data, office, new ScanMetrics(Clock.systemUTC()), Optional.empty());
  }

  /**
   * Listens when it returns.
   *
   * @param nights what runs by itself beside it
   * @throws RuntimeException if the port is taken
   */
  public static WebConsole start(WebSettings settings, ConsoleData data, Office office, ScanMetrics metrics, Optional<NightWork> nights) {
    // The program's own logging stays as it is; Tomcat's words join it.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
    ConfigurableApplicationContext context = new SpringApplicationBuilder(sources(settings))
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers(c -> prepare(c, settings, data, office, metrics, new Nights(nights)))
        .run();
    return new WebConsole(context);
  }

  private static Class<?>[] sources(WebSettings settings) {
    return settings.shared()
        ? new Class<?>[] {WebConfiguration.class, SharedSessionConfiguration.class}
        : new Class<?>[] {WebConfiguration.class};
  }

  /** Our settings come before the environment's: a stray SERVER_ADDRESS must not open the console to the network. */
  private static void prepare(
      ConfigurableApplicationContext context, WebSettings settings, ConsoleData data, Office office,
      ScanMetrics metrics, Nights nights) {
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("console", properties(settings)));
    // Singletons and not beans made by Spring: it would close the data with the console.
    context.getBeanFactory().registerSingleton("settings", settings);
    context.getBeanFactory().registerSingleton("data", data);
    context.getBeanFactory().registerSingleton("office", office);
    context.getBeanFactory().registerSingleton("metrics", metrics);
    context.getBeanFactory().registerSingleton("nights", nights);
  }

  private static Map<String, Object> properties(WebSettings settings) {
    return Map.ofEntries(
        Map.entry("server.address", settings.address()),
        Map.entry("server.port", settings.port()),
        Map.entry("server.shutdown", "immediate"),
        Map.entry("server.server-header", ""),
        Map.entry("server.compression.enabled", true),
        Map.entry("server.servlet.session.timeout", "30m"),
        Map.entry("server.servlet.session.tracking-modes", "cookie"),
        Map.entry("server.servlet.session.cookie.name", COOKIE),
        Map.entry("server.servlet.session.cookie.http-only", true),
        Map.entry("server.servlet.session.cookie.same-site", "strict"),
        Map.entry("server.max-http-form-post-size", "1MB"),
        Map.entry("server.forward-headers-strategy", settings.proxied() ? "native" : "none"),
        Map.entry("server.servlet.session.cookie.secure", settings.proxied()),
        Map.entry("server.tomcat.max-parameter-count", 20_000),
        Map.entry("spring.servlet.multipart.max-file-size", "11MB"),
        Map.entry("spring.servlet.multipart.max-request-size", "26MB"),
        Map.entry("spring.servlet.multipart.resolve-lazily", true),
        Map.entry("server.max-http-request-header-size", "64KB"),
        Map.entry("spring.mvc.servlet.load-on-startup", 1),
        Map.entry("spring.mvc.static-path-pattern", "/static/**"),
        Map.entry("spring.web.resources.cache.cachecontrol.max-age", "10m"),
        Map.entry("spring.web.error.include-message", "never"),
        Map.entry("spring.web.error.include-stacktrace", "never"),
        Map.entry("spring.web.error.whitelabel.enabled", false),
        Map.entry("spring.thymeleaf.encoding", "UTF-8"));
  }

  public int port() {
    return ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  @Override
  public void close() {
    context.close();
  }
}
