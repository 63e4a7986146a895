package cn.qingzheng.index;

import com.carrotsearch.randomizedtesting.annotations.Seed;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** Lucene's own checks of an analyzer (JUnit 4, run by the vintage engine). Another seed: -Dtests.seed=HEX. */
@Seed("51CE2026")
public class WordTokenizerTest extends BaseTokenStreamTestCase {
  private static final HandSegmentation WORDS = new HandSegmentation("包过", "培训", "资格证书", "保过班", "书包");

  private static Analyzer analyzer(boolean dropsBlanks) {
    return new FoldingAnalyzer(new HandFolding(dropsBlanks), WORDS);
  }

  public void testEveryCharacterHasAPositionAndWordsLieOverThem() throws IOException {
    assertAnalyzesTo(
        analyzer(false),
        "资格證书包過",
        new String[] {"资", "资格证书", "格", "证", "书", "包", "包过", "过"},
        new int[] {0, 0, 1, 2, 3, 4, 4, 5},
        new int[] {1, 4, 2, 3, 4, 5, 6, 6},
        null,
        new int[] {1, 0, 1, 1, 1, 1, 0, 1},
        new int[] {1, 4, 1, 1, 1, 1, 2, 1});
  }

  public void testBlanksThatFoldingKeepsLeaveNoHole() throws IOException {
    assertAnalyzesTo(
        analyzer(false),
        "包 過",
        new String[] {"包", "过"}, new int[] {0, 2}, new int[] {1, 3}, new int[] {1, 1});
  }

  public void testBlanksThatFoldingDropsBelongToNeitherSide() throws IOException {
    assertAnalyzesTo(
        analyzer(true),
        "包 過 吗",
        new String[] {"包", "包过", "过", "吗"},
        new int[] {0, 0, 2, 4}, new int[] {1, 3, 3, 5}, new int[] {1, 0, 1, 1});
  }

  public void testLineBreaksAndManySeparatorsKeepPhrasesApart() throws IOException {
    int gap = WordTokenizer.GAP;
    assertAnalyzesTo(
        analyzer(false), "包\n过-----包----过",
        new String[] {"包", "过", "包", "过"},
        new int[] {0, 2, 8, 13}, new int[] {1, 3, 9, 14}, new int[] {1, gap, gap, 1});
  }

  public void testLettersAndDigitsAreRuns() throws IOException {
    assertAnalyzesTo(
        analyzer(false), "BG班ＶＩＰ8★2024年",
        new String[] {"bg", "班", "vip", "8", "2024", "年"},
        new int[] {0, 2, 3, 6, 8, 12}, new int[] {2, 3, 6, 7, 12, 13});
  }

  public void testOneCharacterThatFoldsToSeveralIsMarkedWhole() throws IOException {
    assertAnalyzesTo(
        analyzer(false), "a ﬁ㈱",
        new String[] {"a", "fi", "株"}, new int[] {0, 2, 3}, new int[] {1, 3, 4});
  }

  public void testCharactersOutsideTheBasicPlaneAreOneUnit() throws IOException {
    assertAnalyzesTo(
        analyzer(false), "𠮷祥\uD800x",
        new String[] {"𠮷", "祥", "x"}, new int[] {0, 2, 4}, new int[] {2, 3, 5});
  }

  public void testTextWithoutAnythingToFind() throws IOException {
    assertAnalyzesTo(analyzer(true), " \n★★ 。\u200b", new String[0]);
    assertAnalyzesTo(analyzer(true), "", new String[0]);
  }

  public void testWithoutFoldingBeforeItTheOffsetsAreThoseOfTheText() throws IOException {
    try (Analyzer unfolded = new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        return new TokenStreamComponents(new WordTokenizer(WORDS));
      }
    }) {
      assertAnalyzesTo(
          unfolded, "包过 過",
          new String[] {"包", "包过", "过", "過"}, new int[] {0, 0, 1, 3}, new int[] {1, 2, 2, 4});
      checkRandomData(random(), unfolded, 100 * RANDOM_MULTIPLIER);
    }
  }

  public void testLoneSurrogatesAndPairsAtTheEdgesOfTheBuffers() throws IOException {
    for (int before = 8188; before <= 8194; before++) {
      String raw = "a".repeat(before) + "𠮷\uDC00包\uD842";
      checkAnalysisConsistency(random(), analyzer(random().nextBoolean()), random().nextBoolean(), raw);
      List<String> tokens = tokens(raw);
      assertEquals(List.of("𠮷", "包"), tokens.subList(tokens.size() - 2, tokens.size()));
    }
  }

  public void testAMillionCharactersAreAllThereAndTheLastIsMarkedExactly() throws IOException {
    String line = "培训 班包 過★\n";
    String raw = line.repeat(1_000_000 / line.length());
    int count = 0;
    try (Analyzer analyzer = analyzer(true); TokenStream stream = analyzer.tokenStream("text", raw)) {
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      int last = 0;
      for (stream.reset(); stream.incrementToken(); count++) {
        last = offset.endOffset();
      }
      assertEquals("behind the last 過", raw.length() - 2, last);
      stream.end();
      assertEquals(raw.length(), offset.endOffset());
    }
    assertEquals("five characters and two words a line", raw.length() / line.length() * 7, count);
  }

  public void testATermAloneIsFoldedAsInAText() {
    try (Analyzer analyzer = analyzer(true)) {
      assertEquals("包过", analyzer.normalize("text", "包 過").utf8ToString());
    }
  }

  public void testRandomTextWithReuse() throws IOException {
    checkRandomData(random(), analyzer(random().nextBoolean()), 500 * RANDOM_MULTIPLIER);
  }

  public void testRandomLongText() throws IOException {
    checkRandomData(random(), analyzer(random().nextBoolean()), 5 * RANDOM_MULTIPLIER, 8192);
  }

  public void testAWordIsFoundAlsoBehindTheFirstChunk() throws IOException {
    String filler = "培训".repeat(3000);
    List<String> tokens = tokens(filler + "资格證书");
    assertEquals(List.of("资", "资格证书", "格", "证", "书"), tokens.subList(tokens.size() - 5, tokens.size()));
    assertEquals("no character is lost at a border", 9000 + 5, tokens.size());
  }

  public void testALongRunOfLettersIsCutAndNotLost() throws IOException {
    String run = "a".repeat(TestUtil.nextInt(random(), 10_000, 40_000));
    assertEquals(run, String.join("", tokens(run)));
  }

  private static List<String> tokens(String text) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (Analyzer analyzer = analyzer(false); TokenStream stream = analyzer.tokenStream("text", new StringReader(text))) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      for (stream.reset(); stream.incrementToken(); ) {
        tokens.add(term.toString());
      }
      stream.end();
    }
    return tokens;
  }
}
