package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TermShapeTest {
  private static final Organs NONE = new Organs(List.of(), Map.of());

  /** What a shape covers in a text, from the first anchor that completes. */
  private static Optional<String> found(String form, String text) {
    for (TermShape shape : TermShape.parse(form).orElseThrow().anchored()) {
      for (int at = text.indexOf(shape.anchor()); at >= 0; at = text.indexOf(shape.anchor(), at + 1)) {
        Optional<Span> span = shape.complete(text, new Span(at, at + shape.anchor().length()), NONE);
        if (span.isPresent()) {
          return span.map(s -> s.of(text));
        }
      }
    }
    return Optional.empty();
  }

  @Test
  void one_of_several_words_has_to_stand_there_and_an_empty_one_may_be_left_out() {
    String form = "{考不过|没考过}{全额|}{退|退还}{款|学费}";
    assertEquals(Optional.of("考不过退款"), found(form, "签约考不过退款"));
    assertEquals(Optional.of("没考过全额退还学费"), found(form, "没考过全额退还学费。"));
    assertEquals(Optional.empty(), found(form, "考不过全额"));
    assertEquals(Optional.empty(), found(form, "考不过退休"));
  }

  @Test
  void a_longer_choice_that_leads_nowhere_gives_way_to_a_shorter_one() {
    assertEquals(Optional.of("包你过关"), found("{包|包你}{你|您}过关", "包你过关"));
    assertEquals(Optional.of("没通过就退"), found("没通过{就退|就}退", "没通过就退"));
  }

  @Test
  void the_longest_way_to_read_it_is_taken() {
    assertEquals(Optional.of("三天内拿到证书"), found("{数}天{内|}{拿|取}{到|}{证|证书}", "三天内拿到证书"));
  }

  @Test
  void a_gap_takes_a_few_letters_and_no_more() {
    assertEquals(Optional.of("等着我给你报喜"), found("等着{…}{报喜|喜报}", "你就等着我给你报喜吧"));
    assertEquals(Optional.of("等着喜报"), found("等着{…}{报喜|喜报}", "等着喜报"));
    assertEquals(Optional.empty(), found("等着{…}{报喜|喜报}", "等着春天花都开了再报喜"));
    assertEquals(Optional.empty(), found("等着{…}{报喜|喜报}", "等着a报喜"));
  }

  @Test
  void what_lies_ahead_has_to_stand_there_and_stays_outside() {
    assertEquals(Optional.of("国度"), found("国度{>职业|执业}", "国度职业资历"));
    assertEquals(Optional.empty(), found("国度{>职业|执业}", "童话里的国度"));
  }

  @Test
  void figures_before_a_numeral_in_letters_are_another_number() {
    assertEquals(Optional.of("两天出证"), found("{数}天出证", "打包599两天出证"));
    assertEquals(Optional.of("15天出证"), found("{数}天出证", "打包15天出证"));
    assertEquals(Optional.of("十五天出证"), found("{数}天出证", "十五天出证"));
  }

  @Test
  void wrong_braces_are_no_shape() {
    for (String wrong : List.of("{甲}过", "{甲|乙", "甲}过", "{|甲}", "{数}", "{甲|{数}}过")) {
      assertTrue(TermShape.parse(wrong).isEmpty(), wrong);
    }
  }
}
