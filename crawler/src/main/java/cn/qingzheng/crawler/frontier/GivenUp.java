package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.FailureCause;

/** Hears of addresses that get no further attempt in this run. */
@FunctionalInterface
public interface GivenUp {
  /** @param attempts how often it was tried */
  void failed(UrlTask task, FailureCause cause, String detail, int attempts);
}
