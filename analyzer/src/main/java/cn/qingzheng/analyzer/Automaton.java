package cn.qingzheng.analyzer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Finds every occurrence of many words in one pass over the text: a trie that is entered only where the first two
 * letters begin some word, which in ordinary text is hardly ever the case. Safe for several threads once built.
 *
 * <p>The edges of the trie lie in one hash table, so that it is built in a moment and is small.
 */
final class Automaton<T> {
  private static final int ROOT = 0;
  private static final int NONE = -1;
  private static final long FREE = 0;
  /** An edge and the node that it leads to share a number: 24 bits of node, 16 of letter, 24 of node. */
  private static final int NODE_BITS = 24;
  private static final int NODE_MASK = (1 << NODE_BITS) - 1;
  /** Bits of the filter; the pairs of letters that begin words take up a few of a hundred of them. */
  private static final int PAIRS = 1 << 18;

  private long[] edges = new long[1 << 10];
  private final List<List<Entry<T>>> ends = new ArrayList<>();
  private final long[] pairs = new long[PAIRS >> 6];
  private final boolean[] alone = new boolean[1 << 16];

  /**
   * What to look for.
   *
   * @param from of the part that is reported
   * @param to after the part that is reported
   */
  record Key(String text, int from, int to) {
    static Key whole(String text) {
      return new Key(text, 0, text.length());
    }
  }

  private record Entry<T>(T thing, int from, int to) {}

  /** Takes what was found and where: the part of the key that is to be reported. */
  @FunctionalInterface
  interface Found<T> {
    void at(int start, int end, T thing);
  }

  /** @param keys what to look for; an empty one is never found */
  Automaton(Collection<? extends T> things, Function<? super T, ? extends Collection<Key>> keys) {
    ends.add(List.of());
    for (T thing : things) {
      for (Key key : keys.apply(thing)) {
        if (!key.text().isEmpty()) {
          enter(key.text(), new Entry<>(thing, key.from(), key.to()));
        }
      }
    }
  }

  private void enter(String key, Entry<T> entry) {
    int node = ROOT;
    for (int i = 0; i < key.length(); i++) {
      node = childOrNew(node, key.charAt(i));
    }
    if (ends.get(node).isEmpty()) {
      ends.set(node, new ArrayList<>(1));
    }
    ends.get(node).add(entry);
    if (key.length() == 1) {
      alone[key.charAt(0)] = true;
    } else {
      int pair = pair(key.charAt(0), key.charAt(1));
      pairs[pair >> 6] |= 1L << pair;
    }
  }

  private int childOrNew(int node, char letter) {
    int child = child(node, letter);
    if (child != NONE) {
      return child;
    }
    if (ends.size() * 2 > edges.length) {
      grow();
    }
    child = ends.size();
    if (child > NODE_MASK) {
      throw new IllegalStateException("words should have at most " + NODE_MASK + " letters together");
    }
    ends.add(List.of());
    enter(edge(node, letter) << NODE_BITS | child);
    return child;
  }

  private void grow() {
    long[] old = edges;
    edges = new long[old.length * 2];
    for (long edge : old) {
      if (edge != FREE) {
        enter(edge);
      }
    }
  }

  private void enter(long edge) {
    int slot = slot(edge >>> NODE_BITS);
    while (edges[slot] != FREE) {
      slot = slot + 1 & edges.length - 1;
    }
    edges[slot] = edge;
  }

  private static long edge(int node, char letter) {
    return (long) node << 16 | letter;
  }

  /** Where to begin to look for an edge. */
  private int slot(long edge) {
    return (int) (edge * 0x9E3779B97F4A7C15L >>> 40) & edges.length - 1;
  }

  private int child(int node, char letter) {
    long wanted = edge(node, letter);
    for (int slot = slot(wanted); edges[slot] != FREE; slot = slot + 1 & edges.length - 1) {
      if (edges[slot] >>> NODE_BITS == wanted) {
        return (int) edges[slot] & NODE_MASK;
      }
    }
    return NONE;
  }

  private static int pair(char first, char second) {
    return (first * 0x9E3779B1 + second * 0x85EBCA6B) >>> 14;
  }

  /** Calls for every thing of which a key stands in the text, by the start of the key, the shorter key first. */
  void scan(String text, Found<? super T> found) {
    char[] letters = text.toCharArray();
    int last = letters.length - 1;
    for (int i = 0; i < last; i++) {
      int pair = pair(letters[i], letters[i + 1]);
      if ((pairs[pair >> 6] >>> pair & 1) != 0 || alone[letters[i]]) {
        from(letters, i, found);
      }
    }
    if (last >= 0 && alone[letters[last]]) {
      from(letters, last, found);
    }
  }

  private void from(char[] letters, int start, Found<? super T> found) {
    int node = ROOT;
    for (int i = start; i < letters.length; i++) {
      node = child(node, letters[i]);
      if (node == NONE) {
        return;
      }
      List<Entry<T>> here = ends.get(node);
      for (int k = 0; k < here.size(); k++) {
        Entry<T> entry = here.get(k);
        found.at(start + entry.from(), start + entry.to(), entry.thing());
      }
    }
  }
}
