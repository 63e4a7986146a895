package cn.qingzheng.console.sample;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Undoes the disguises used on the sample pages, and no others; enough to see that a planted term is there. */
final class Disguise {

  private static final Map<String, String> TRADITIONAL = Map.of("國", "国", "職", "职", "業", "业", "資", "资",
      "過", "过", "證", "证", "業資格", "业资格");
  private static final Map<String, String> SOUNDS = Map.of("bao过", "包过", "包guo", "包过", "堡过", "保过",
      "包🈴过", "包过");

  private Disguise() { }

  static String undo(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("\\p{Cf}", "").replaceAll("\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}\\)", "")
        .replaceAll("(?<=[\\p{IsHan}])[ \\u3000·.*…－-]{1,3}(?=[\\p{IsHan}])", "");
    for (Map.Entry<String, String> pair : TRADITIONAL.entrySet()) {
      folded = folded.replace(pair.getKey(), pair.getValue());
    }
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (Map.Entry<String, String> pair : SOUNDS.entrySet()) {
      folded = folded.replace(pair.getKey(), pair.getValue());
      plain = plain.replace(pair.getKey(), pair.getValue());
    }
    return folded + '\n' + plain;
  }

  /** A term as the rule packs write it, with its slots for numbers and departments. */
  static Pattern pattern(String term) {
    return switch (term) {
      case "×天拿证" -> Pattern.compile("[0-9×] ?天拿证");
      case "原×××部" -> Pattern.compile("原[\\p{IsHan}×]{1,8}部");
      default -> Pattern.compile(Pattern.quote(term));
    };
  }
}
