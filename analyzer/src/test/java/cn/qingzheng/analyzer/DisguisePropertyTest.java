package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Hit;
import com.hankcs.hanlp.HanLP;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What is done to a term does not hide it; what is done to ordinary text makes no term of it. */
class DisguisePropertyTest {
  private static final List<String> FRAMES =
      List.of("收纳师证书，%s，加微信报名", "催乳师考证%s，名额有限", "月嫂证 %s 欢迎咨询", "耳穴师培训班：%s");
  private static final List<String> ORDINARY =
      List.of("面包过敏的同学请告诉食堂阿姨", "外国家长周六来校参观", "这家超市环保过滤芯打折", "他在德国家具厂干了三年", "集中国内优势力量搞研发",
          "书中国学知识不少", "他背包过重走不快", "打包过程要录像", "确保过程安全可控", "承包过三年果园");

  @Provide
  Arbitrary<String> term() {
    return Arbitraries.of(
        Stream.of("包过", "保过", "代考", "挂证", "免考", "不过包退", "职业资格", "人员资格", "职业技能鉴定", "职业技能等级", "中华人民共和国", "零基础包拿证", "轻松月入过万", "官网可查", "政府推荐")
            .toList());
  }

  @Provide
  Arbitrary<String> frame() {
    return Arbitraries.of(FRAMES);
  }

  @Provide
  Arbitrary<Disguise> disguise() {
    return Arbitraries.of(Disguise.values());
  }

  @Provide
  Arbitrary<String> ordinary() {
    return Arbitraries.of(ORDINARY);
  }

  @Provide
  Arbitrary<String> separator() {
    return Arbitraries.of(" ", "-", "·", "，", "。", "\n", "\u200b", "😀", "*", "…", "（", "、", "／");
  }

  enum Disguise {
    SPACED, STARRED, ZERO_WIDTH, PICTURED, RUBY, TRADITIONAL, PINYIN, SPACED_PINYIN, FIRST_IN_PINYIN, LAST_IN_PINYIN, TWICE_SPACED;

    String of(String term, String separator) {
      List<String> letters = term.chars().mapToObj(Character::toString).toList();
      return switch (this) {
        case SPACED -> String.join(separator, letters);
        case STARRED -> String.join("★", letters);
        case ZERO_WIDTH -> String.join("\u200b", letters);
        case PICTURED -> String.join("🔥", letters);
        case RUBY -> letters.stream().map(l -> l + "(" + HanLpLanguage.syllables(l).getFirst() + ")").collect(Collectors.joining());
        case TRADITIONAL -> HanLP.convertToTraditionalChinese(term);
        case PINYIN -> String.join("", HanLpLanguage.syllables(term));
        case SPACED_PINYIN -> String.join(" ", HanLpLanguage.syllables(term));
        case FIRST_IN_PINYIN -> HanLpLanguage.syllables(term).getFirst() + term.substring(1);
        case LAST_IN_PINYIN -> term.substring(0, term.length() - 1) + HanLpLanguage.syllables(term).getLast();
        case TWICE_SPACED -> String.join("  ", letters);
      };
    }
  }

  @Property(tries = 600, shrinking = ShrinkingMode.OFF)
  void a_disguise_does_not_hide_a_term(@ForAll("term") String term, @ForAll("frame") String frame, @ForAll("disguise") Disguise disguise) {
    String text = frame.formatted(disguise.of(term, "-"));
    assertTrue(
        Fixture.unapproved(text).hits().stream().map(Hit::match).anyMatch(m -> m.term().equals(term) || m.alternatives().contains(term)),
        disguise + " " + text);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void a_sign_anywhere_makes_no_term_of_ordinary_words(
      @ForAll("ordinary") String text, @ForAll("separator") String separator, @ForAll int place) {
    int at = Math.floorMod(place, text.length() - 1) + 1;
    String cut = text.substring(0, at) + separator + text.substring(at);
    assertEquals(List.of(), Fixture.unapproved(cut).violations().stream().map(h -> h.match().term() + " in " + cut).toList());
  }
}
