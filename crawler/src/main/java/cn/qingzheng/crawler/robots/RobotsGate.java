package cn.qingzheng.crawler.robots;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.RetryAfter;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  /** How long another host may let us wait for a robots.txt that was redirected there. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RobotsTable table;
  private final HttpFetcher fetcher;
  private final CrawlSettings settings;
  private final Clock clock;
  private final Map<URI, Cached> cache = new ConcurrentHashMap<>();
  private final Map<URI, Integer> failures = new ConcurrentHashMap<>();
  private final Map<URI, Trail> trails = new ConcurrentHashMap<>();

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
   * @param took the request
   */
  public sealed interface Visit {
    Duration took();

    /** The rules are known now. */
    record Learnt(Duration took) implements Visit {}

    /** They lie elsewhere; the next request goes to {@link #next}. */
    record Onward(Duration took) implements Visit {}

    /**
     * The server could not say; ask again after a while.
     *
     * @param wanted how long the server wants to be left alone, if it says so
     */
    record Later(Duration notBefore, Optional<Duration> wanted, Duration took) implements Visit {}

    /** The host cannot be reached at all. */
    record Unreachable(FailureCause cause, String detail, Duration took) implements Visit {}

    record Interrupted(Duration took) implements Visit {}
  }

  /** How far the redirects of a site's robots.txt have been followed. */
  private record Trail(URI at, int hops, Instant since, Optional<Visit.Unreachable> end) {}

  /** Where the rules of an address are asked for next: its site's robots.txt, or what that was redirected to. */
  public URI next(URI url) {
    URI site = robotsTxt(url);
    return Optional.ofNullable(trails.get(site)).map(Trail::at).orElse(site);
  }

  /**
   * Makes one request for the rules of an address, to {@link #next}. Also to another host: the rules there are this
   * site's (RFC 9309 §2.3.1.2). The address guard still decides.
   *
   * @param anyCertificate whether a certificate that does not hold is approved for this site
   */
  public Visit visit(URI url, String userAgent, boolean anyCertificate) {
    URI site = robotsTxt(url);
    Visit visit = took(site, fetcher.fetch(request(next(url), userAgent, anyCertificate)));
    if (visit instanceof Visit.Unreachable) {
      trails.remove(site);
    }
    return visit;
  }

  /**
   * Makes one request to where the robots.txt of other sites was redirected, for all of them.
   *
   * @return where it is to be asked for next, if that is another host again
   */
  public Errand errand(URI at, String userAgent) {
    Fetched fetched = fetcher.fetch(request(at, userAgent, false));
    Set<URI> further = new LinkedHashSet<>();
    for (Map.Entry<URI, Trail> trail : trails.entrySet()) {
      if (trail.getValue().at().equals(at)) {
        errand(trail.getKey(), fetched).ifPresent(further::add);
      }
    }
    return new Errand(fetched, further);
  }

  private Optional<URI> errand(URI site, Fetched fetched) {
    Visit visit = took(site, fetched);
    if (visit instanceof Visit.Unreachable u) {
      trails.computeIfPresent(site, (s, t) -> new Trail(t.at(), t.hops(), t.since(), Optional.of(u)));
    } else if (visit instanceof Visit.Later l && l.wanted().isPresent()) {
      giveUp(site);
    }
    return visit instanceof Visit.Onward && elsewhere(site) ? Optional.of(next(site)) : Optional.empty();
  }

  private void giveUp(URI site) {
    trails.remove(site);
    failures.remove(site);
    cache.put(site, new Cached(RobotsRules.unavailable(), clock.instant().plus(KEEP_UNAVAILABLE)));
  }

  /** @param further where other hosts have to be asked now */
  public record Errand(Fetched fetched, Set<URI> further) {}

  /** Whether the rules of an address are to be asked for at another host. */
  public boolean elsewhere(URI url) {
    return !next(url).getHost().equalsIgnoreCase(url.getHost());
  }

  /** What came of the errand for the rules of an address, if they cannot be had; forgets it. */
  public Optional<Visit.Unreachable> lost(URI url) {
    URI site = robotsTxt(url);
    Trail trail = trails.get(site);
    if (trail == null) {
      return Optional.empty();
    }
    if (trail.end().isPresent()) {
      trails.remove(site);
      return trail.end();
    }
    if (trail.since().plus(PATIENCE).isBefore(clock.instant())) {
      // The other host has no turn for us, for whatever reason.
      giveUp(site);
    }
    return Optional.empty();
  }

  private Visit took(URI site, Fetched fetched) {
    if (!(fetched instanceof Fetched.Answer answer)) {
      return unanswered(site, fetched);
    }
    Optional<URI> next = answer.redirect() ? target(answer) : Optional.empty();
    if (next.isEmpty()) {
      return learn(site, answer);
    }
    int hops = Optional.ofNullable(trails.get(site)).map(Trail::hops).orElse(0) + 1;
    if (hops > MAX_REDIRECTS) {
      // More hops than anybody has to follow count as no robots.txt (RFC 9309 §2.3.1.2).
      keep(site, RobotsTable.Kind.NONE, new byte[0]);
      return new Visit.Learnt(answer.took());
    }
    trails.put(site, new Trail(next.get(), hops, clock.instant(), Optional.empty()));
    return new Visit.Onward(answer.took());
  }

  private Visit learn(URI site, Fetched.Answer answer) {
    if (answer.status() >= 500 || answer.status() == 429) {
      return unavailable(site, answer.header("Retry-After").flatMap(v -> RetryAfter.parse(v, clock)), answer.took());
    }
    boolean there = answer.status() >= 200 && answer.status() < 300;
    keep(site, there ? RobotsTable.Kind.RULES : RobotsTable.Kind.NONE, there ? wholeLines(answer) : new byte[0]);
    return new Visit.Learnt(answer.took());
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

  private Visit unanswered(URI site, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Interrupted i -> new Visit.Interrupted(i.took());
      case Fetched.Fault f -> fault(site, f);
      case Fetched.Answer a -> throw new IllegalStateException("an answer is no fault");
    };
  }

  private Visit fault(URI site, Fetched.Fault fault) {
    return switch (fault.cause()) {
      case DNS, CONNECT, TLS, REFUSED_ADDRESS, INTERNAL ->
          new Visit.Unreachable(fault.cause(), fault.detail(), fault.took());
      default -> unavailable(site, Optional.empty(), fault.took());
    };
  }

  private Visit unavailable(URI site, Optional<Duration> wanted, Duration took) {
    trails.remove(site);
    int failed = failures.merge(site, 1, Integer::sum);
    if (failed < ATTEMPTS) {
      return new Visit.Later(settings.patience().firstBackoff().multipliedBy(failed), wanted, took);
    }
    giveUp(site);
    return new Visit.Learnt(took);
  }

  private void keep(URI site, RobotsTable.Kind kind, byte[] body) {
    RobotsTable.Stored stored = new RobotsTable.Stored(kind, body, clock.instant().plus(KEEP));
    table.keep(site, stored);
    failures.remove(site);
    trails.remove(site);
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
