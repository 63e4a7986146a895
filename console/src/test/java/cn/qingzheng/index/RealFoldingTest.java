package cn.qingzheng.index;

import cn.qingzheng.analyzer.Wordlists;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.TextFolding;
import com.carrotsearch.randomizedtesting.annotations.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.IOUtils;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/**
 * Lucene's own checks of an analyzer over the chain as it runs: the folding with the shipped wordlists and HanLP. Here
 * and not in {@code index}, because stages are tested alone and only the console sees both; in the package of the
 * chain, which nobody else needs to see. Another seed: -Dtests.seed=HEX.
 */
@Seed("51CE2026")
public class RealFoldingTest extends BaseTokenStreamTestCase {
  /** What sellers disguise their words with, signs that fold to several or to none, halves of pairs. */
  private static final String[] DISGUISES = {
    "包", "過", "过", "保", "證", "证", "书", "書", "国", "傢", "职业", "资格", " ", "　", "·", "★", "★★", "\u200b", "\uFE0F", "\n", "\r\n",
    "，", "……", "(bāo)", "（ㄅㄠ）", "bāo", "baoguo", "V", "ｖ", "ⅴ", "①", "１", "½", "㍿", "㈱", "㎏", "ﬁ", "ﷺ", "é", "e\u0301", "İ",
    "🈴", "🉐", "𝟙", "𝓋", "𠮷", "\uD842", "\uDFB7", "%", "％", "丨", "ー", "か", "한", "\u1112\u1161", "ไทย", "\u0000", "\t", "-----"
  };

  private static TextFolding folding;
  private static Analyzer chain;

  @BeforeClass
  public static void loadTheShippedWordlists() {
    Problems problems = new Problems();
    Wordlists wordlists = Wordlists.load(Path.of(System.getProperty("qingzheng.root", "..")).resolve("wordlists"), problems);
    problems.throwIfAny();
    var analyzer = cn.qingzheng.analyzer.Analyzer.create(wordlists, Optional.empty());
    folding = analyzer.folding();
    chain = new FoldingAnalyzer(folding, analyzer.segmentation());
  }

  /** Lucene's harness wants no large objects left in static fields. */
  @AfterClass
  public static void forgetThem() throws IOException {
    IOUtils.close(chain);
    chain = null;
    folding = null;
  }

  public void testDisguisedWordsAreMarkedAsTheyAreWritten() throws IOException {
    assertAnalyzesTo(
        chain, "國傢 证·書",
        new String[] {"国", "国家", "家", "证", "证书", "书"},
        new int[] {0, 0, 1, 3, 3, 5}, new int[] {1, 2, 2, 4, 6, 6}, new int[] {1, 0, 1, 1, 0, 1});
    assertAnalyzesTo(
        chain, "包(bāo)過",
        new String[] {"包", "过"}, new int[] {0, 6}, new int[] {1, 7});
    assertAnalyzesTo(
        chain, "ｐａｓｓ率１００％\u200b",
        new String[] {"pass", "率", "100"}, new int[] {0, 4, 5}, new int[] {4, 5, 8});
  }

  public void testOneSignForSeveralCharactersIsMarkedWholeForEach() throws IOException {
    assertAnalyzesTo(
        chain, "某㍿𝟙𝟘",
        new String[] {"某", "株", "株式会社", "式", "会", "社", "10"},
        new int[] {0, 1, 1, 1, 1, 1, 2}, new int[] {1, 2, 2, 2, 2, 2, 6}, null,
        new int[] {1, 1, 0, 1, 1, 1, 1}, new int[] {1, 1, 4, 1, 1, 1, 1});
  }

  public void testRandomTextOnceMoreAndOnSeveralThreads() throws IOException {
    checkRandomData(random(), chain, 150 * RANDOM_MULTIPLIER);
    checkRandomData(random(), chain, 2 * RANDOM_MULTIPLIER, 8192);
  }

  public void testDisguisesInAnyOrder() throws IOException {
    for (int i = 0; i < 1000 * RANDOM_MULTIPLIER; i++) {
      checkAnalysisConsistency(random(), chain, random().nextBoolean(), disguised(random()));
    }
  }

  public void testEveryTokenIsMarkedFromItsFirstSignToItsLast() throws IOException {
    for (int i = 0; i < 3000 * RANDOM_MULTIPLIER; i++) {
      String raw = random().nextBoolean() ? disguised(random()) : TestUtil.randomAnalysisString(random(), 40, false);
      for (Token token : tokens(raw)) {
        String marked = raw.substring(token.start(), token.end());
        String where = token + " in '" + escape(raw) + "'";
        assertTrue("begins wrongly: " + where, says(marked.codePointAt(0), token.text().charAt(0)));
        assertTrue("ends wrongly: " + where,
            says(marked.codePointBefore(marked.length()), token.text().charAt(token.text().length() - 1)));
      }
    }
  }

  private static boolean says(int rawPoint, char folded) {
    return folding.fold(Character.toString(rawPoint)).text().indexOf(folded) >= 0;
  }

  public void testAMillionCharactersAreCutLikeTheirFirstLine() throws IOException {
    String line = "本校培训包 过，國家职业资格證書，內部渠道 100% 拿㊣★★\n";
    List<Token> first = units(line);
    List<Token> all = units(line.repeat(1_000_000 / line.length()));
    assertEquals(first.size() * (1_000_000 / line.length()), all.size());
    for (int i = 0; i < all.size(); i++) {
      int before = i / first.size() * line.length();
      Token expected = first.get(i % first.size());
      assertEquals(new Token(expected.text(), before + expected.start(), before + expected.end(), 1), all.get(i));
    }
  }

  private static String disguised(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = TestUtil.nextInt(random, 0, 25); left > 0; left--) {
      text.append(DISGUISES[random.nextInt(DISGUISES.length)]);
    }
    return text.toString();
  }

  private record Token(String text, int start, int end, int increment) {}

  /** Without the words that lie over them; all increments as one, because a line break makes a gap. */
  private static List<Token> units(String raw) throws IOException {
    return tokens(raw).stream()
        .filter(token -> token.increment() > 0)
        .map(token -> new Token(token.text(), token.start(), token.end(), 1))
        .toList();
  }

  private static List<Token> tokens(String raw) throws IOException {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = chain.tokenStream("text", raw)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
      for (stream.reset(); stream.incrementToken(); ) {
        tokens.add(new Token(
            term.toString(), offset.startOffset(), offset.endOffset(), increment.getPositionIncrement()));
      }
      stream.end();
      assertEquals(raw.length(), offset.endOffset());
    }
    return tokens;
  }
}
