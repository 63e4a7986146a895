package cn.qingzheng.crawler.frontier;

import edu.uci.ics.crawler4j.url.AbstractWebURL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An address on its way through crawler4j. Its loop tells the frontier only that an address was processed, not
 * with what result, so the result travels here; written and read by the one thread that holds the address.
 */
public final class CrawlUrl extends AbstractWebURL {
  private static final long serialVersionUID = 1L;

  private final transient UrlTask task;
  private transient Optional<Turn> turn = Optional.empty();
  private transient Duration took = Duration.ZERO;
  private transient Duration crawlDelay = Duration.ZERO;
  private final transient List<Asked> requests = new ArrayList<>();
  private transient Optional<CompletableFuture<?>> durable = Optional.empty();

  public CrawlUrl(UrlTask task) {
    this.task = task;
    setURL(task.url().toString());
    setDepth((short) Math.min(task.depth(), Short.MAX_VALUE));
  }

  public UrlTask task() {
    return task;
  }

  /** What came of it; an address that nobody reported on was broken off. */
  Turn turn() {
    return turn.orElseGet(Turn.Interrupted::new);
  }

  /** Says what came of it; the first word stands. */
  public void ended(Turn end) {
    if (turn.isEmpty()) {
      turn = Optional.of(end);
    }
  }

  /** Whether somebody said what came of it. */
  public boolean hasEnded() {
    return turn.isPresent();
  }

  /** A request was sent to the host. */
  public void asked(Asked request) {
    requests.add(request);
    took = request.took();
  }

  /** What the turn made must be on the disk before anybody is told of it. */
  public void waitsFor(CompletableFuture<?> write) {
    durable = Optional.of(write);
  }

  /**
   * Returns when what the turn made is on the disk.
   *
   * @throws java.util.concurrent.CompletionException if it could not be written
   */
  public void awaitDurable() {
    durable.ifPresent(CompletableFuture::join);
  }

  /** What the host's robots.txt asks for. */
  public void crawlDelay(Duration wanted) {
    crawlDelay = wanted;
  }

  boolean wasAsked() {
    return !requests.isEmpty();
  }

  List<Asked> requests() {
    return requests;
  }

  Duration took() {
    return took;
  }

  Duration crawlDelay() {
    return crawlDelay;
  }
}
