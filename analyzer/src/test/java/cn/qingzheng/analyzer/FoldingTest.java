package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.WrittenForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  private final Folding folding =
      new Folding(List.of(new CharFold("囯".codePointAt(0), "国", WrittenForm.TRADITIONAL), new CharFold(0x1F45C, "包", WrittenForm.EMOJI)));

  @ParameterizedTest
  @CsvSource(delimiter = '>', ignoreLeadingAndTrailingWhitespace = false, value = {
      "包 過>包过",
      "Ｂａｏ过！！！>bao过!",
      "囯·家>国家",
      "包\u200b过>包过",
      "包\uFE0F过>包过",
      "👜过>包过",
      "包❤️过>包过",
      "包(bāo)过>包过",
      "包bāo过>包过",
      "包（ㄅㄠ）过>包过",
      "中国（China）馆>中国(china)馆",
      "包，过>包,过",
      "Java 语言>java 语言",
      "㊥国>中国",
      "保ｇｕｏ>保guo",
      "包🈴过>包过",
      "職業資格>职业资格",
  })
  void disguises_fold_to_one_form(String raw, String folded) {
    assertEquals(folded, folding.fold(raw).text());
  }

  @Test
  void a_line_feed_and_a_long_gap_stay() {
    assertEquals("包\n过", folding.fold("包\n过").text());
    assertEquals("包 过", folding.fold("包     过").text());
    assertEquals("包过", folding.fold("包    过").text());
  }

  @Test
  void offsets_lead_back_to_what_was_written() {
    String raw = "x包 \u200b👜(bāo)過。";
    FoldedText folded = folding.fold(raw);
    assertEquals("x包包过。", folded.text());
    assertEquals("👜", folded.rawSpan(2, 3).of(raw));
    assertEquals("包 \u200b👜(bāo)過", folded.rawSpan(1, 4).of(raw));
    assertEquals(raw.length(), folded.rawStart(folded.text().length()));
  }

  @Test
  void lone_surrogates_and_marks_do_no_harm() {
    FoldedText folded = folding.fold("\uD83D包\u0336过\u0336\uDC5C");
    assertTrue(folded.text().contains("包过"), folded.text());
  }

  @Test
  void a_rare_character_beyond_the_first_plane_is_one_sign() {
    assertEquals("x\u25A1y", folding.fold("x𠮷y").text());
    assertTrue(folding.fold("甲𠮷乙𪚥").text().chars().noneMatch(c -> Character.isSurrogate((char) c)));
  }
}
