package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.crawler.fetch.FetchRequest;
import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.fetch.HttpFetcher;
import cn.qingzheng.crawler.fetch.Validators;
import cn.qingzheng.crawler.frontier.Asked;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.Found;
import cn.qingzheng.crawler.frontier.HostQueueFrontier;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.robots.RobotsGate;
import cn.qingzheng.crawler.robots.RobotsRules;
import cn.qingzheng.model.Capture;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What happens when it is a host's turn: one request, to robots.txt or to the address. Redirects are not followed
 * here; their target gets a turn of its own, so that the pause holds between hops too.
 */
final class HostTurn {
  private final HttpFetcher fetcher;
  private final RobotsGate robots;
  private final RobotsTurn robotsTurn;
  private final ConnectorBudgets budgets;
  private final CaptureStore captures;
  private final Function<String, Target> targets;
  private final HostQueueFrontier frontier;
  private final Tally tally;
  private final Clock clock;
  private final BlockSigns signs;
  /** Pages whose earlier capture cannot be read back, so that "not modified" would be no answer. */
  private final Set<URI> unconditional = ConcurrentHashMap.newKeySet();
  /** Pages that gave a cookie and sent back to themselves. */
  private final Set<URI> welcomed = ConcurrentHashMap.newKeySet();

  HostTurn(
      HttpFetcher fetcher,
      RobotsGate robots,
      ConnectorBudgets budgets,
      CaptureStore captures,
      Function<String, Target> targets,
      HostQueueFrontier frontier,
      Tally tally,
      Clock clock,
      BlockSigns signs) {
    this.fetcher = fetcher;
    this.robots = robots;
    this.budgets = budgets;
    this.captures = captures;
    this.targets = targets;
    this.frontier = frontier;
    this.robotsTurn = new RobotsTurn(robots, frontier, budgets, clock);
    this.tally = tally;
    this.clock = clock;
    this.signs = signs;
  }

  /** Asks for the page only in full from now on. */
  void distrust(URI url) {
    unconditional.add(url);
  }

  /** Takes the turn; without a page in the end, the address has been told what came of it. */
  Optional<PageAnswer> take(CrawlUrl url) {
    UrlTask task = url.task();
    Target target = targets.apply(task.seedId());
    Optional<String> closed = target.connector().flatMap(budgets::closed);
    if (closed.isPresent()) {
      url.ended(new Turn.Left(closed.get()));
      return Optional.empty();
    }
    if (task.kind() == UrlKind.ROBOTS) {
      robotsTurn.errand(url, target);
      return Optional.empty();
    }
    Optional<String> unwanted = task.kind() == UrlKind.PAGE ? target.paths().refusal(task.url()) : Optional.empty();
    if (unwanted.isPresent()) {
      // A redirect led here, or the rules are younger than the queue.
      url.ended(Turn.Failed.of(FailureCause.UNWANTED_PATH, unwanted.get()));
      return Optional.empty();
    }
    Optional<RobotsRules> rules = robots.known(task.url());
    if (rules.isEmpty()) {
      robotsTurn.take(url, target);
      return Optional.empty();
    }
    url.crawlDelay(rules.get().crawlDelay());
    if (target.obeysRobots() && !rules.get().allows(task.url())) {
      url.ended(refused(rules.get()));
      return Optional.empty();
    }
    if (task.kind() == UrlKind.PAGE && task.depth() == 0 && target.maxDepth() > 0) {
      frontier.add(SiteMaps.of(task, rules.get()));
    }
    return fetch(url, target, rules.get());
  }

  /**
   * Whether a page may load this document into a frame, or go there: as robots.txt says, where it is known. Of the
   * page's own host it is; to ask other hosts for theirs would need turns of theirs while the page waits.
   */
  boolean mayLoad(URI document, Target target) {
    return !target.obeysRobots() || robots.known(document).map(r -> r.allows(document)).orElse(true);
  }

  private static Turn refused(RobotsRules rules) {
    return rules.isUnavailable()
        ? Turn.Failed.of(FailureCause.ROBOTS_UNAVAILABLE, "服务器给不出 robots.txt，按全部禁止处理（RFC 9309）")
        : Turn.Failed.of(FailureCause.ROBOTS, "robots.txt 禁止抓取该地址");
  }

  private Optional<PageAnswer> fetch(CrawlUrl url, Target target, RobotsRules rules) {
    UrlTask task = url.task();
    Optional<Capture> earlier = earlier(task);
    Validators validators = earlier.map(HostTurn::validators).orElseGet(Validators::none);
    Fetched fetched =
        fetcher.fetch(new FetchRequest(task.url(), target.userAgent(), validators, target.limits(), target.anyCertificate(), target.connector().isEmpty(), List.of()));
    target.connector().ifPresent(budgets::spent);
    url.asked(asked(task.url(), fetched, rules.allows(task.url())));
    return switch (fetched) {
      case Fetched.Interrupted i -> none(url, new Turn.Interrupted());
      case Fetched.Fault f -> none(url, Turn.Failed.of(f.cause(), f.detail()));
      case Fetched.Answer a -> {
        tally.received(task.host(), a.wire().body().length);
        yield answered(url, target, a, earlier);
      }
    };
  }

