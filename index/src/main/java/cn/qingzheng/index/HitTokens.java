package cn.qingzheng.index;

import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The terms that were meant, as tokens at the places where something else was written: who searches 包过 finds and
 * sees marked what the analysis took for 包过.
 */
final class HitTokens extends TokenStream {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
  private final List<Token> tokens = new ArrayList<>();
  private Iterator<Token> left;

  HitTokens(List<Hit> hits, TextFolding folding) {
    hits.stream()
        .map(Hit::match)
        .sorted(Comparator.comparingInt(match -> match.span().start()))
        .forEach(match -> Stream.concat(Stream.of(match.term()), match.alternatives().stream())
            .forEach(meant -> add(Units.texts(folding.fold(meant).text()), match.span())));
    left = tokens.iterator();
  }

  private record Token(String text, Span span, int increment) {}

  private void add(List<String> units, Span span) {
    for (int i = 0; i < units.size(); i++) {
      tokens.add(new Token(units.get(i), span, i == 0 ? WordTokenizer.GAP : 1));
    }
  }

  @Override
  public void reset() {
    left = tokens.iterator();
  }

  @Override
  public boolean incrementToken() {
    if (!left.hasNext()) {
      return false;
    }
    clearAttributes();
    Token next = left.next();
    term.append(next.text());
    offset.setOffset(next.span().start(), next.span().end());
    increment.setPositionIncrement(next.increment());
    return true;
  }
}
