package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads captures back out of a home and judges them as of their day. */
public final class HomeReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HomeReader.class);

  private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9_.:-]{1,40})");

  private final ScanSetup setup;
  private final Crawler crawler;
  private final CapturedPages captured;
  private final Clues clues;

  private HomeReader(ScanSetup setup, Crawler crawler) {
    this.setup = setup;
    this.crawler = crawler;
    this.captured = new CapturedPages(crawler.captures(), crawler.archive(), new PageReader());
    this.clues = new Clues(setup.plan().seeds());
  }

  public static HomeReader open(ScanSetup setup, Clock clock) throws IOException {
    return new HomeReader(setup, Crawler.open(setup.home().folder(), setup.crawl(), setup.guard(), clock));
  }

  /** A capture with its page and what the analysis says of it now. */
  public record ReadPage(Capture capture, Page page, PageResult result) {}

  /** Empty if there is no such capture, or the archive cannot give it (which is logged). */
  public Optional<ReadPage> page(String captureId) {
    Optional<Capture> capture = captured.store().find(captureId);
    try {
      if (capture.isEmpty()) {
        return Optional.empty();
      }
      Page page = captured.page(capture.get());
      return Optional.of(new ReadPage(capture.get(), page, setup.analyzer().analyze(page, clues.of(capture.get()))));
    } catch (IOException e) {
      LOG.warn("capture {} cannot be read", captureId, e);
      return Optional.empty();
    }
  }

  /**
   * What the server sent, or what was handed in, as text; bytes that are none become U+FFFD.
   *
   * @param most characters at most
   */
  public Optional<String> source(String captureId, int most) {
    Optional<Capture> capture = captured.store().find(captureId);
    try {
      Optional<byte[]> body = capture.isEmpty() ? Optional.empty() : captured.archive().body(capture.get());
      return body.map(b -> decoded(b, capture.get(), most));
    } catch (IOException e) {
      LOG.warn("capture {} cannot be read", captureId, e);
      return Optional.empty();
    }
  }

  private static String decoded(byte[] body, Capture capture, int most) {
    Charset charset =
        capture.exchange().header("Content-Type").map(CHARSET::matcher).filter(Matcher::find).map(m -> m.group(1))
            .filter(Charset::isSupported).map(Charset::forName).orElse(StandardCharsets.UTF_8);
    String text = new String(body, 0, (int) Math.min(body.length, 4L * most), charset);
    return text.substring(0, Math.min(text.length(), most));
  }

  /** What is known of a capture whose records were removed when their time had come. */
  public Optional<PruneTable.Pruned> pruned(String captureId) {
    return captured.store().pruned(captureId);
  }

  @Override
  public void close() throws IOException {
    crawler.close();
  }
}
