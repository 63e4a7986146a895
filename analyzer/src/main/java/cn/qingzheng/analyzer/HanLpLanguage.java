package cn.qingzheng.analyzer;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The only place that knows HanLP. Name recognition is off (it takes 包过 for a person) and the custom dictionary is
 * not forced (it would cut 面包|过敏 wrongly).
 */
final class HanLpLanguage implements Segmentation {
  /** Filled as characters are met, one for each of the BMP. Threads that meet one at once find the same. */
  private static final AtomicReferenceArray<String> SYLLABLES = new AtomicReferenceArray<>(1 << 16);

  private final Segment segment =
      new ViterbiSegment()
          .enableAllNamedEntityRecognize(false)
          .enableCustomDictionaryForcing(false)
          .enableOffset(true);

  @Override
  public List<Word> segment(String text) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    for (Term term : segment.seg(text.toCharArray())) {
      // HanLP's own offsets are not reliable around characters it rewrites; the words cover the text in order.
      int end = Math.min(text.length(), at + term.word.length());
      if (end > at) {
        words.add(new Word(new Span(at, end), String.valueOf(term.nature)));
        at = end;
      }
    }
    if (at < text.length()) {
      words.add(new Word(new Span(at, text.length()), "x"));
    }
    return words;
  }

  /** The simplified form of one character, the same character if there is none. */
  static String simplified(String character) {
    return HanLP.convertToSimplifiedChinese(character);
  }

  /** The syllables of a text without tones; empty if any of its characters has no reading. */
  static List<String> syllables(String text) {
    List<String> syllables = new ArrayList<>();
    for (Pinyin pinyin : HanLP.convertToPinyinList(text)) {
      if (pinyin == null || pinyin == Pinyin.none5) {
        return List.of();
      }
      syllables.add(pinyin.getPinyinWithoutTone().replace("ü", "v"));
    }
    return syllables;
  }

  /** The syllables of a text with the number of their tone behind them, as in {@code bao1}; fewer if one has none. */
  static List<String> toned(String text) {
    return HanLP.convertToPinyinList(text).stream()
        .filter(p -> p != null && p != Pinyin.none5)
        .map(p -> p.getPinyinWithoutTone().replace("ü", "v") + p.getTone())
        .toList();
  }

  /** The syllable of one character without tone, empty if it has none. */
  static String syllable(char c) {
    String known = SYLLABLES.get(c);
    if (known == null) {
      List<String> one = syllables(String.valueOf(c));
      known = one.isEmpty() ? "" : one.getFirst();
      SYLLABLES.set(c, known);
    }
    return known;
  }

  /** Whether the dictionary has a word of its own that is written so. */
  static boolean word(String text) {
    return CoreDictionary.contains(text);
  }

  /** The common characters (level one of GB 2312) by their syllable. */
  static Map<String, List<String>> homophones() {
    Map<String, List<String>> bySyllable = new HashMap<>();
    Charset charset = Charset.forName("GB2312");
    for (int row = 0xB0; row <= 0xD7; row++) {
      for (int cell = 0xA1; cell <= 0xFE; cell++) {
        String letter = new String(new byte[] {(byte) row, (byte) cell}, charset);
        if (letter.length() == 1 && Character.isIdeographic(letter.charAt(0))) {
          bySyllable.computeIfAbsent(syllable(letter.charAt(0)), k -> new ArrayList<>()).add(letter);
        }
      }
    }
    return bySyllable;
  }

  /** Every syllable of Mandarin, without tones, ü written v. */
  static Set<String> allSyllables() {
    Set<String> all = new TreeSet<>();
    for (Pinyin pinyin : EnumSet.allOf(Pinyin.class)) {
      if (pinyin != Pinyin.none5) {
        all.add(pinyin.getPinyinWithoutTone().replace("ü", "v"));
      }
    }
    return all;
  }
}
