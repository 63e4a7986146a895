package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.CrawlUrl;
import crawlercommons.filters.basic.BasicURLNormalizer;
import edu.uci.ics.crawler4j.PolitenessServer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.fetcher.PageFetchResult;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Takes the fetching over from crawler4j, whose own client trusts every certificate, reads bodies without end and
 * does not keep the pause. The client that the super class makes is never used and closed with it.
 */
final class PoliteFetcher extends PageFetcher {
  private final HostTurn turns;

  PoliteFetcher(CrawlConfig config, HostTurn turns) throws GeneralSecurityException {
    super(config, new BasicURLNormalizer(), url -> PolitenessServer.NO_POLITENESS_APPLIED);
    this.turns = turns;
  }

  @Override
  public PageFetchResult fetchPage(WebURL webUrl) throws IOException {
    Optional<PageAnswer> answer = turns.take((CrawlUrl) webUrl);
    if (answer.isEmpty()) {
      throw new NoPage();
    }
    return new Result(webUrl, answer.get());
  }

  /** The turn brought no page; the address knows why. */
  static final class NoPage extends IOException {
    private static final long serialVersionUID = 1L;

    NoPage() {
      super("no page");
    }
  }

  /** Puts the whole answer into crawler4j's page, instead of bytes without their headers. */
  private static final class Result extends PageFetchResult {
    private final PageAnswer answer;

    Result(WebURL url, PageAnswer answer) {
      super(false);
      this.answer = answer;
      // Also for 304, which crawler4j would take for a failure.
      statusCode = HttpStatus.SC_OK;
      fetchedUrl = url.getURL();
    }

    @Override
    public boolean fetchContent(Page page, int maxBytes) {
      page.setParseData(answer);
      return true;
    }

    /** Everything was read or broken off by the fetcher. */
    @Override
    public void discardContentIfNotConsumed() {}

    @Override
    public void close() {}
  }
}
