package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.PageText;

/**
 * Collects blocks up to a number of characters; what comes after is counted as cut. Holds what else one page may cost,
 * however many documents stand in each other on it.
 */
final class BlockSink {
  /** Beyond the length of any path that selects an element: keys and tags that are made to be long. */
  private static final int LONGEST_PATH = 500;
  private static final int MOST_TRIES = 3_000_000;

  private final PageText.Builder text = PageText.builder();
  private final Patience patience = new Patience(MOST_TRIES);
  private int left;
  private boolean cut;
  private int visible;

  BlockSink(int limit) {
    this.left = limit;
  }

  void add(BlockKind kind, String block, String path, boolean hidden) {
    if (block.isBlank()) {
      return;
    }
    int room = left - 1; // the line feed between two blocks
    if (block.length() > room) {
      cut = true;
    }
    String kept = block.length() <= room ? block : head(block, Math.max(0, room));
    if (!kept.isBlank()) {
      text.add(kind, kept, head(path, Math.min(path.length(), LONGEST_PATH)), hidden);
      left -= kept.length() + 1;
      boolean head = kind == BlockKind.TITLE || kind == BlockKind.META;
      visible += hidden || head ? 0 : kept.length();
    }
  }

  /** Never half a surrogate pair. */
  static String head(String s, int length) {
    boolean halves = length > 0 && length < s.length() && Character.isHighSurrogate(s.charAt(length - 1));
    return s.substring(0, halves ? length - 1 : length);
  }

  /** What the style sheets of the page may cost. */
  Patience patience() {
    return patience;
  }

  boolean full() {
    return left <= 1;
  }

  boolean cut() {
    return cut;
  }

  /** Characters that a reader sees on the page itself. */
  int visible() {
    return visible;
  }

  PageText text() {
    return text.build();
  }
}
