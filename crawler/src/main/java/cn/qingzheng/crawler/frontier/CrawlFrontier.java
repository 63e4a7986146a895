package cn.qingzheng.crawler.frontier;

import edu.uci.ics.crawler4j.frontier.DocIDServer;
import edu.uci.ics.crawler4j.frontier.Frontier;
import edu.uci.ics.crawler4j.frontier.FrontierConfiguration;
import edu.uci.ics.crawler4j.url.WebURLFactory;

/** Hands our frontier to crawler4j. */
public final class CrawlFrontier implements FrontierConfiguration {
  private final HostQueueFrontier frontier;

  public CrawlFrontier(HostQueueFrontier frontier) {
    this.frontier = frontier;
  }

  @Override
  public DocIDServer getDocIDServer() {
    return frontier.seen();
  }

  @Override
  public Frontier getFrontier() {
    return frontier;
  }

  /** Addresses are made from tasks; crawler4j makes its own only for seeds given to it and for redirects. */
  @Override
  public WebURLFactory getWebURLFactory() {
    return () -> {
      throw new UnsupportedOperationException("addresses come from the frontier");
    };
  }

  @Override
  public void close() {
    // The store closes with the crawler.
  }
}
