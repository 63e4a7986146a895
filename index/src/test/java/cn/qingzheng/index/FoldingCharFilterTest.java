package cn.qingzheng.index;

import com.carrotsearch.randomizedtesting.annotations.Seed;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.analysis.MockCharFilter;
import org.apache.lucene.tests.analysis.MockReaderWrapper;
import org.apache.lucene.tests.analysis.MockTokenizer;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;

/** The folding alone, and behind it tokenizers of Lucene that know nothing of it. Another seed: -Dtests.seed=HEX. */
@Seed("51CE2026")
public class FoldingCharFilterTest extends BaseTokenStreamTestCase {
  private static final HandFolding FOLDING = new HandFolding(true);

  private static FoldingCharFilter filter(String raw) {
    return new FoldingCharFilter(FOLDING, new StringReader(raw));
  }

  private static String all(Reader reader) throws IOException {
    StringWriter all = new StringWriter();
    reader.transferTo(all);
    return all.toString();
  }

  public void testEveryBorderLeadsToWhereTheNextUnitBegins() throws IOException {
    FoldingCharFilter filter = filter("\u200b包 過ﬁ㈱ ");
    assertEquals("包过fi(株)", all(filter));
    assertEquals(List.of(1, 3, 4, 4, 5, 5, 5, 7), corrected(filter, 7));
    assertEquals("behind the end", 7, filter.correctOffset(8));
  }

  public void testTheSpanOfAUnitIsWhatItStandsForAndNoMore() throws IOException {
    FoldingCharFilter filter = filter("\u200b包 過ﬁ㈱ ");
    assertEquals("包过fi(株)", all(filter));
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      spans.add(filter.rawSpan(i, i + 1).start() + "-" + filter.rawSpan(i, i + 1).end());
    }
    assertEquals(List.of("1-2", "3-4", "4-5", "4-5", "5-6", "5-6", "5-6"), spans);
    assertEquals(1, filter.rawSpan(0, 2).start());
    assertEquals(4, filter.rawSpan(0, 2).end());
  }

  public void testOffsetsGoOnThroughTheFiltersBelow() throws IOException {
    String raw = "甲包 過乙";
    int doubled = '包' % 10;
    FoldingCharFilter filter = new FoldingCharFilter(FOLDING, new MockCharFilter(new StringReader(raw), doubled));
    String folded = all(filter);
    assertTrue(folded, folded.contains("包包"));
    int at = folded.indexOf('过');
    assertEquals(3, filter.correctOffset(at));
    assertEquals(3, filter.rawSpan(at, at + 1).start());
    assertEquals(4, filter.rawSpan(at, at + 1).end());
    assertEquals(raw.length(), filter.correctOffset(folded.length()));
  }

  public void testRandomTextIsReadWholeInPiecesOfAnySize() throws IOException {
    for (int i = 0; i < 500; i++) {
      String raw = text(random());
      Reader spoons = new MockReaderWrapper(random(), new StringReader(raw));
      try (Reader filter = new FoldingCharFilter(FOLDING, spoons)) {
        assertEquals(FOLDING.fold(raw).text(), inPieces(filter));
        assertEquals("nothing behind the end", -1, filter.read());
      }
    }
  }

  private static String inPieces(Reader reader) throws IOException {
    StringBuilder read = new StringBuilder();
    char[] buffer = new char[12];
    assertEquals("nothing wanted, nothing read", 0, reader.read(buffer, 3, 0));
    while (true) {
      int from = random().nextInt(5);
      int n = reader.read(buffer, from, TestUtil.nextInt(random(), 1, 7));
      if (n < 0) {
        return read.toString();
      }
      read.append(buffer, from, n);
    }
  }

  public void testOffsetsOfRandomTextRiseAndStayInside() throws IOException {
    for (int i = 0; i < 500; i++) {
      String raw = text(random());
      FoldingCharFilter filter = filter(raw);
      String folded = all(filter);
      int last = 0;
      for (int corrected : corrected(filter, folded.length())) {
        assertTrue(last + " should not be above " + corrected, last <= corrected && corrected <= raw.length());
        last = corrected;
      }
      assertEquals(raw.length(), last);
      for (int unit = 0; unit < folded.length(); unit++) {
        String standsFor = raw.substring(filter.rawSpan(unit, unit + 1).start(), filter.rawSpan(unit, unit + 1).end());
        assertEquals(1, standsFor.length());
        assertTrue(standsFor, FOLDING.fold(standsFor).text().indexOf(folded.charAt(unit)) >= 0);
      }
    }
  }

  private static List<Integer> corrected(FoldingCharFilter filter, int length) {
    List<Integer> corrected = new ArrayList<>();
    for (int i = 0; i <= length; i++) {
      corrected.add(filter.correctOffset(i));
    }
    return corrected;
  }

  /** Any characters there are, lone surrogates and pairs among them, or those that this folding changes. */
  static String text(Random random) {
    if (random.nextBoolean()) {
      return TestUtil.randomAnalysisString(random, 40, false);
    }
    String signs = "包過 　\u200bﬁ㈱Ａ\uD842\uDFB7\uD800\uDC00\n";
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(30); left > 0; left--) {
      text.append(signs.charAt(random.nextInt(signs.length())));
    }
    return text.toString();
  }

  public void testRandomTextBehindLucenesTokenizers() throws IOException {
    for (CharacterRunAutomaton cut : List.of(MockTokenizer.WHITESPACE, MockTokenizer.KEYWORD, MockTokenizer.SIMPLE)) {
      try (Analyzer analyzer = foldingBefore(cut, random().nextBoolean())) {
        checkRandomData(random(), analyzer, 300 * RANDOM_MULTIPLIER, 60);
      }
    }
  }

  public void testAWordOfAnotherTokenizerIsMarkedInTheRawText() throws IOException {
    try (Analyzer analyzer = foldingBefore(MockTokenizer.WHITESPACE, false)) {
      assertAnalyzesTo(
          analyzer, "ＡＢ\u200b　㈱Ｃ",
          new String[] {"ab", "(株)c"}, new int[] {0, 4}, new int[] {3, 6});
    }
  }

  private static Analyzer foldingBefore(CharacterRunAutomaton cut, boolean dropsBlanks) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new MockTokenizer(cut, false));
      }

      @Override
      protected Reader initReader(String field, Reader raw) {
        return new FoldingCharFilter(new HandFolding(dropsBlanks), raw);
      }
    };
  }

  public void testNothingAndNothingVisible() throws IOException {
    for (String raw : List.of("", "\u200b\u2060")) {
      FoldingCharFilter filter = filter(raw);
      assertEquals(-1, filter.read());
      assertEquals(raw.length(), filter.correctOffset(0));
    }
  }

  public void testATextWithoutAnEndIsAnErrorOfThatFieldOnly() throws IOException {
    long[] given = {0};
    Reader endless = new Reader() {
      @Override
      public int read(char[] into, int from, int most) {
        Arrays.fill(into, from, from + most, 'a');
        given[0] += most;
        return most;
      }

      @Override
      public void close() {}
    };
    try (Reader filter = new FoldingCharFilter(FOLDING, endless)) {
      IOException tooLong = expectThrows(IOException.class, filter::read);
      assertTrue(tooLong.getMessage(), tooLong.getMessage().contains(String.valueOf(FoldingCharFilter.LONGEST)));
    }
    assertTrue("read " + given[0], given[0] <= FoldingCharFilter.LONGEST + 8192);
  }
}
