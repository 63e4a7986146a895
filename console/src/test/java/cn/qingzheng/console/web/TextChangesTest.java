package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextChangesTest {
  /** Words of two characters. */
  private static final Segmentation PAIRS = text -> {
    List<Segmentation.Word> words = new ArrayList<>();
    for (int i = 0; i < text.length(); i += 2) {
      words.add(new Segmentation.Word(new Span(i, Math.min(text.length(), i + 2)), "x"));
    }
    return words;
  };

  /** As a person reads it: [-gone-], {+new+}, … where something was left out. */
  private static String shown(List<String> before, List<String> after) {
    return new TextChanges(PAIRS).between(before, after).stream()
        .map(c -> (c.gap() ? "…" : "") + c.pieces().stream()
            .map(p -> switch (p.fate()) {
              case SAME -> p.text();
              case REMOVED -> "[-" + p.text() + "-]";
              case ADDED -> "{+" + p.text() + "+}";
            })
            .collect(Collectors.joining()))
        .collect(Collectors.joining("|"));
  }

  @Test
  void words_that_came_and_went_are_told_apart_inside_a_block() {
    assertEquals("签约[-包过-]{+必过+}退费", shown(List.of("签约包过退费"), List.of("签约必过退费")));
    assertEquals("甲甲|[-乙乙-]|丙丙", shown(List.of("甲甲", "乙乙", "丙丙"), List.of("甲甲", "丙丙")));
    assertEquals("甲甲|{+乙乙+}", shown(List.of("甲甲"), List.of("甲甲", "乙乙")));
    assertEquals("", shown(List.of("甲甲"), List.of("甲甲")));
  }

  @Test
  void what_is_far_from_a_change_is_left_out() {
    List<String> before = IntStream.range(0, 20).mapToObj(i -> "第" + i).toList();
    List<String> after = new ArrayList<>(before);
    after.set(2, "改改");
    after.remove(15);
    assertEquals("…第1|[-第2-]{+改改+}|第3|…第14|[-第15-]|第16", shown(before, after));
  }

  @Test
  void a_huge_page_is_not_looked_at_closely() {
    List<String> before = IntStream.range(0, 5000).mapToObj(Integer::toString).toList();
    List<String> after = IntStream.range(5000, 10_000).mapToObj(Integer::toString).toList();
    assertEquals(1, new TextChanges(PAIRS).between(before, after).size());
    String block = IntStream.range(0, 9000).mapToObj(Integer::toString).collect(Collectors.joining());
    assertTrue(shown(List.of(block), List.of(block + "x")).startsWith("[-0123"));
  }
}
