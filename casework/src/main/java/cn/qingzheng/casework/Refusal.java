package cn.qingzheng.casework;

/**
 * What somebody asked for cannot be done; the message says in one Chinese sentence why and what to do. Not a
 * bug: shown to the user as it is.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Refusal(String message) {
    super(message);
  }

  Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
