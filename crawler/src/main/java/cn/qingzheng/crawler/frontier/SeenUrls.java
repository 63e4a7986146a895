package cn.qingzheng.crawler.frontier;

import edu.uci.ics.crawler4j.frontier.DocIDServer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The addresses of a run, in memory, so that the many links to pages already known cost no look-up in the store.
 * The store decides; numbers are given out only because the interface asks for them.
 */
final class SeenUrls implements DocIDServer {
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  SeenUrls(Set<String> known) {
    known.forEach(this::getNewDocID);
  }

  @Override
  public int getDocId(String url) {
    return ids.getOrDefault(url, -1);
  }

  @Override
  public int getNewDocID(String url) {
    return ids.computeIfAbsent(url, u -> last.incrementAndGet());
  }

  @Override
  public void addUrlAndDocId(String url, int docId) {
    ids.put(url, docId);
  }

  @Override
  public boolean isSeenBefore(String url) {
    return ids.containsKey(url);
  }

  @Override
  public int getDocCount() {
    return ids.size();
  }

  @Override
  public void close() {
    // The store closes with the crawler.
  }
}
