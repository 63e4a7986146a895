package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionLengthAttribute;

/**
 * Cuts folded text into units, one position each, with the words of the segmentation over them. Behind a
 * {@link FoldingCharFilter} the offsets are the exact ends of what a token stands for in the raw text; behind any
 * other reader they are what {@code correctOffset} says.
 */
final class WordTokenizer extends Tokenizer {
  /** Positions between two units that are apart; more than any phrase query could bridge. */
  static final int GAP = 100;

  /** Folded units given to the segmentation at once; its memory grows faster than the text. */
  private static final int CHUNK = 2048;

  private final Segmentation segmentation;
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
  private final PositionLengthAttribute length = addAttribute(PositionLengthAttribute.class);

  private final Queue<Token> ready = new ArrayDeque<>();
  private Optional<Units> units = Optional.empty();
  private String text = "";
  private boolean first;

  WordTokenizer(Segmentation segmentation) {
    this.segmentation = segmentation;
  }

  /** A token over folded text. */
  private record Token(int start, int end, int increment, int positions) {}

  @Override
  public void reset() throws IOException {
    super.reset();
    forget();
  }

  @Override
  public void close() throws IOException {
    super.close();
    forget();
  }

  private void forget() {
    ready.clear();
    units = Optional.empty();
    text = "";
    first = true;
  }

  /** Reads at the first token and not at reset, as Lucene's contract wants errors to come. */
  private Units units() throws IOException {
    if (units.isEmpty()) {
      StringWriter all = new StringWriter();
      input.transferTo(all);
      text = all.toString();
      units = Optional.of(Units.of(text));
    }
    return units.get();
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (ready.isEmpty()) {
      cutNextChunk(units());
    }
    Token next = ready.poll();
    if (next == null) {
      return false;
    }
    clearAttributes();
    term.append(text, next.start(), next.end());
    Span raw = rawSpan(next);
    offset.setOffset(raw.start(), raw.end());
    increment.setPositionIncrement(next.increment());
    length.setPositionLength(next.positions());
    return true;
  }

  private Span rawSpan(Token token) {
    return input instanceof FoldingCharFilter folded
        ? folded.rawSpan(token.start(), token.end())
        : new Span(correctOffset(token.start()), correctOffset(token.end()));
  }

  private void cutNextChunk(Units units) {
    List<Units.Unit> chunk = new ArrayList<>();
    while (units.hasNext() && !full(chunk, units)) {
      chunk.add(units.next());
    }
    if (chunk.isEmpty()) {
      return;
    }
    Map<Integer, List<Integer>> words = words(chunk);
    for (int i = 0; i < chunk.size(); i++) {
      Units.Unit unit = chunk.get(i);
      ready.add(new Token(unit.start(), unit.end(), unit.apart() && !first ? GAP : 1, 1));
      first = false;
      for (int end : words.getOrDefault(unit.start(), List.of())) {
        wordOver(chunk, i, end);
      }
    }
  }

  /** Ends a chunk at a separator if one comes soon, otherwise between any two units. */
  private static boolean full(List<Units.Unit> chunk, Units rest) {
    if (chunk.isEmpty()) {
      return false;
    }
    int size = chunk.getLast().end() - chunk.getFirst().start();
    return size >= 2 * CHUNK || size >= CHUNK && rest.beginWithSeparator();
  }

  private Map<Integer, List<Integer>> words(List<Units.Unit> chunk) {
    int base = chunk.getFirst().start();
    Map<Integer, List<Integer>> ends = new HashMap<>();
    for (Segmentation.Word word : segmentation.segment(text.substring(base, chunk.getLast().end()))) {
      ends.computeIfAbsent(base + word.span().start(), start -> new ArrayList<>(1)).add(base + word.span().end());
    }
    return ends;
  }

  /** A word is kept if it is two or more units without a gap and at least one of them an ideograph. */
  private void wordOver(List<Units.Unit> chunk, int from, int end) {
    boolean ideograph = false;
    for (int i = from; i < chunk.size(); i++) {
      Units.Unit unit = chunk.get(i);
      if (i > from && !unit.touching() || unit.end() > end) {
        return;
      }
      ideograph |= unit.ideograph();
      if (unit.end() == end) {
        if (i > from && ideograph) {
          ready.add(new Token(chunk.get(from).start(), end, 0, i - from + 1));
        }
        return;
      }
    }
  }

  @Override
  public void end() throws IOException {
    super.end();
    int last = correctOffset(text.length());
    offset.setOffset(last, last);
  }
}
