package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.Span;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cues of one folded text, by offset. There are hundreds on a page, so they are kept as numbers. */
final class CueText {
  /** A cue as it stands in the folded text. */
  record CueAt(Cue cue, Span span) {
    CueKind kind() {
      return cue.kind();
    }
  }

  private static final int FEW = 64;
  private static final Map<CueKind, Set<CueKind>> STOPS =
      new EnumMap<>(Map.ofEntries(
          Map.entry(CueKind.NEGATION_STOP, EnumSet.of(CueKind.NEGATION, CueKind.WARNING, CueKind.PROHIBITION)),
          Map.entry(CueKind.NOT_CERTIFICATE, EnumSet.of(CueKind.CERTIFICATE_CONTEXT, CueKind.TRAINING_CONTEXT)),
          Map.entry(CueKind.NOT_SELF, EnumSet.of(CueKind.SELF)),
          Map.entry(CueKind.NOT_WARNING, EnumSet.of(CueKind.WARNING)),
          Map.entry(CueKind.NOT_REPORTING, EnumSet.of(CueKind.REPORTING)),
          Map.entry(CueKind.NOT_BOOK, EnumSet.of(CueKind.BOOK)),
          Map.entry(CueKind.NOT_OFFICIAL, EnumSet.of(CueKind.OFFICIAL)),
          Map.entry(CueKind.NOT_CALL, EnumSet.of(CueKind.CALL_TO_ACTION)),
          Map.entry(CueKind.NOT_PRICE, EnumSet.of(CueKind.PRICE)),
          Map.entry(CueKind.SPEAKER, EnumSet.of(CueKind.SELF)),
          Map.entry(CueKind.NARRATIVE, EnumSet.of(CueKind.SELF, CueKind.CALL_TO_ACTION)),
          Map.entry(CueKind.NOT_ITEM, EnumSet.of(CueKind.CERTIFICATE_ITEM))));

  private Cue[] cues = new Cue[FEW];
  private int[] starts = new int[FEW];
  private int[] ends = new int[FEW];
  private int size;

  private CueText() {}

  /** @param automaton finds the anchors of the cues */
  static CueText of(String folded, Automaton<Cue> automaton, Organs organs) {
    CueText text = new CueText();
    automaton.scan(folded, (start, end, cue) -> {
      if (cue.shape().literal()) {
        text.add(start, end, cue);
      } else {
        cue.shape().complete(folded, new Span(start, end), organs).ifPresent(s -> text.add(s.start(), s.end(), cue));
      }
    });
    text.dropStopped();
    return text;
  }

  /** They come almost in order: only what lies left of an anchor is behind its place. */
  private void add(int start, int end, Cue cue) {
    if (size == cues.length) {
      cues = Arrays.copyOf(cues, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    int at = size++;
    while (at > 0 && precedes(start, end, cue, at - 1)) {
      put(at, starts[at - 1], ends[at - 1], cues[at - 1]);
      at--;
    }
    put(at, start, end, cue);
  }

  /** By start; a stop before what it stops, the longer before the shorter; of two ways to read one place always the same first. */
  private boolean precedes(int start, int end, Cue cue, int other) {
    if (start != starts[other]) {
      return start < starts[other];
    }
    boolean stop = STOPS.containsKey(cue.kind());
    boolean otherStop = STOPS.containsKey(cues[other].kind());
    if (stop != otherStop || end != ends[other]) {
      return stop != otherStop ? stop : end > ends[other];
    }
    return cue.shape().anchor().compareTo(cues[other].shape().anchor()) > 0;
  }

  private void put(int at, int start, int end, Cue cue) {
    starts[at] = start;
    ends[at] = end;
    cues[at] = cue;
  }

  /**
   * Drops what only looks like a cue, and of cues of one kind the ones inside a longer one. A stop counts for what
   * lies within it; it begins no later, so it comes first in the order.
   */
  private void dropStopped() {
    int kept = 0;
    int[] reach = new int[CueKind.values().length];
    for (int i = 0; i < size; i++) {
      CueKind kind = cues[i].kind();
      int end = ends[i];
      if (end > reach[kind.ordinal()]) {
        reach[kind.ordinal()] = end;
        put(kept++, starts[i], end, cues[i]);
      }
      Set<CueKind> stopped = STOPS.get(kind);
      if (stopped != null) {
        stopped.forEach(k -> reach[k.ordinal()] = Math.max(reach[k.ordinal()], end));
      }
    }
    Arrays.fill(cues, kept, size, null);
    size = kept;
  }

  /** Cues that lie inside a span, by offset. */
  Stream<CueAt> in(Span span) {
    return IntStream.range(firstFrom(span.start()), firstFrom(span.end())).filter(i -> ends[i] <= span.end()).mapToObj(this::at);
  }

  private CueAt at(int i) {
    return new CueAt(cues[i], new Span(starts[i], ends[i]));
  }

  private int firstFrom(int offset) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Optional<CueAt> first(Span span, CueKind... kinds) {
    for (int i = firstFrom(span.start()); i < size && starts[i] < span.end(); i++) {
      if (ends[i] <= span.end() && one(cues[i].kind(), kinds)) {
        return Optional.of(at(i));
      }
    }
    return Optional.empty();
  }

  private static boolean one(CueKind kind, CueKind[] kinds) {
    for (CueKind k : kinds) {
      if (k == kind) {
        return true;
      }
    }
    return false;
  }

  boolean has(Span span, CueKind... kinds) {
    return first(span, kinds).isPresent();
  }

  /** All of some kinds, by offset. */
  Stream<CueAt> of(CueKind... kinds) {
    return IntStream.range(0, size).filter(i -> one(cues[i].kind(), kinds)).mapToObj(this::at);
  }

  /** Every cue, by offset. */
  void each(ObjIntConsumer<Cue> cueAndStart) {
    for (int i = 0; i < size; i++) {
      cueAndStart.accept(cues[i], starts[i]);
    }
  }

  boolean has(CueKind kind) {
    return of(kind).findAny().isPresent();
  }

  /** The kinds that the text has. */
  Set<CueKind> kinds() {
    Set<CueKind> kinds = EnumSet.noneOf(CueKind.class);
    for (int i = 0; i < size; i++) {
      kinds.add(cues[i].kind());
    }
    return kinds;
  }
}
