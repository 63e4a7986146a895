package cn.qingzheng.bench;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.crawler.CrawlProgress;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The farm, scanned as {@code scan} does it: beside the crawl, analysis, casebook, copies and index; no packages. */
final class ScanCrawl {
  private ScanCrawl() {}

  static CrawlBench.Result run(Farm farm, Path folder, CrawlBench.Size size) throws Exception {
    Path root = Path.of(System.getProperty("qingzheng.root"));
    ScanSetup setup = setup(new Home(folder.resolve("home")), root, farm, size);
    long began = System.nanoTime();
    AtomicLong ended = new AtomicLong();
    AtomicLong pages = new AtomicLong();
    ScanJob job = new ScanJob(setup, Clock.systemUTC());
    job.run(
        new ScanJob.Watcher() {
          @Override
          public void crawled(CrawlProgress progress) {
            pages.set(progress.captured());
          }

          @Override
          public void packaged(int done) {
            ended.compareAndSet(0, System.nanoTime());
            job.stop();
          }
        });
    ended.compareAndSet(0, System.nanoTime());
    return new CrawlBench.Result(pages.get(), (ended.get() - began) / 1e9);
  }

  private static ScanSetup setup(Home home, Path root, Farm farm, CrawlBench.Size size) throws IOException {
    home.create();
    Files.writeString(
        home.settings(),
        """
        crawl:
          contact: https://bureau.example/robots
          threads: %d
          delay_ms: 1000
          browser: false
        """
            .formatted(size.threads()));
    ScanSetup setup =
        ScanSetup.load(home, root, root.resolve("seeds/demo"), OwnCrawl.guard(size.hosts(), farm::address));
    return setup.with(new SeedPlan(OwnCrawl.seeds(size), List.of()));
  }
}
