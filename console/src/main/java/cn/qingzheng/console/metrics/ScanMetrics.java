package cn.qingzheng.console.metrics;

import cn.qingzheng.crawler.CrawlMeter;
import cn.qingzheng.crawler.FailureCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Counts scans in a Micrometer registry. All meters are there from the start, so that a figure that stays at zero is
 * told from one that nobody counts. Safe for several threads.
 */
public final class ScanMetrics implements CrawlMeter {
  private static final CrawlMeter.State NOTHING = new CrawlMeter.State(0, 0, Map.of());
  private static final Duration[] FETCH_BUCKETS =
      millis(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 20_000, 60_000);
  private static final Duration[] COMMIT_BUCKETS = millis(1, 5, 10, 25, 50, 100, 250, 1000, 5000);

  /** How a scan ended. */
  public enum End {
    DONE,
    /** It can be gone on with. */
    STOPPED,
    FAILED
  }

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Clock clock;
  private final Counter fresh;
  private final Counter unchanged;
  private final Map<FailureCause, Counter> failures;
  private final Map<Outcome, Timer> requests;
  private final Map<Wait, Timer> rests;
  private final Map<End, Counter> scans;
  private final Counter received;
  private final Counter archived;
  private final Timer commits;
  private final AtomicInteger running = new AtomicInteger();
  private volatile Optional<Supplier<CrawlMeter.State>> run = Optional.empty();
  private volatile double ended;

  public ScanMetrics(Clock clock) {
    this.clock = clock;
    fresh = counter("qingzheng.crawl.pages", "Pages captured", "result", "new");
    unchanged = counter("qingzheng.crawl.pages", "Pages captured", "result", "unchanged");
    failures = each(FailureCause.values(), c -> counter("qingzheng.crawl.pages.given.up", "Pages given up, refused ones included", "cause", word(c)));
    requests = each(Outcome.values(), o -> timer("qingzheng.crawl.request", "Requests from the first to the last byte", FETCH_BUCKETS, "outcome", word(o)));
    rests = each(Wait.values(), w -> timer("qingzheng.crawl.rest", "Rests given to hosts after requests", new Duration[0], "reason", word(w)));
    scans = each(End.values(), e -> counter("qingzheng.scans", "Scans that ended", "end", word(e)));
    received = counter("qingzheng.crawl.received.bytes", "Bytes of bodies as received");
    archived = counter("qingzheng.crawl.archived.bytes", "Bytes written into the archive");
    commits = timer("qingzheng.crawl.commit", "Commits of the queue with the archive before them", COMMIT_BUCKETS);
    gauge("qingzheng.crawl.queue", "Addresses that wait", m -> m.state().queued());
    gauge("qingzheng.crawl.in.flight", "Addresses handed out to threads", m -> m.state().inFlight());
    for (HostState s : HostState.values()) {
      Gauge.builder("qingzheng.crawl.hosts", this, m -> m.state().hosts().getOrDefault(s, 0L))
          .description("Hosts that have addresses waiting").tag("state", word(s)).register(registry);
    }
    gauge("qingzheng.scan.running", "Scans under way", m -> m.running.get());
    gauge("qingzheng.scan.ended.seconds", "When the last scan ended, seconds since 1970, 0 for never", m -> m.ended);
  }

  private static Duration[] millis(long... all) {
    return Arrays.stream(all).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static <E extends Enum<E>, M> Map<E, M> each(E[] values, Function<E, M> meter) {
    return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(v -> v, meter));
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  private Timer timer(String name, String description, Duration[] buckets, String... tags) {
    return Timer.builder(name).description(description).serviceLevelObjectives(buckets).tags(tags).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<ScanMetrics> value) {
    Gauge.builder(name, this, value).description(description).register(registry);
  }

  private CrawlMeter.State state() {
    return run.map(Supplier::get).orElse(NOTHING);
  }

  /** Where other parts of the program may count too. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All figures in the text format of Prometheus. */
  public String text() {
    return registry.scrape();
  }

  /** A scan begins. */
  public void began() {
    running.incrementAndGet();
  }

  /** A scan ended. */
  public void ended(End how) {
    running.decrementAndGet();
    ended = clock.instant().toEpochMilli() / 1000.0;
    scans.get(how).increment();
  }

  @Override
  public void requested(Outcome outcome, Duration took, long bytes) {
    requests.get(outcome).record(took);
    received.increment(bytes);
  }

  @Override
  public void rested(Wait why, Duration length) {
    rests.get(why).record(length);
  }

  @Override
  public void captured(boolean same) {
    (same ? unchanged : fresh).increment();
  }

  @Override
  public void failed(FailureCause cause) {
    failures.get(cause).increment();
  }

  @Override
  public void archived(long bytes) {
    archived.increment(bytes);
  }

  @Override
  public void committed(Duration took) {
    commits.record(took);
  }

  @Override
  public void running(Optional<Supplier<CrawlMeter.State>> now) {
    run = now;
  }
}
