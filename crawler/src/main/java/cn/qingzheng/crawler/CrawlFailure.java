package cn.qingzheng.crawler;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A page that a run did not capture, after the last attempt. It proves nothing about the page.
 *
 * @param seedId the seed or connector
 * @param detail one line for a reader, in Chinese where this program says it
 * @param attempts how often it was tried, 0 if it was not even asked for
 */
public record CrawlFailure(
    String runId, String seedId, URI url, FailureCause cause, String detail, int attempts, Instant at) {
  public CrawlFailure {
    Objects.requireNonNull(runId);
    Objects.requireNonNull(seedId);
    Objects.requireNonNull(url);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(at);
  }
}
