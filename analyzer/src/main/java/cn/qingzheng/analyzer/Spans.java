package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.List;
import java.util.stream.Stream;

/** Looks things up in lists of spans that are in order and do not overlap. */
final class Spans {
  private Spans() {}

  /** Those that lie inside another span. */
  static Stream<Span> in(List<Span> ordered, Span within) {
    int low = 0;
    int high = ordered.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordered.get(middle).start() < within.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int to = low;
    while (to < ordered.size() && ordered.get(to).end() <= within.end()) {
      to++;
    }
    return ordered.subList(low, to).stream();
  }
}
