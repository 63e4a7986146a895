package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;

/**
 * Where an occurrence stands in the folded text. Every span is bounded, so that a page without punctuation costs no
 * more than others.
 *
 * @param clause between commas; enumeration commas and quotation marks do not end it
 * @param sentence between full stops
 * @param line the block, or what lies near in a very long one; with the next if a long word fills it, as on the cover
 *     of a certificate: 中华人民共和国 / 职业资格证书
 */
record Passage(Span clause, Span sentence, Span line) {
  private static final int CLAUSE = 60;
  private static final int SENTENCE = 160;
  private static final int LINE = 320;
  private static final int LONG_WORD = 5;
  private static final String SENTENCE_ENDS = "。!?\n";
  private static final String CLAUSE_ENDS = SENTENCE_ENDS + ",;:";

  /** The same in a longer line, as the row of a cell. */
  Passage within(Span longer) {
    return new Passage(clause, sentence, longer);
  }

  static Passage of(String text, Span at) {
    Span line = around(text, at, "\n", LINE);
    if (line.equals(at) && at.length() >= LONG_WORD && line.end() + 1 < text.length()) {
      Span next = around(text, new Span(line.end() + 1, line.end() + 1), "\n", LINE);
      line = new Span(line.start(), next.end());
    }
    return new Passage(around(text, at, CLAUSE_ENDS, CLAUSE), around(text, at, SENTENCE_ENDS, SENTENCE), line);
  }

  private static Span around(String text, Span at, String ends, int reach) {
    int start = at.start();
    while (start > 0 && at.start() - start < reach && ends.indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    int end = at.end();
    while (end < text.length() && end - at.end() < reach && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end < text.length() && "。!?".indexOf(text.charAt(end)) >= 0 && ends.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return new Span(start, end);
  }
}
