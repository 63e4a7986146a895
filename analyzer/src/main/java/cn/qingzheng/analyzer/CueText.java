package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
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

  private static final Set<CueKind> STOPPABLE = EnumSet.of(CueKind.NEGATION, CueKind.WARNING, CueKind.PROHIBITION);

  private final List<CueAt> cues;
  private final int[] starts;

  CueText(List<CueAt> found) {
    List<CueAt> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt((CueAt c) -> c.span().start()).thenComparingInt(c -> -c.span().end()));
    cues = withoutStopped(sorted);
    starts = cues.stream().mapToInt(c -> c.span().start()).toArray();
  }

  /** Drops what only looks like a negation, and of cues of one kind the ones inside a longer one. */
  private static List<CueAt> withoutStopped(List<CueAt> sorted) {
    List<CueAt> kept = new ArrayList<>();
    int[] reach = new int[CueKind.values().length];
    int stopped = 0;
    for (CueAt c : sorted) {
      int end = c.span().end();
      if (c.kind() == CueKind.NEGATION_STOP) {
        stopped = Math.max(stopped, end);
      } else if (STOPPABLE.contains(c.kind()) && end <= stopped) {
        continue;
      }
      if (end > reach[c.kind().ordinal()]) {
        reach[c.kind().ordinal()] = end;
        kept.add(c);
      }
    }
    // A stop that begins at the same offset but is longer sorts first; one that begins later does not stop.
    return kept;
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
