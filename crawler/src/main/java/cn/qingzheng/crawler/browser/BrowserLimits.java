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
 * @param maxMemory of all the browser's processes together, in bytes; a page that takes more is ended
 */
public record BrowserLimits(Duration deadline, long maxBytes, int maxRequests, int maxHeight, long maxMemory) {
  private static final long MEMORY = 2L << 30;

  public BrowserLimits {
    Objects.requireNonNull(deadline);
    if (deadline.isNegative() || deadline.isZero() || maxBytes < 1 || maxRequests < 1 || maxHeight < 1 || maxMemory < 1) {
      throw new IllegalArgumentException("limits should be positive, was: " + deadline + ", " + maxBytes + ", " + maxRequests + ", " + maxHeight + ", " + maxMemory);
    }
  }

  /** With 2 GB of memory. */
  public BrowserLimits(Duration deadline, long maxBytes, int maxRequests, int maxHeight) {
    this(deadline, maxBytes, maxRequests, maxHeight, MEMORY);
  }

  /** 15 s, 50 MB, 500 requests, 16,000 pixels (more is over what Chromium can draw at once), 2 GB of memory. */
  public static BrowserLimits standard() {
    return new BrowserLimits(Duration.ofSeconds(15), 50L << 20, 500, 16_000);
  }

  BrowserLimits with(Duration other) {
    return new BrowserLimits(other, maxBytes, maxRequests, maxHeight, maxMemory);
  }
}
