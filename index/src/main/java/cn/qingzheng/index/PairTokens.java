package cn.qingzheng.index;

import java.util.Optional;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Every two units of a text that stand next to each other, so that a phrase is looked up instead of being looked for in
 * every page that has its characters somewhere.
 */
final class PairTokens extends TokenStream {
  /** Stands in no unit. */
  private static final char BETWEEN = '\u001f';

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final String text;
  private Units units;
  private Optional<Units.Unit> before = Optional.empty();

  /** @param folded as the units of the text field are cut from */
  PairTokens(String folded) {
    this.text = folded;
    this.units = Units.of(folded);
  }

  static String pair(String first, String second) {
    return first + BETWEEN + second;
  }

  @Override
  public void reset() {
    units = Units.of(text);
    before = Optional.empty();
  }

  @Override
  public boolean incrementToken() {
    while (units.hasNext()) {
      Units.Unit unit = units.next();
      Optional<Units.Unit> first = before.filter(b -> !unit.apart());
      before = Optional.of(unit);
      if (first.isPresent()) {
        clearAttributes();
        term.append(text, first.get().start(), first.get().end()).append(BETWEEN).append(text, unit.start(), unit.end());
        return true;
      }
    }
    return false;
  }
}
