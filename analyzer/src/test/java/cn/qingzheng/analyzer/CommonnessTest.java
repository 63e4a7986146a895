package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommonnessTest {
  @Test
  void words_of_the_trade_are_met_more_often_than_others() {
    assertTrue(Commonness.of("证书") > Commonness.of("毫无"));
    assertTrue(Commonness.of("证") > Commonness.of("证书"));
    assertTrue(Commonness.of("证书") > Commonness.of("证书编号"));
  }

  @Test
  void a_shape_is_looked_for_by_its_rarest_part() {
    Set<String> anchors =
        TermShape.parse("{证书|证}{…}{板上钉钉|毫无悬念}").orElseThrow().anchored().stream().map(TermShape::anchor).collect(Collectors.toSet());
    assertEquals(Set.of("板上钉钉", "毫无悬念"), anchors);
  }

  @Test
  void every_beginning_that_letters_between_two_parts_allow_is_tried() {
    TermShape shape = TermShape.parse("{每月|月进账}{…}五位数").orElseThrow().anchored().getFirst();
    String text = "每月进账妥妥五位数";
    List<String> found =
        shape.completions(text, new Span(6, 9), new Organs(List.of(), Map.of())).stream().map(s -> s.of(text)).toList();
    assertEquals(List.of("每月进账妥妥五位数", "月进账妥妥五位数"), found);
  }

  @Test
  void what_stands_beside_an_anchor_rules_shapes_out() {
    TermShape shape = TermShape.parse("{数}天拿证{就|便}好").orElseThrow().anchored().getFirst();
    assertTrue(shape.mayStand("三天拿证就好", 1, 4));
    assertEquals(false, shape.mayStand("每天拿证就好", 1, 4));
    assertEquals(false, shape.mayStand("三天拿证", 1, 4));
  }
}
