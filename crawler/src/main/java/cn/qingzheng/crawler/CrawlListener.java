package cn.qingzheng.crawler;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.net.URI;

/**
 * Takes what a run finds, called from the crawl's threads, several at a time. A call that throws costs its page
 * only: the page then counts as failed with {@link FailureCause#INTERNAL}.
 */
public interface CrawlListener {
  /**
   * A page was captured. Called before its address is marked done, so that a crash in between repeats the call
   * with the same capture id: what happens here must bear repetition.
   *
   * @param unchanged whether the server or the bytes say that it is as it was at an earlier capture
   */
  void captured(Capture capture, Page page, boolean unchanged);

  /** Whether a page is to be visited in every run, due or not; called often, from one thread at a time. */
  default boolean watches(URI url) {
    return false;
  }

  /** A page was given up in this run. */
  void failed(CrawlFailure failure);

  /** A search engine shows a page of a site that is not watched; may come again with the same address. */
  default void lead(SiteLead lead) {}

  /** Called now and then, and once at the end. */
  default void progress(CrawlProgress progress) {}
}
