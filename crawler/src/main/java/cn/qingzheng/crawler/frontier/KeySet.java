package cn.qingzheng.crawler.frontier;

import java.util.stream.LongStream;

/**
 * A set of keys, eight to sixteen bytes for each: ten million take 134 MB. In parts that grow one at a time, so that
 * growing needs no second copy of the whole. Safe for several threads.
 */
final class KeySet {
  private static final int PARTS = 256;
  private final Part[] parts = new Part[PARTS];

  KeySet() {
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  static KeySet of(LongStream keys) {
    KeySet set = new KeySet();
    keys.forEach(set::add);
    return set;
  }

  /** Whether it was not there before. */
  boolean add(long key) {
    return part(key).add(key);
  }

  boolean contains(long key) {
    return part(key).contains(key);
  }

  long size() {
    long size = 0;
    for (Part part : parts) {
      size += part.size();
    }
    return size;
  }

  private Part part(long key) {
    return parts[(int) (key >>> 56)];
  }

  /** Open addressing; 0 marks a free slot, so the key 0 is kept apart. */
  private static final class Part {
    private long[] slots = new long[64];
    private int used;
    private boolean zero;

    synchronized boolean add(long key) {
      if (key == 0) {
        boolean fresh = !zero;
        zero = true;
        return fresh;
      }
      int at = slot(slots, key);
      if (slots[at] == key) {
        return false;
      }
      slots[at] = key;
      if (++used > slots.length / 4 * 3) {
        grow();
      }
      return true;
    }

    synchronized boolean contains(long key) {
      return key == 0 ? zero : slots[slot(slots, key)] == key;
    }

    synchronized int size() {
      return used + (zero ? 1 : 0);
    }

    /** Where the key is or would be; the keys are as good as random, so their low bits will do. */
    private static int slot(long[] slots, long key) {
      int at = (int) key & slots.length - 1;
      while (slots[at] != 0 && slots[at] != key) {
        at = at + 1 & slots.length - 1;
      }
      return at;
    }

    private void grow() {
      long[] larger = new long[slots.length * 2];
      for (long key : slots) {
        if (key != 0) {
          larger[slot(larger, key)] = key;
        }
      }
      slots = larger;
    }
  }
}
