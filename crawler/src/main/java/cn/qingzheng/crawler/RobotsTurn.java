package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.Asked;
import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.HostQueueFrontier;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.robots.RobotsGate;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spends a host's turn on robots.txt: one request, however often it is redirected. What is redirected to another host
 * waits for a turn of that host.
 */
final class RobotsTurn {
  /** How often to look whether the other host has answered; costs no request. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final RobotsGate robots;
  private final HostQueueFrontier frontier;
  private final ConnectorBudgets budgets;
  private final Clock clock;

  RobotsTurn(RobotsGate robots, HostQueueFrontier frontier, ConnectorBudgets budgets, Clock clock) {
    this.robots = robots;
    this.frontier = frontier;
    this.budgets = budgets;
    this.clock = clock;
  }

  /** Goes on towards the rules of an address, which are not known yet; the address keeps its place. */
  void take(CrawlUrl url, Target target) {
    UrlTask task = url.task();
    if (robots.elsewhere(task.url())) {
      url.ended(robots.lost(task.url()).<Turn>map(u -> Turn.Failed.of(u.cause(), u.detail())).orElse(new Turn.Again(LOOK)));
      return;
    }
    URI at = robots.next(task.url());
    RobotsGate.Visit visit = robots.visit(task.url(), target.userAgent(), target.anyCertificate());
    target.connector().ifPresent(budgets::spent);
    url.asked(asked(at, visit.took(), word(visit)));
    url.ended(after(visit, task));
  }

  private Turn after(RobotsGate.Visit visit, UrlTask task) {
    return switch (visit) {
      case RobotsGate.Visit.Learnt l -> new Turn.Again(Duration.ZERO);
      case RobotsGate.Visit.Onward o -> {
        boolean elsewhere = robots.elsewhere(task.url());
        if (elsewhere) {
          frontier.errand(task.seedId(), robots.next(task.url()));
        }
        yield new Turn.Again(elsewhere ? LOOK : Duration.ZERO);
      }
      case RobotsGate.Visit.Later l ->
          l.wanted().isEmpty()
              ? new Turn.Again(l.notBefore())
              : new Turn.Failed(FailureCause.RATE_LIMITED, "robots.txt 暂时取不到", l.wanted(), Optional.empty());
      case RobotsGate.Visit.Unreachable u -> Turn.Failed.of(u.cause(), u.detail());
      case RobotsGate.Visit.Interrupted i -> new Turn.Interrupted();
    };
  }

  /** Asks this host for the robots.txt of others. */
  void errand(CrawlUrl url, Target target) {
    RobotsGate.Errand errand = robots.errand(url.task().url(), target.userAgent());
    target.connector().ifPresent(budgets::spent);
    url.asked(asked(url.task().url(), errand.fetched().took(), word(errand.fetched())));
    errand.further().forEach(at -> frontier.errand(url.task().seedId(), at));
    url.ended(
        errand.fetched() instanceof Fetched.Interrupted ? new Turn.Interrupted() : new Turn.Handled("其他网站的 robots.txt"));
  }

  private static String word(RobotsGate.Visit visit) {
    return switch (visit) {
      case RobotsGate.Visit.Learnt l -> "已取得";
      case RobotsGate.Visit.Onward o -> "重定向";
      case RobotsGate.Visit.Later l -> "暂时取不到";
      case RobotsGate.Visit.Unreachable u -> u.cause().label();
      case RobotsGate.Visit.Interrupted i -> "中断";
    };
  }

  private static String word(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Answer a -> "HTTP " + a.status();
      case Fetched.Fault f -> f.cause().label();
      case Fetched.Interrupted i -> "中断";
    };
  }

  private Asked asked(URI at, Duration took, String result) {
    Instant began = clock.instant().minus(took);
    return new Asked(at, began, took, "", result, 0, "robots.txt 本身");
  }
}
