package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leaves a host alone when it is hopeless, asks for it, or has had all the requests it may have in a run. Guarded by
 * the frontier's lock.
 */
final class HostJudge {
  private final HostTable table;
  private final CrawlSettings settings;
  private final Clock clock;

  HostJudge(HostTable table, CrawlSettings settings, Clock clock) {
    this.table = table;
    this.settings = settings;
    this.clock = clock;
  }

  /** Counts failures in a row and what was asked. */
  void judge(HostQueue host, UrlTask task, Turn turn, int requests) {
    host.requests += requests;
    if (turn instanceof Turn.Failed f) {
      failed(host, task, f);
    } else if (turn instanceof Turn.Captured || turn instanceof Turn.Handled) {
      host.strikes = 0;
    }
    exhaust(host);
  }

  private void failed(HostQueue host, UrlTask task, Turn.Failed f) {
    if (f.suspend().isPresent()) {
      suspend(host, f.suspend().get(), f.cause().label() + "：" + f.detail());
    } else if (f.retryAfter().isPresent() && f.retryAfter().get().compareTo(settings.patience().longest()) > 0) {
      suspend(host, Pauses.min(f.retryAfter().get(), settings.patience().suspension()), "对方要求 " + f.retryAfter().get().toSeconds() + " 秒后再来");
    } else if (Retries.strikes(f.cause()) && task.attempt() == 0 && ++host.strikes >= settings.patience().breaker()) {
      host.suspended = Optional.of("连续 " + host.strikes + " 个地址失败（" + f.cause().label() + "），本次不再访问");
    }
  }

  /** Leaves the host alone if it has had all the requests it may have in this run. */
  void exhaust(HostQueue host) {
    int most = settings.budget().requestsPerHost();
    if (most > 0 && host.requests >= most && host.suspended.isEmpty()) {
      host.suspended = Optional.of("本次对该主机的 " + most + " 次请求已用完");
    }
  }

  private void suspend(HostQueue host, Duration howLong, String reason) {
    Instant until = clock.instant().plus(howLong);
    host.suspended = Optional.of(reason);
    table.suspend(host.name, new HostTable.Suspension(until, reason));
  }
}
