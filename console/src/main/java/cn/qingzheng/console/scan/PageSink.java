package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.casework.FoundPage;
import cn.qingzheng.crawler.CrawlFailure;
import cn.qingzheng.crawler.CrawlListener;
import cn.qingzheng.crawler.CrawlProgress;
import cn.qingzheng.crawler.SiteLead;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each captured page through analysis into casebook and index. Called by the crawl's threads, several at a
 * time; a page that comes again after a crash changes nothing.
 */
final class PageSink implements CrawlListener {
  private static final Logger LOG = LoggerFactory.getLogger(PageSink.class);

  /** Pages between two commits of the index; after a crash the run's captures are put in again. */
  private static final int COMMIT_EVERY = 500;

  private final String runId;
  private final Analyzer analyzer;
  private final Stores stores;
  private final Clues clues;
  private final CopiedTexts copies;
  private final Clock clock;
  private final Consumer<CrawlProgress> progress;
  /** Addresses of pages on which findings were when they were last looked at. */
  private final Set<String> found;
  private final AtomicInteger pages = new AtomicInteger();

  PageSink(
      String runId, Analyzer analyzer, Stores stores, Clues clues, CopiedTexts copies, Clock clock,
      Consumer<CrawlProgress> progress) {
    this.runId = runId;
    this.analyzer = analyzer;
    this.stores = stores;
    this.clues = clues;
    this.copies = copies;
    this.clock = clock;
    this.progress = progress;
    this.found = stores.casebook().presentAddresses();
  }

  /** Where something was found, every scan looks whether it is still there. */
  @Override
  public boolean watches(URI url) {
    return found.contains(url.toString());
  }

  @Override
  public void captured(Capture capture, Page page, boolean unchanged) {
    PageResult result = analyzer.analyze(page, clues.of(capture));
    result.checked().failures().forEach(f -> LOG.warn("run {} page {}: rule failed: {}", runId, page.url(), f));
    stores.casebook().record(runId, page, result, clues.home(capture), hit -> Fingerprint.fingerprint(hit, page.url()));
    stores.index().put(IndexDocuments.of(capture, page, result, stores.casebook(), copies.keep(capture, page)));
    if (pages.incrementAndGet() % COMMIT_EVERY == 0) {
      stores.index().commit();
    }
  }

  @Override
  public void lead(SiteLead lead) {
    Instant now = clock.instant();
    stores.casebook().found(
        new FoundPage(lead.url(), lead.connectorId(), lead.keyword(), lead.title(), lead.summary(), now, now));
  }

  @Override
  public void failed(CrawlFailure failure) {
    LOG.info("run {} page {}: {} {}", runId, failure.url(), failure.cause(), failure.detail());
  }

  @Override
  public void progress(CrawlProgress now) {
    progress.accept(now);
  }
}