  private Asked asked(URI url, Fetched fetched, boolean allowed) {
    String robots = allowed ? "robots.txt 允许" : "robots.txt 不允许，按批准抓取";
    return switch (fetched) {
      case Fetched.Answer a ->
          new Asked(url, a.at(), a.took(), a.remote().ip(), "HTTP " + a.status(), a.wire().body().length, robots);
      case Fetched.Fault f -> asked(url, f.took(), f.cause().label(), robots);
      case Fetched.Interrupted i -> asked(url, i.took(), "中断", robots);
    };
  }

  private Asked asked(URI url, Duration took, String result, String robots) {
    return new Asked(url, clock.instant().minus(took), took, "", result, 0, robots);
  }

  private static Optional<PageAnswer> none(CrawlUrl url, Turn end) {
    url.ended(end);
    return Optional.empty();
  }

  /** The capture that a conditional request may refer to (RFC 9110 §13.1). */
  private Optional<Capture> earlier(UrlTask task) {
    if (task.kind() != UrlKind.PAGE || unconditional.contains(task.url())) {
      return Optional.empty();
    }
    return captures.latest(task.url()).filter(c -> !c.payload().truncated());
  }

  private static Validators validators(Capture earlier) {
    return new Validators(earlier.exchange().header("ETag"), earlier.exchange().header("Last-Modified"));
  }

  private Optional<PageAnswer> answered(CrawlUrl url, Target target, Fetched.Answer a, Optional<Capture> earlier) {
    if (a.status() == 304 && earlier.isPresent()) {
      return Optional.of(new PageAnswer(a, earlier));
    }
    if (a.redirect()) {
      url.ended(redirected(url.task(), target, a));
      return Optional.empty();
    }
    if (a.status() >= 200 && a.status() < 300) {
      Optional<String> sign = url.task().kind() == UrlKind.SITEMAP ? Optional.empty() : signs.inPage(a);
      sign.ifPresent(s -> url.ended(blocked(s, target)));
      return sign.isPresent() ? Optional.empty() : Optional.of(new PageAnswer(a, Optional.empty()));
    }
    url.ended(failed(url.task(), target, a));
    return Optional.empty();
  }

  private Turn failed(UrlTask task, Target target, Fetched.Answer a) {
    Optional<Duration> retryAfter = a.header("Retry-After").flatMap(v -> RetryAfter.parse(v, clock));
    boolean slowDown = retryAfter.isPresent() && (a.status() == 429 || a.status() == 503);
    Optional<String> sign = slowDown ? Optional.empty() : signs.inStatus(a, target.connector());
    if (sign.isPresent()) {
      return blocked(sign.get(), target);
    }
    if (task.kind() == UrlKind.SITEMAP && a.status() < 500 && a.status() != 429) {
      return new Turn.Handled("没有站点地图：HTTP " + a.status());
    }
    String detail = "HTTP " + a.status();
    if (slowDown || a.status() == 429) {
      return new Turn.Failed(FailureCause.RATE_LIMITED, detail, retryAfter, Optional.empty());
    }
    if (a.status() >= 500) {
      return Turn.Failed.of(FailureCause.HTTP_5XX, detail);
    }
    return Turn.Failed.of(a.status() >= 400 ? FailureCause.HTTP_4XX : FailureCause.PROTOCOL, detail);
  }

  private Turn blocked(String sign, Target target) {
    return new Turn.Failed(
        FailureCause.BLOCKED,
        sign,
        Optional.empty(),
        Optional.of(
            target.connector().map(c -> c.blocked().suspension()).orElse(budgets.suspension())));
  }

  private Turn redirected(UrlTask task, Target target, Fetched.Answer a) {
    Optional<URI> to = a.header("Location").flatMap(l -> CanonicalUrl.resolve(task.url(), l));
    if (to.isEmpty()) {
      return Turn.Failed.of(FailureCause.PROTOCOL, "重定向的目标不是网址");
    }
    Optional<String> sign = signs.inRedirect(to.get(), target.connector());
    if (sign.isPresent()) {
      return blocked(sign.get(), target);
    }
    Optional<String> login = signs.login(task.url(), to.get());
    if (login.isPresent()) {
      // Where the first page is behind a login, all are; further on it is one page of many.
      return task.depth() == 0 ? blocked(login.get(), target) : Turn.Failed.of(FailureCause.BLOCKED, login.get());
    }
    if (!SameSite.domain(task.url(), to.get())) {
      return Turn.Failed.of(FailureCause.REFUSED_ADDRESS, "重定向到种子以外的主机：" + to.get().getHost());
    }
    if (to.get().equals(task.url()) && target.connector().isEmpty() && a.header("Set-Cookie").isPresent() && welcomed.add(task.url())) {
      // "Take this and come again": once, with what it gave.
      return new Turn.Again(java.time.Duration.ZERO);
    }
    List<ArchivedExchange.Hop> hops = task.baggage().hops();
    boolean seen = to.get().equals(task.url()) || hops.stream().anyMatch(h -> h.url().equals(to.get()));
    if (seen || hops.size() >= target.limits().maxRedirects()) {
      return Turn.Failed.of(FailureCause.REDIRECT_LOOP, (seen ? "重定向回到 " : "重定向超过上限，下一跳 ") + to.get());
    }
    frontier.add(
        List.of(UrlTask.of(task.seedId(), task.kind(), to.get(), task.depth(), task.baggage().after(CaptureStage.hop(a, Optional.empty())), Found.by(Found.How.REDIRECT, task))));
    return new Turn.Handled("重定向到 " + to.get());
  }
}
