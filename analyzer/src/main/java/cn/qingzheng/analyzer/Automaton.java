package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Finds every occurrence of many words in one pass over the text. Safe for several threads once built. */
final class Automaton<T> {
  private final AhoCorasickDoubleArrayTrie<List<T>> trie = new AhoCorasickDoubleArrayTrie<>();
  private final boolean empty;

  Automaton(Collection<? extends T> things, Function<? super T, String> key) {
    TreeMap<String, List<T>> byKey = new TreeMap<>();
    for (T thing : things) {
      if (!key.apply(thing).isEmpty()) {
        byKey.computeIfAbsent(key.apply(thing), k -> new ArrayList<>()).add(thing);
      }
    }
    empty = byKey.isEmpty();
    if (!empty) {
      trie.build(byKey);
    }
  }

  /** Calls for every thing whose word stands in the text, by the end of the occurrence. */
  void scan(String text, BiConsumer<Span, T> found) {
    if (!empty) {
      trie.parseText(text, (int begin, int end, List<T> things) -> {
        Span span = new Span(begin, end);
        for (T thing : things) {
          found.accept(span, thing);
        }
      });
    }
  }
}
