package cn.qingzheng.index;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.io.IOException;
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
 * Folds a text and cuts it into units, one position each, with the words of the segmentation over them. Offsets point
 * into the raw text.
 *
 * <p>Folding is done here and not in a {@code CharFilter} before it: {@code CharFilter.correctOffset} has one answer
 * for the end of a unit and the start of the next, so a blank that folding drops between two characters would be
 * counted to one of them and marked with it.
 */
final class WordTokenizer extends Tokenizer {
  /** Positions between two units that are apart; more than any phrase query could bridge. */
  static final int GAP = 100;

  /** Folded units given to the segmentation at once; its memory grows faster than the text. */
  private static final int CHUNK = 2048;

  private static final FoldedText NOTHING = new FoldedText("", "", new int[0], new int[0]);

  private final TextFolding folding;
  private final Segmentation segmentation;
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
  private final PositionLengthAttribute length = addAttribute(PositionLengthAttribute.class);

  private final Queue<Token> ready = new ArrayDeque<>();
  private Optional<Units> units = Optional.empty();
  private FoldedText folded = NOTHING;
  private boolean first;

  WordTokenizer(TextFolding folding, Segmentation segmentation) {
    this.folding = folding;
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
    folded = NOTHING;
    first = true;
  }

  /** Reads at the first token and not at reset, as Lucene's contract wants errors to come. */
  private Units units() throws IOException {
    if (units.isEmpty()) {
      folded = folding.fold(readAll());
      units = Optional.of(Units.of(folded.text()));
    }
    return units.get();
  }

  private String readAll() throws IOException {
    StringBuilder all = new StringBuilder();
    char[] buffer = new char[8192];
    for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
      all.append(buffer, 0, n);
    }
    return all.toString();
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
    term.append(folded.text(), next.start(), next.end());
    Span raw = folded.rawSpan(next.start(), next.end());
    offset.setOffset(correctOffset(raw.start()), correctOffset(raw.end()));
    increment.setPositionIncrement(next.increment());
    length.setPositionLength(next.positions());
    return true;
  }

  private void cutNextChunk(Units units) {
    List<Units.Unit> chunk = new ArrayList<>();
    while (units.hasNext() && !full(chunk)) {
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
  private static boolean full(List<Units.Unit> chunk) {
    if (chunk.isEmpty()) {
      return false;
    }
    int size = chunk.getLast().end() - chunk.getFirst().start();
    return size >= 2 * CHUNK || size >= CHUNK && !chunk.getLast().touching();
  }

  private Map<Integer, List<Integer>> words(List<Units.Unit> chunk) {
    int base = chunk.getFirst().start();
    String text = folded.text().substring(base, chunk.getLast().end());
    Map<Integer, List<Integer>> ends = new HashMap<>();
    for (Segmentation.Word word : segmentation.segment(text)) {
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
    int last = correctOffset(folded.raw().length());
    offset.setOffset(last, last);
  }
}
