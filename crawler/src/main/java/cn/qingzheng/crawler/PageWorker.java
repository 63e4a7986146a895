package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.Turn;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.url.WebURL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One thread of the crawl. crawler4j takes an address from the frontier, has it fetched and parsed, queues what was
 * found, then calls {@link #visit}, and last tells the frontier that it was processed.
 */
final class PageWorker extends WebCrawler {
  private static final Logger LOG = LoggerFactory.getLogger(PageWorker.class);

  private final String runId;
  private final CrawlListener listener;
  private final Tally tally;
  private final ComputeGate gate;

  PageWorker(String runId, CrawlListener listener, Tally tally, ComputeGate gate) {
    this.runId = runId;
    this.listener = listener;
    this.tally = tally;
    this.gate = gate;
  }

  /** Every line that this thread logs says of which run it is. */
  @Override
  public void onStart() {
    MDC.put("run", runId);
  }

  @Override
  public boolean shouldVisit(Page from, WebURL url) {
    // Links were judged when they were found.
    return true;
  }

  @Override
  public void visit(Page page) {
    CrawlUrl url = (CrawlUrl) page.getWebURL();
    Taken taken = (Taken) page.getParseData();
    try {
      taken
          .delivery()
          .ifPresent(
              d -> {
                url.awaitDurable();
                MDC.put("capture", d.capture().id());
                gate.run(() -> listener.captured(d.capture(), d.page(), d.unchanged()));
                tally.captured();
              });
      url.ended(taken.end());
    } catch (RuntimeException | Error e) {
      // An error that left this method would end the thread and leave the host leased for ever.
      internal(url, e);
    } finally {
      MDC.remove("capture");
    }
  }

  @Override
  protected void onParseError(WebURL url, Exception e) {
    internal((CrawlUrl) url, e);
  }

  @Override
  protected void onContentFetchError(Page page, Exception e) {
    internal((CrawlUrl) page.getWebURL(), e);
  }

  @Override
  protected void onUnhandledException(Page page, Throwable e) {
    internal((CrawlUrl) page.getWebURL(), e);
  }

  private static void internal(CrawlUrl url, Throwable e) {
    if (!url.hasEnded()) {
      LOG.error("page failed: {}", url.getURL(), e);
      url.ended(Turn.Failed.of(FailureCause.INTERNAL, e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
  }
}
