package cn.qingzheng.crawler.browser;

import java.time.Duration;
import java.util.Objects;

/**
 * How much one page may cost.
 *
 * @param deadline wall clock for everything
 * @param maxBytes received by all its requests together
 * @param maxRequests plain requests and tunnels
 * @param maxHeight of a picture, in CSS pixels; what lies below is cut off
 */
public record BrowserLimits(Duration deadline, long maxBytes, int maxRequests, int maxHeight) {
  public BrowserLimits {
    Objects.requireNonNull(deadline);
    if (deadline.isNegative() || deadline.isZero() || maxBytes < 1 || maxRequests < 1 || maxHeight < 1) {
      throw new IllegalArgumentException("limits should be positive, was: " + deadline + ", " + maxBytes + ", " + maxRequests + ", " + maxHeight);
    }
  }

  /** 15 s, 50 MB, 500 requests, 16,000 pixels (more is over what Chromium can draw at once). */
  public static BrowserLimits standard() {
    return new BrowserLimits(Duration.ofSeconds(15), 50L << 20, 500, 16_000);
  }
}
