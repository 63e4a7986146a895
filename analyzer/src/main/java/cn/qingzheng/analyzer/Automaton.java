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
  private static final long NONE = 0;
  /** An edge and the node that it leads to share a number: from which node, which letter, to which node, a sign. */
  private static final int NODE_BITS = 22;
  private static final int MOST_NODES = 1 << NODE_BITS - 1;
  private static final long SOMETHING_ENDS = 1;
  /** Bits of the filter; the pairs of letters that begin words take up a few of a hundred of them. */
  private static final int PAIRS = 1 << 16;
  /** The same of the first three letters. */
  private static final int TRIPLES = 1 << 18;

  private long[] edges = new long[1 << 10];
  private final List<List<Entry<T>>> ends = new ArrayList<>();
  private final BitFilter pairs = new BitFilter(PAIRS);
  private final BitFilter alone = new BitFilter(1 << 16);
  /** Pairs that are words. */
  private final BitFilter twos = new BitFilter(PAIRS);
  private final BitFilter triples = new BitFilter(TRIPLES);

  /** Bits by number; as a set of the library, without its checks. */
  private static final class BitFilter {
    private final long[] bits;

    BitFilter(int size) {
      bits = new long[size >> 6];
    }

    void set(int i) {
      bits[i >> 6] |= 1L << i;
    }

    boolean has(int i) {
      return (bits[i >> 6] >>> i & 1) != 0;
    }
  }

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

  /** A word of one letter hangs from the root; longer ones begin with an edge for the first two letters. */
  private void enter(String key, Entry<T> entry) {
    long edge;
    if (key.length() == 1) {
      alone.set(key.charAt(0));
      edge = edgeOrNew(ROOT, key.charAt(0));
    } else {
      int pair = pair(key.charAt(0), key.charAt(1));
      pairs.set(pair);
      if (key.length() == 2) {
        twos.set(pair);
      } else {
        triples.set(triple(pair, key.charAt(2)));
      }
      edge = edgeOrNew(first(key.charAt(0)), key.charAt(1));
      for (int i = 2; i < key.length(); i++) {
        edge = edgeOrNew(target(edge), key.charAt(i));
      }
    }
    if (ends.get(target(edge)).isEmpty()) {
      edges[slot(edge)] |= SOMETHING_ENDS;
      ends.set(target(edge), new ArrayList<>(1));
    }
    ends.get(target(edge)).add(entry);
  }

  private long edgeOrNew(int node, char letter) {
    if (ends.size() * 2 > edges.length) {
      grow();
    }
    long edge = edge(node, letter);
    if (edge != NONE) {
      return edge;
    }
    if (ends.size() == MOST_NODES) {
      throw new IllegalStateException("words should have fewer than " + MOST_NODES + " letters together");
    }
    long made = (name(node, letter) << NODE_BITS | ends.size()) << 1;
    edges[slot(made)] = made;
    ends.add(List.of());
    return made;
  }

  private void grow() {
    long[] old = edges;
    edges = new long[old.length * 2];
    for (long edge : old) {
      if (edge != NONE) {
        edges[slot(edge)] = edge;
      }
    }
  }

  /** Stands for the node behind a first letter; the real ones have lower numbers. */
  private static int first(char letter) {
    return MOST_NODES | letter;
  }

  private static long name(int node, char letter) {
    return (long) node << 16 | letter;
  }

  private static int target(long edge) {
    return (int) (edge >>> 1) & (1 << NODE_BITS) - 1;
  }

  private int slot(long edge) {
    return slotOf(edge >>> NODE_BITS + 1);
  }

  /** Where the edge of that name is, or would be. */
  private int slotOf(long name) {
    int slot = (int) (name * 0x9E3779B97F4A7C15L >>> 40) & edges.length - 1;
    while (edges[slot] != NONE && edges[slot] >>> NODE_BITS + 1 != name) {
      slot = slot + 1 & edges.length - 1;
    }
    return slot;
  }

  private long edge(int node, char letter) {
    return edges[slotOf(name(node, letter))];
  }

  private static int pair(char first, char second) {
    return (first * 0x9E3779B1 + second * 0x85EBCA6B) >>> 16;
  }

  private static int triple(int pair, char third) {
    return (pair * 0x9E3779B1 + third * 0x85EBCA6B) >>> 14;
  }

  /** Calls for every thing of which a key stands in the text, by the start of the key, the shorter key first. */
  void scan(String text, Found<? super T> found) {
    char[] letters = text.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      if (alone.has(letters[i])) {
        call(edge(ROOT, letters[i]), i, found);
      }
      if (i + 1 < letters.length) {
        int pair = pair(letters[i], letters[i + 1]);
        if (pairs.has(pair) && (twos.has(pair) || i + 2 < letters.length && triples.has(triple(pair, letters[i + 2])))) {
          from(letters, i, found);
        }
      }
    }
  }

  private void from(char[] letters, int start, Found<? super T> found) {
    long edge = edge(first(letters[start]), letters[start + 1]);
    for (int i = start + 2; edge != NONE; i++) {
      if ((edge & SOMETHING_ENDS) != 0) {
        call(edge, start, found);
      }
      edge = i < letters.length ? edge(target(edge), letters[i]) : NONE;
    }
  }

  private void call(long edge, int start, Found<? super T> found) {
    List<Entry<T>> here = ends.get(target(edge));
    for (int k = 0; k < here.size(); k++) {
      Entry<T> entry = here.get(k);
      found.at(start + entry.from(), start + entry.to(), entry.thing());
    }
  }
}
