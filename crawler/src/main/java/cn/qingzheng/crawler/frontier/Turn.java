package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.FailureCause;
import java.time.Duration;
import java.util.Optional;

/** What came of a host's turn. */
public sealed interface Turn {
  /**
   * The page was captured and handed over.
   *
   * @param needsBrowser whether its text comes by script and no browser was there
   */
  record Captured(String captureId, boolean unchanged, boolean truncated, boolean needsBrowser) implements Turn {}

  /** Done without a capture: a sitemap was read, or the address leads to another one that is now queued. */
  record Handled(String note) implements Turn {}

  /** The turn went to robots.txt; the address keeps its place. */
  record Again(Duration notBefore) implements Turn {}

  /**
   * @param retryAfter what the server asked for
   * @param suspend how long nobody may come back to this host, whatever the run
   */
  record Failed(FailureCause cause, String detail, Optional<Duration> retryAfter, Optional<Duration> suspend)
      implements Turn {
    public static Failed of(FailureCause cause, String detail) {
      return new Failed(cause, detail, Optional.empty(), Optional.empty());
    }
  }

  /** The seed or connector may go no further in this run; its addresses stay for a later one. */
  record Left(String why) implements Turn {}

  /** Broken off because the run stops. */
  record Interrupted() implements Turn {}
}
