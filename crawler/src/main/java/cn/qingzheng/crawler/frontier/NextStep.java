package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from a turn.
 *
 * @param again the address once more
 * @param givenUp why there is no more attempt
 * @param hostWait how long the whole host waits
 */
record NextStep(Optional<UrlTask> again, Optional<Turn.Failed> givenUp, Duration hostWait) {
  private static final NextStep NOTHING = new NextStep(Optional.empty(), Optional.empty(), Duration.ZERO);

  static NextStep after(UrlTask task, Turn turn, Pace pace, CrawlSettings.Patience patience, Instant now) {
    return switch (turn) {
      case Turn.Captured c -> NOTHING;
      case Turn.Handled h -> NOTHING;
      case Turn.Left l -> NOTHING;
      case Turn.Again a -> new NextStep(Optional.of(task), Optional.empty(), a.notBefore());
      case Turn.Interrupted i -> new NextStep(Optional.of(task), Optional.empty(), Duration.ZERO);
      case Turn.Failed f -> afterFailure(task, f, pace, patience, now);
    };
  }

  private static NextStep afterFailure(
      UrlTask task, Turn.Failed f, Pace pace, CrawlSettings.Patience patience, Instant now) {
    int usual = Retries.usual(f.cause());
    boolean wanted = usual > 0 && task.attempt() < pace.retries().orElse(usual) && f.suspend().isEmpty();
    if (!wanted) {
      return new NextStep(Optional.empty(), Optional.of(f), Duration.ZERO);
    }
    Duration backoff = patience.firstBackoff().multipliedBy(1L << Math.min(task.attempt(), 16));
    // However long the server wants: after the suspension of its host the address must be worth a look again.
    Duration longest = patience.suspension().compareTo(patience.longest()) > 0 ? patience.suspension() : patience.longest();
    Duration wait = f.retryAfter().map(r -> Pauses.min(r, longest)).orElse(Pauses.min(backoff, patience.longest()));
    UrlTask again = task.again(task.attempt() + 1, now.plus(wait));
    boolean wholeHost = f.cause() == FailureCause.RATE_LIMITED;
    return new NextStep(Optional.of(again), Optional.empty(), wholeHost ? wait : Duration.ZERO);
  }
}
