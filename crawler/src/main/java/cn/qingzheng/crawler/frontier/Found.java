package cn.qingzheng.crawler.frontier;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How an address came to be known.
 *
 * @param parent row of the address that led here, 0 if none did
 * @param changed when it changed last, as a sitemap or feed says; not kept once it has its place in the queue
 */
public record Found(How how, long parent, Optional<Instant> changed) {
  public Found {
    Objects.requireNonNull(how);
    Objects.requireNonNull(changed);
  }

  public Found(How how, long parent) {
    this(how, parent, Optional.empty());
  }

  /** What led to an address. */
  public enum How {
    SEED("种子"),
    LINK("网页链接"),
    SITEMAP("站点地图"),
    FEED("订阅源"),
    SEARCH("平台检索"),
    REDIRECT("重定向"),
    CANONICAL("规范网址"),
    REVISIT("到期复查");

    private final String label;

    How(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  public static Found bySeed() {
    return new Found(How.SEED, 0);
  }

  public static Found by(How how, UrlTask from) {
    return new Found(how, from.id());
  }
}
