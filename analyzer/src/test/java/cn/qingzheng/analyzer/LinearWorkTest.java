package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Segmentation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    TermFinder finder = new TermFinder(Fixture.WORDLISTS, folding, counting, new Organs(List.of(), Map.of()));
    finder.find(new CompactText(folding.fold(text), folding), LocalDate.of(2026, 11, 23), c -> true, offset -> false);
    return letters.get();
  }

  @Test
  void four_times_the_text_costs_four_times_the_segmenting() {
    long once = segmented(advertisements(250));
    long fourfold = segmented(advertisements(1000));
    assertTrue(once > 0 && fourfold <= once * 4.1, once + " then " + fourfold);
  }

  /** No two alike, so that nothing is remembered. */
  private static String advertisements(int n) {
    return IntStream.range(1000, 1000 + n)
        .mapToObj(i -> "收纳师第" + i + "期考证包过，第" + i + "国家认可证书全国通用，第" + i + "期7天拿证，加微信报名。")
        .collect(Collectors.joining());
  }

  @Test
  void places_that_are_alike_are_segmented_once() {
    String advertisement = "收纳师考证包过，国家认可证书全国通用，7天拿证，加微信报名。";
    assertEquals(segmented(advertisement.repeat(250)), segmented(advertisement.repeat(1000)));
  }

  @Test
  void text_without_terms_is_never_segmented() {
    assertEquals(0, segmented("春天的公园里开满了各色的花，老人们在湖边散步。".repeat(1000)));
  }

  @Test
  void very_many_letters_without_any_punctuation_are_judged() {
    PageResult result = Fixture.unapproved("学证书找老师包过".repeat(10_000));
    assertTrue(result.checked().failures().isEmpty());
    assertFalse(result.hits().isEmpty());
    assertTrue(result.hits().stream().allMatch(h -> h.place().sentence().length() <= 400));
  }

  @Test
  void separators_and_masks_without_end_do_no_harm() {
    for (String piece : List.of("包*", "国，", "包\u200b\u200b\u200b过", "《国家", "“包过", "bao", "职业", "过包")) {
      Fixture.ANALYZER.analyze(
          PlainText.page("t", piece.repeat(20_000), Optional.empty(), Fixture.NOW), Fixture.said(PromoterStatus.UNKNOWN));
    }
  }

  @Test
  void of_very_many_occurrences_some_are_judged_and_the_rest_are_left_to_a_person() {
    PageResult result = Fixture.unapproved("本中心不承诺包过。\n".repeat(2_300));
    assertEquals(2_000, result.hits().size());
    assertTrue(result.hits().stream().noneMatch(Hit::violation));
    assertEquals(Outcome.REVIEW, result.outcome());
    assertEquals(List.of("另有 300 处命中未逐一判断"), result.reasons().stream().map(Reason::text).toList());
  }

  @Test
  void as_many_as_are_judged_leave_none() {
    PageResult result = Fixture.unapproved("本中心不承诺包过。\n".repeat(2_000));
    assertEquals(Outcome.MENTION, result.outcome());
    assertEquals(List.of("mention"), result.reasons().stream().map(Reason::code).toList());
  }

  @Test
  void another_term_does_not_hide_behind_very_many_of_one() {
    PageResult result = Fixture.unapproved("本中心不承诺包过。\n".repeat(2_300) + "监理证书可挂靠，年结\n");
    assertEquals(List.of("挂靠"), result.hits().stream().filter(Hit::violation).map(h -> h.match().surface()).toList());
    assertEquals("另有 301 处命中未逐一判断", result.reasons().getLast().text());
  }

  @Test
  void titles_lines_and_paths_without_end_do_no_harm() {
    for (String piece : List.of("日报官网", "责任编辑（", "baoguox", "《国家", "table>tr>td>")) {
      String text = piece.repeat(20_000);
      PageText blocks =
          PageText.builder().add(BlockKind.TITLE, text, "title", false).add(BlockKind.PARAGRAPH, text, "p", false)
              .add(BlockKind.STRUCTURED_DATA, "电工证", text, false).build();
      Page page = new Page("t", URI.create("https://a.example/"), Fixture.NOW, text, blocks, List.of(), List.of(), Optional.empty());
      assertEquals(List.of(), Fixture.ANALYZER.analyze(page, Fixture.said(PromoterStatus.UNKNOWN)).checked().failures());
    }
  }
}
