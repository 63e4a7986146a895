package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Run;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.time.Clock;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the index anew from archive and casebook. */
public final class Reindexing {
  private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

  private Reindexing() {}

  /**
   * @param indexed captures put into the index
   * @param failed captures that could not be read
   */
  public record Result(long indexed, long failed) {}

  /**
   * Puts the captures of all runs, the oldest first, into an emptied index: what is unchanged replaces itself, as in
   * the scans.
   *
   * @throws ScanUnderWayException if another process writes to this home
   */
  public static Result run(ScanSetup setup, Clock clock, LongConsumer progress)
      throws IOException, ScanUnderWayException {
    Clues clues = new Clues(setup.plan().seeds());
    long indexed = 0;
    long failed = 0;
    TaskLock held = HomeLock.take(setup.home());
    try (held;
        Stores stores = Stores.open(setup, clock);
        Crawler crawler = Crawler.open(setup.home().folder(), setup.crawl(), setup.guard(), clock)) {
      CapturedPages captured = new CapturedPages(crawler.captures(), crawler.archive(), new PageReader());
      CopiedTexts copies = new CopiedTexts(crawler, setup.analyzer());
      stores.index().deleteAll();
      for (Run run : stores.casebook().runs().reversed()) {
        try (Stream<Capture> captures = captured.store().ofRun(run.id())) {
          for (Capture capture : (Iterable<Capture>) captures::iterator) {
            try {
              Page page = captured.page(capture);
              stores.index().put(IndexDocuments.of(
                  capture, page, setup.analyzer().analyze(page, clues.of(capture)), stores.casebook(),
                  copies.keep(capture, page)));
              progress.accept(++indexed);
            } catch (IOException e) {
              failed++;
              LOG.warn("capture {} not indexed", capture.id(), e);
            }
          }
        }
      }
      stores.index().commit();
    }
    return new Result(indexed, failed);
  }
}
