package cn.qingzheng.crawler.page;

import java.util.function.Supplier;

/**
 * Tries of rules on elements that are left to all style sheets of one page. A try looks at a few names of bounded
 * length, see {@link StyleSelector}, so its cost does not grow with the page. What is not tried hides nothing.
 */
final class Patience {
  private int left;

  Patience(int tries) {
    this.left = tries;
  }

  /** Whether one more try was left. */
  boolean spend() {
    return left > 0 && left-- > 0;
  }

  boolean spent() {
    return left <= 0;
  }

  /** What a style says; where reading it fails, it costs only what it says and never the page. */
  static <T> T orElse(Supplier<T> style, T without) {
    try {
      return style.get();
    } catch (RuntimeException | StackOverflowError e) {
      return without;
    }
  }
}
