package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.PageResult;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class AnalyzerPropertyTest {
  private static final List<String> PIECES =
      List.of("包", "过", "国", "家", "職業", "资格", "证书", "(bāo)", "《", "》", "“", "”", "不", "谨防", "，", "。", "\n", " ", "*", "×", "\u200b",
          "\uFE0F", "👜", "🏠", "\uD83D", "\uDC5C", "bao", "guo", "１", "7天拿证", "报名", "考试", "健康管理师", "?", "吗", "ﷺ", "㈱", "e\u0301\u0336");

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(PIECES).list().ofMinSize(0).ofMaxSize(60).map(l -> String.join("", l));
  }

  @Provide
  Arbitrary<String> separator() {
    return Arbitraries.of(" ", "-", "*", "·", "_", "/", "~", "\u200b", "\u200d", "\uFEFF", "|", "+", "❤", "😀", "▲", "丨", " - ", "★★");
  }

  @Provide
  Arbitrary<String> advertisement() {
    return Arbitraries.of("收纳师取证%s，加微信报名", "学会再交费，考证%s！", "我校%s，证书邮寄到家", "考试%s班火热招生中", "拿证快，%s，名额不多");
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void no_text_breaks_it_and_every_offset_lies_in_the_text(@ForAll("hostile") String text) {
    PageResult result = Fixture.unapproved(text);
    assertTrue(result.checked().failures().isEmpty(), () -> result.checked().failures().toString());
    for (Hit hit : result.hits()) {
      assertEquals(hit.match().surface(), hit.match().span().of(text));
      assertTrue(hit.place().sentenceSpan().contains(hit.match().span()) || hit.place().sentence().length() > 0);
      assertTrue(!hit.match().surface().contains("\n"), hit::toString);
    }
  }

  @Property(tries = 300)
  void no_string_at_all_breaks_the_folding(@ForAll String text) {
    FoldedText folded = new Folding(List.of()).fold(text);
    int last = 0;
    for (int i = 0; i < folded.text().length(); i++) {
      assertTrue(folded.rawStart(i) >= last && folded.rawEnd(i) <= text.length() && folded.rawStart(i) < folded.rawEnd(i));
      last = folded.rawStart(i);
    }
    Fixture.unapproved(text);
  }

  @Property(tries = 200)
  void a_separator_inside_does_not_hide_a_promise(@ForAll("advertisement") String advertisement, @ForAll("separator") String separator) {
    String text = advertisement.formatted("包" + separator + "过");
    assertTrue(Fixture.unapproved(text).violations().stream().anyMatch(h -> h.match().term().equals("包过") || h.match().alternatives().contains("包过")), text);
  }

  @Property(tries = 100)
  void a_line_between_makes_no_promise(@ForAll("advertisement") String advertisement) {
    String text = advertisement.formatted("包\n过");
    assertTrue(Fixture.unapproved(text).hits().stream().noneMatch(h -> h.match().term().equals("包过")), text);
  }
}
