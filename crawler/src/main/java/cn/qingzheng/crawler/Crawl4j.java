package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.CrawlFrontier;
import cn.qingzheng.crawler.frontier.HostQueueFrontier;
import crawlercommons.filters.basic.BasicURLNormalizer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import edu.uci.ics.crawler4j.url.TLDList;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts crawler4j's loop with our parts in the places of its own. */
final class Crawl4j {
  private final Path folder;
  private final HostQueueFrontier frontier;
  private final CrawlFrontier configuration;
  private final HostTurn turns;
  private final PageStage stage;
  private final Tally tally;
  private final ComputeGate gate;

  Crawl4j(
      Path folder, HostQueueFrontier frontier, HostTurn turns, PageStage stage, Tally tally, ComputeGate gate) {
    this.folder = folder;
    this.frontier = frontier;
    this.configuration = new CrawlFrontier(frontier);
    this.turns = turns;
    this.stage = stage;
    this.tally = tally;
    this.gate = gate;
  }

  /**
   * Blocks until the crawl has ended. crawler4j's own end takes seconds of looking whether all threads wait; the
   * frontier knows at once. What is left of its threads then finds no work and ends.
   */
  void run(int threads, String runId, CrawlListener listener, Supplier<CrawlProgress> progress) throws IOException {
    CrawlController controller = controller();
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("qingzheng-crawl-progress").factory());
    try {
      ticker.scheduleWithFixedDelay(() -> listener.progress(progress.get()), 500, 500, TimeUnit.MILLISECONDS);
      controller.startNonBlocking(() -> new PageWorker(runId, listener, tally, gate), threads);
      frontier.awaitDrained();
      frontier.finish();
    } finally {
      ticker.shutdownNow();
    }
  }

  private CrawlController controller() throws IOException {
    CrawlConfig config = config();
    TLDList domains = new TLDList(config);
    try {
      PoliteFetcher fetcher = new PoliteFetcher(config, turns);
      PageParser parser = new PageParser(config, domains, configuration.getWebURLFactory(), stage);
      return new CrawlController(
          config, new BasicURLNormalizer(), fetcher, parser, new AskedLater(fetcher, configuration), domains, configuration);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("crawler4j does not start", e);
    }
  }

  private CrawlConfig config() {
    CrawlConfig config = new CrawlConfig();
    config.setCrawlStorageFolder(folder.toString());
    // A thread that holds more than one address lets the hosts of the others wait.
    config.setBatchReadSize(1);
    config.setThreadMonitoringDelaySeconds(1);
    // The frontier counts what is under way, so there is no gap to wait for.
    config.setThreadShutdownDelaySeconds(0);
    config.setCleanupDelaySeconds(0);
    config.setPolitenessDelay(0);
    config.setMaxDepthOfCrawling(-1);
    config.setFollowRedirects(false);
    // Meta robots noindex speaks to search engines; nofollow is respected where links are read.
    config.setRespectNoIndex(false);
    return config;
  }

  /** robots.txt is asked at the host's turn, not when a link is found. */
  private static final class AskedLater extends RobotstxtServer {
    AskedLater(PoliteFetcher fetcher, CrawlFrontier frontier) {
      super(new RobotstxtConfig(), fetcher, frontier.getWebURLFactory());
    }

    @Override
    public boolean allows(WebURL url) {
      return true;
    }

    @Override
    public boolean allows(WebURL url, boolean ignored) {
      return true;
    }
  }
}
