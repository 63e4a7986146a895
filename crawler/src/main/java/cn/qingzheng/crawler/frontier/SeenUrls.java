package cn.qingzheng.crawler.frontier;

import edu.uci.ics.crawler4j.frontier.DocIDServer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The addresses of a run, in memory, so that the many links to pages already known cost no look-up in the store.
 * Numbers are given out only because the interface asks for them; an address is known once the frontier has added it.
 */
final class SeenUrls implements DocIDServer {
  private static final int KNOWN = 1;
  private static final int UNKNOWN = -1;

  private final UrlKeys keys;
  private final KeySet known;
  private final AtomicInteger last = new AtomicInteger(KNOWN);

  SeenUrls(UrlKeys keys, KeySet known) {
    this.keys = keys;
    this.known = known;
  }

  /** Whether the address was not known; it is from now on. */
  boolean add(UrlTask task) {
    return known.add(keys.of(task.url().toString()));
  }

  @Override
  public int getDocId(String url) {
    return isSeenBefore(url) ? KNOWN : UNKNOWN;
  }

  @Override
  public int getNewDocID(String url) {
    return last.updateAndGet(n -> n == Integer.MAX_VALUE ? KNOWN + 1 : n + 1);
  }

  @Override
  public void addUrlAndDocId(String url, int docId) {
    known.add(keys.of(url));
  }

  @Override
  public boolean isSeenBefore(String url) {
    return known.contains(keys.of(url));
  }

  @Override
  public int getDocCount() {
    return (int) Math.min(Integer.MAX_VALUE, known.size());
  }

  @Override
  public void close() {
    // The store closes with the crawler.
  }
}
