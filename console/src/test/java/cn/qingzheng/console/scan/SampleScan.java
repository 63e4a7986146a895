package cn.qingzheng.console.scan;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.demo.DemoHome;
import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.crawler.CrawlSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The real scan over the sample web, hurried: the sites are ours and on this machine. */
public final class SampleScan {
  private SampleScan() {}

  public static Path root() {
    return Path.of(System.getProperty("qingzheng.root", ".."));
  }

  static ScanSetup setup(Path home, SampleWeb web) throws IOException {
    ScanSetup setup = DemoHome.setup(new Home(home), root(), web);
    CrawlSettings crawl = setup.crawl();
    return setup.with(
        crawl
            .with(new CrawlSettings.Politeness(Duration.ofMillis(20), 0, Duration.ofSeconds(30)))
            .with(new CrawlSettings.Limits(crawl.limits().maxBytes(), Duration.ofSeconds(4), Duration.ofSeconds(4), 5)));
  }

  static ScanReport run(Path home, SampleWeb web) throws Exception {
    return new ScanJob(setup(home, web), Clock.systemUTC()).run(ScanJob.Watcher.none());
  }

  /** As on a machine without Chromium. */
  public static ScanReport runWithoutBrowser(Path home, SampleWeb web) throws Exception {
    return new ScanJob(plain(home, web), Clock.systemUTC()).run(ScanJob.Watcher.none());
  }

  /** What such a scan needs. */
  public static ScanSetup plain(Path home, SampleWeb web) throws IOException {
    ScanSetup setup = setup(home, web);
    Config c = setup.config();
    Config.Crawl crawl = c.crawl();
    Config plain =
        c.with(
            new Config.Crawl(crawl.contact(), crawl.threads(), crawl.delay(), crawl.deadline(), crawl.maxBodyBytes(), false, crawl.proxy(), crawl.budget()));
    return setup.with(plain);
  }

  /** A scan in a process of its own, with a sample web of its own, to be killed; the argument is the home. */
  public static void main(String[] args) throws Exception {
    try (SampleWeb web = SampleWeb.start()) {
      runWithoutBrowser(Path.of(args[0]), web);
    }
    System.exit(0);
  }
}
