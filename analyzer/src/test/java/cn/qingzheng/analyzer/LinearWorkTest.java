package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Segmentation;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The work grows with the text and not faster; counted, not timed. */
class LinearWorkTest {
  private final Folding folding = new Folding(List.of());

  /** Letters handed to the segmenter while looking for terms. */
  private long segmented(String text) {
    AtomicLong letters = new AtomicLong();
    HanLpLanguage real = new HanLpLanguage();
    Segmentation counting = t -> {
      letters.addAndGet(t.length());
      return real.segment(t);
    };
    TermFinder finder = new TermFinder(Fixture.WORDLISTS, folding, counting, new Organs(List.of(), java.util.Map.of()));
    finder.find(new CompactText(folding.fold(text), folding), LocalDate.of(2026, 11, 23), c -> true, offset -> false);
    return letters.get();
  }

  @Test
  void four_times_the_text_costs_four_times_the_segmenting() {
    String advertisement = "收纳师考证包过，国家认可证书全国通用，7天拿证，加微信报名。";
    long once = segmented(advertisement.repeat(250));
    long fourfold = segmented(advertisement.repeat(1000));
    assertTrue(once > 0 && fourfold <= once * 4.1, once + " then " + fourfold);
  }

  @Test
  void text_without_terms_is_never_segmented() {
    assertEquals(0, segmented("春天的公园里开满了各色的花，老人们在湖边散步。".repeat(1000)));
  }

  @Test
  void very_many_letters_without_any_punctuation_are_judged() {
    PageResult result = Fixture.unapproved("学证书找老师包过".repeat(20_000));
    assertTrue(result.checked().failures().isEmpty());
    assertTrue(result.hits().stream().allMatch(h -> h.place().sentence().length() <= 400));
  }

  @Test
  void separators_and_masks_without_end_do_no_harm() {
    for (String piece : List.of("包*", "国，", "包\u200b\u200b\u200b过", "《国家", "“包过", "bao", "职业", "过包")) {
      Fixture.ANALYZER.analyze(
          PlainText.page("t", piece.repeat(20_000), java.util.Optional.empty(), Fixture.NOW), Fixture.said(PromoterStatus.UNKNOWN));
    }
  }
}
