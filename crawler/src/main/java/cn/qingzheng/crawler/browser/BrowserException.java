package cn.qingzheng.crawler.browser;

import java.io.IOException;

/** The browser did not show a page: it could not be started, gave up, or there was nothing to see. */
public final class BrowserException extends IOException {
  private static final long serialVersionUID = 1L;

  public BrowserException(String message) {
    super(message);
  }

  public BrowserException(String message, Throwable cause) {
    super(message, cause);
  }
}
