package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.FailureCause;

/** How often to come back, by cause: only where time may help. */
final class Retries {
  private Retries() {}

  static int usual(FailureCause cause) {
    return switch (cause) {
      case RATE_LIMITED -> 4;
      case CONNECT, TIMEOUT, HTTP_5XX, PROTOCOL -> 2;
      case DNS -> 1;
      // A page that drips would cost its whole time again; the next run tries anew.
      case DEADLINE -> 0;
      case REFUSED_ADDRESS, TLS, TOO_LARGE, REDIRECT_LOOP, ROBOTS, ROBOTS_UNAVAILABLE, HTTP_4XX, BLOCKED,
          UNSUPPORTED_TYPE, UNWANTED_PATH, INTERNAL -> 0;
    };
  }

  /** Whether it speaks of the host rather than of the page. */
  static boolean strikes(FailureCause cause) {
    return switch (cause) {
      case DNS, CONNECT, TLS, TIMEOUT, DEADLINE, HTTP_5XX, PROTOCOL, RATE_LIMITED -> true;
      case REFUSED_ADDRESS, TOO_LARGE, REDIRECT_LOOP, ROBOTS, ROBOTS_UNAVAILABLE, HTTP_4XX, BLOCKED,
          UNSUPPORTED_TYPE, UNWANTED_PATH, INTERNAL -> false;
    };
  }
}
