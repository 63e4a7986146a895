package cn.qingzheng.crawler.seed;

import java.util.Optional;

/** How operators write the pattern of a path: as in robots.txt (RFC 9309 §2.2.2). */
final class PathPattern {
  static final String ADVICE = "请照 robots.txt 的写法：以 / 或 * 开头的路径开头，* 代表任意字符，末尾的 $ 代表到此为止，如 /zhaosheng/ 或 /*.html$";

  private PathPattern() {}

  /** What is wrong with it, in Chinese; empty if nothing. */
  static Optional<String> wrong(String pattern) {
    boolean right = pattern.matches("[/*][^\\s\\p{Cntrl}#]*") && pattern.length() <= 500;
    return right ? Optional.empty() : Optional.of("路径 " + pattern + " 不对");
  }
}
