package cn.qingzheng.bench;

import crawlercommons.filters.basic.BasicURLNormalizer;
import de.hshn.mi.crawler4j.frontier.HSQLDBFrontierConfiguration;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.frontier.FrontierConfiguration;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import edu.uci.ics.crawler4j.url.WebURL;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The farm, crawled by crawler4j 5.1.0 as it comes, with its resumable HSQLDB frontier; it archives nothing. */
final class StockCrawl {
  private StockCrawl() {}

  static CrawlBench.Result run(Farm farm, Path home, CrawlBench.Size size) throws Exception {
    CrawlConfig config = new CrawlConfig();
    config.setCrawlStorageFolder(home.toString());
    config.setPolitenessDelay(1000);
    config.setResumableCrawling(true);
    config.setMaxDepthOfCrawling(3);
    config.setMaxPagesToFetch(size.hosts() * size.pages());
    config.setMaxTotalConnections(size.threads() * 2);
    config.setThreadMonitoringDelaySeconds(1);
    config.setThreadShutdownDelaySeconds(1);
    config.setCleanupDelaySeconds(1);
    BasicURLNormalizer normalizer = new BasicURLNormalizer();
    FrontierConfiguration frontier = new HSQLDBFrontierConfiguration(config, 10);
    PageFetcher fetcher = new PageFetcher(config, normalizer);
    RobotstxtServer robots = new RobotstxtServer(new RobotstxtConfig(), fetcher, frontier.getWebURLFactory());
    CrawlController controller = new CrawlController(config, normalizer, fetcher, robots, frontier);
    for (int n = 0; n < size.hosts(); n++) {
      InetSocketAddress at = farm.address(n);
      controller.addSeed("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/");
    }
    Counter counter = new Counter(size.pages());
    long began = System.nanoTime();
    controller.start(() -> new Visitor(counter), size.threads());
    return new CrawlBench.Result(counter.visited.get(), (System.nanoTime() - began) / 1e9);
  }

  /** Counts pages, and what was found of each host, to give both crawlers as much to do. */
  private static final class Counter {
    final int most;
    final AtomicInteger visited = new AtomicInteger();
    final Map<String, AtomicInteger> found = new ConcurrentHashMap<>();

    Counter(int most) {
      this.most = most;
    }

    boolean admits(String host) {
      return found.computeIfAbsent(host, h -> new AtomicInteger(1)).incrementAndGet() <= most;
    }
  }

  private static final class Visitor extends WebCrawler {
    private final Counter counter;

    Visitor(Counter counter) {
      this.counter = counter;
    }

    @Override
    public boolean shouldVisit(Page from, WebURL url) {
      String host = url.getURL().replaceFirst("^http://([^/]*)/.*", "$1");
      return from.getWebURL().getURL().startsWith("http://" + host + "/") && counter.admits(host);
    }

    @Override
    public void visit(Page page) {
      counter.visited.incrementAndGet();
    }
  }
}
