package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The cues of one folded text, by offset. */
final class CueText {
  /** A cue as it stands in the folded text. */
  record CueAt(Cue cue, Span span) {
    CueKind kind() {
      return cue.kind();
    }
  }

  private static final Map<CueKind, Set<CueKind>> STOPS =
      Map.of(
          CueKind.NEGATION_STOP, EnumSet.of(CueKind.NEGATION, CueKind.WARNING, CueKind.PROHIBITION),
          CueKind.NOT_CERTIFICATE, EnumSet.of(CueKind.CERTIFICATE_CONTEXT, CueKind.TRAINING_CONTEXT),
          CueKind.NOT_SELF, EnumSet.of(CueKind.SELF),
          CueKind.NOT_CALL, EnumSet.of(CueKind.CALL_TO_ACTION),
          CueKind.NOT_PRICE, EnumSet.of(CueKind.PRICE),
          CueKind.SPEAKER, EnumSet.of(CueKind.SELF),
          CueKind.NARRATIVE, EnumSet.of(CueKind.SELF, CueKind.CALL_TO_ACTION),
          CueKind.NOT_ITEM, EnumSet.of(CueKind.CERTIFICATE_ITEM));

  private final List<CueAt> cues;
  private final int[] starts;

  CueText(List<CueAt> found) {
    cues = withoutStopped(found);
    starts = cues.stream().mapToInt(c -> c.span().start()).toArray();
  }

  /**
   * Drops what only looks like a cue, and of cues of one kind the ones inside a longer one. A stop counts for what
   * lies within it; it begins no later, so it comes first in the order.
   */
  private static List<CueAt> withoutStopped(List<CueAt> found) {
    List<CueAt> kept = new ArrayList<>();
    int[] reach = new int[CueKind.values().length];
    int[] stopped = new int[CueKind.values().length];
    for (CueAt c : stopsFirst(found)) {
      int end = c.span().end();
      STOPS.getOrDefault(c.kind(), Set.of()).forEach(k -> stopped[k.ordinal()] = Math.max(stopped[k.ordinal()], end));
      if (end > stopped[c.kind().ordinal()] && end > reach[c.kind().ordinal()]) {
        reach[c.kind().ordinal()] = end;
        kept.add(c);
      }
    }
    return kept;
  }

  private static List<CueAt> stopsFirst(List<CueAt> found) {
    List<CueAt> ordered = new ArrayList<>(found);
    ordered.sort(
        Comparator.comparingInt((CueAt c) -> c.span().start())
            .thenComparing(c -> !STOPS.containsKey(c.kind()))
            .thenComparingInt(c -> -c.span().end()));
    return ordered;
  }

  /** Cues that lie inside a span, by offset. */
  Stream<CueAt> in(Span span) {
    int from = Arrays.binarySearch(starts, span.start());
    if (from < 0) {
      from = -from - 1;
    }
    while (from > 0 && starts[from - 1] == span.start()) {
      from--;
    }
    int to = from;
    while (to < starts.length && starts[to] < span.end()) {
      to++;
    }
    return cues.subList(from, to).stream().filter(c -> c.span().end() <= span.end());
  }

  Optional<CueAt> first(Span span, CueKind... kinds) {
    List<CueKind> wanted = List.of(kinds);
    return in(span).filter(c -> wanted.contains(c.kind())).findFirst();
  }

  boolean has(Span span, CueKind... kinds) {
    return first(span, kinds).isPresent();
  }

  List<CueAt> all() {
    return cues;
  }
}
