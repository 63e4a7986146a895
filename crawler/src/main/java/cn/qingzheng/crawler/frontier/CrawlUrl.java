package cn.qingzheng.crawler.frontier;

import edu.uci.ics.crawler4j.url.AbstractWebURL;
import java.time.Duration;
import java.util.Optional;

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
  private transient boolean asked;

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

  /** A request was sent to the host, and this is how long the answer took. */
  public void asked(Duration answerTook) {
    asked = true;
    took = answerTook;
  }

  /** What the host's robots.txt asks for. */
  public void crawlDelay(Duration wanted) {
    crawlDelay = wanted;
  }

  boolean wasAsked() {
    return asked;
  }

  Duration took() {
    return took;
  }

  Duration crawlDelay() {
    return crawlDelay;
  }
}
