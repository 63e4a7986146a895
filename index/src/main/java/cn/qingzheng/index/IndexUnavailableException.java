package cn.qingzheng.index;

/** The index cannot be opened; the message says in Chinese why and what to do. */
public final class IndexUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
