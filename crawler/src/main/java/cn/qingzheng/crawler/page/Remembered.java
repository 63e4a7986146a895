package cn.qingzheng.crawler.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** The latest answers to what is asked again and again on one page; few enough that a page cannot fill the memory with them. */
final class Remembered<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private static final int MOST = 1000;

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
