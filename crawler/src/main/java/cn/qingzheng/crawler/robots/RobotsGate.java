package cn.qingzheng.crawler.robots;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.fetch.FetchRequest;
import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.fetch.HttpFetcher;
import cn.qingzheng.crawler.fetch.Validators;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.CrawlDb;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the robots.txt of every site, a site being scheme, host and port. Asks for it only when told to, because
 * that is a request like any other and needs the host's turn.
 */
public final class RobotsGate {
  /** RFC 9309 §2.5: parse at least this much. */
  private static final int MAX_BYTES = 500 * 1024;

  /** RFC 9309 §2.3.1.2: follow at least this many. */
  private static final int MAX_REDIRECTS = 5;

  private static final Duration KEEP = Duration.ofHours(24);
  private static final Duration KEEP_UNAVAILABLE = Duration.ofHours(1);
  private static final int ATTEMPTS = 3;

  private final RobotsTable table;
  private final HttpFetcher fetcher;
  private final CrawlSettings settings;
  private final Clock clock;
  private final Map<URI, Cached> cache = new ConcurrentHashMap<>();
  private final Map<URI, Integer> failures = new ConcurrentHashMap<>();

  private record Cached(RobotsRules rules, Instant until) {}

  public RobotsGate(CrawlDb db, HttpFetcher fetcher, CrawlSettings settings, Clock clock) {
    this.table = new RobotsTable(db);
    this.fetcher = fetcher;
    this.settings = settings;
    this.clock = clock;
  }

  /** The rules for an address, if they are known and fresh. */
  public Optional<RobotsRules> known(URI url) {
    URI site = robotsTxt(url);
    Instant now = clock.instant();
    Cached cached =
        cache.computeIfAbsent(
            site,
            s ->
                table
                    .find(s, now)
                    .map(stored -> new Cached(stored.rules(s, settings.identity().robotsName()), stored.expires()))
                    .orElse(null));
    return Optional.ofNullable(cached).filter(c -> c.until().isAfter(now)).map(Cached::rules);
  }

  /**
   * What came of asking.
   *
   * @param took all requests together
   */
  public sealed interface Visit {
    Duration took();

    /** The rules are known now. */
    record Learnt(Duration took) implements Visit {}

    /** The server could not say; ask again after a while. */
    record Later(Duration notBefore, Duration took) implements Visit {}

    /** The host cannot be reached at all. */
    record Unreachable(FailureCause cause, String detail, Duration took) implements Visit {}

    record Interrupted(Duration took) implements Visit {}
  }

  /**
   * Asks the site of an address for its robots.txt.
   *
   * @param anyCertificate whether a certificate that does not hold is approved for this site
   */
  public Visit visit(URI url, String userAgent, boolean anyCertificate) {
    URI site = robotsTxt(url);
    URI at = site;
    Duration took = Duration.ZERO;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Fetched fetched = fetcher.fetch(request(at, userAgent, anyCertificate));
      took = took.plus(fetched.took());
      if (!(fetched instanceof Fetched.Answer answer)) {
        return unanswered(site, fetched, took);
      }
      Optional<URI> next = answer.redirect() ? target(answer) : Optional.empty();
      if (next.isEmpty()) {
        return learn(site, answer, took);
      }
      // Also to another host: the rules there are this site's (RFC 9309 §2.3.1.2). The address guard still decides.
      at = next.get();
    }
    // More hops than anybody has to follow count as no robots.txt (RFC 9309 §2.3.1.2).
    keep(site, RobotsTable.Kind.NONE, new byte[0]);
    return new Visit.Learnt(took);
  }

  private Visit learn(URI site, Fetched.Answer answer, Duration took) {
    if (answer.status() >= 500 || answer.status() == 429) {
      return unavailable(site, took);
    }
    boolean there = answer.status() >= 200 && answer.status() < 300;
    keep(site, there ? RobotsTable.Kind.RULES : RobotsTable.Kind.NONE, there ? wholeLines(answer) : new byte[0]);
    return new Visit.Learnt(took);
  }

  /** Half a line may say something else: of {@code Disallow: /search} the cut may leave {@code Disallow: /}. */
  private static byte[] wholeLines(Fetched.Answer answer) {
    byte[] body = answer.body();
    int end = body.length;
    while (answer.truncated() && end > 0 && body[end - 1] != '\n' && body[end - 1] != '\r') {
      end--;
    }
    return Arrays.copyOf(body, end);
  }

  private Visit unanswered(URI site, Fetched fetched, Duration took) {
    return switch (fetched) {
      case Fetched.Interrupted i -> new Visit.Interrupted(took);
      case Fetched.Fault f -> fault(site, f, took);
      case Fetched.Answer a -> throw new IllegalStateException("an answer is no fault");
    };
  }

  private Visit fault(URI site, Fetched.Fault fault, Duration took) {
    return switch (fault.cause()) {
      case DNS, CONNECT, TLS, REFUSED_ADDRESS, INTERNAL -> new Visit.Unreachable(fault.cause(), fault.detail(), took);
      default -> unavailable(site, took);
    };
  }

  private Visit unavailable(URI site, Duration took) {
    int failed = failures.merge(site, 1, Integer::sum);
    if (failed < ATTEMPTS) {
      return new Visit.Later(settings.patience().firstBackoff().multipliedBy(failed), took);
    }
    failures.remove(site);
    cache.put(site, new Cached(RobotsRules.unavailable(), clock.instant().plus(KEEP_UNAVAILABLE)));
    return new Visit.Learnt(took);
  }

  private void keep(URI site, RobotsTable.Kind kind, byte[] body) {
    RobotsTable.Stored stored = new RobotsTable.Stored(kind, body, clock.instant().plus(KEEP));
    table.keep(site, stored);
    failures.remove(site);
    cache.put(site, new Cached(stored.rules(site, settings.identity().robotsName()), stored.expires()));
  }

  private FetchRequest request(URI url, String userAgent, boolean anyCertificate) {
    CrawlSettings.Limits l = settings.limits();
    CrawlSettings.Limits bounded =
        new CrawlSettings.Limits(MAX_BYTES, l.deadline(), l.connectTimeout(), l.maxRedirects());
    return new FetchRequest(url, userAgent, Validators.none(), bounded, anyCertificate, false, List.of());
  }

  private static Optional<URI> target(Fetched.Answer answer) {
    return answer.header("Location").flatMap(l -> CanonicalUrl.resolve(answer.url(), l));
  }

  private static URI robotsTxt(URI url) {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority() + "/robots.txt");
  }
}
