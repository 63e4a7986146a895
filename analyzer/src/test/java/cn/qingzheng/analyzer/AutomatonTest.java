package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.analyzer.Automaton.Key;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AutomatonTest {
  private static final Organs NO_ORGANS = new Organs(List.of(), Map.of());

  private static List<String> found(Automaton<String> automaton, String text) {
    List<String> found = new ArrayList<>();
    automaton.scan(text, (start, end, word) -> found.add(start + ".." + end + " " + word));
    return found;
  }

  private static Automaton<String> of(Set<String> words) {
    return new Automaton<>(words, w -> List.of(Key.whole(w)));
  }

  @Test
  void finds_what_a_search_for_every_word_finds() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      Set<String> words = new LinkedHashSet<>();
      for (int i = 0; i < 60; i++) {
        words.add(letters(random, 1 + random.nextInt(5)));
      }
      String text = letters(random, 300);
      assertEquals(oneByOne(words, text), new TreeSet<>(found(of(words), text)), () -> words + " in " + text);
    }
  }

  private static Set<String> oneByOne(Set<String> words, String text) {
    Set<String> found = new TreeSet<>();
    for (String word : words) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        found.add(at + ".." + (at + word.length()) + " " + word);
      }
    }
    return found;
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("包过保证书考\u0000\uffff".charAt(random.nextInt(8)));
    }
    return text.toString();
  }

  @Test
  void very_many_words_are_told_apart() {
    Set<String> words = new LinkedHashSet<>();
    for (char first = '一'; first < '一' + 300; first++) {
      for (char second = '一'; second < '一' + 100; second++) {
        words.add("" + first + second);
      }
    }
    Automaton<String> automaton = of(words);
    for (String word : words) {
      assertEquals(List.of("1..3 " + word), found(automaton, "。" + word + "。"));
    }
  }

  @Test
  void only_the_part_asked_for_is_reported() {
    Automaton<String> automaton = new Automaton<>(List.of("x"), w -> List.of(new Key("不过全额退款", 1, 2)));
    assertEquals(List.of("3..4 x"), found(automaton, "考试不过全额退款"));
  }

  @Test
  void a_shape_is_called_for_once_wherever_it_can_be_completed() {
    for (String form : List.of("{考|}不过{全额|全|}退{款|费|}", "{数}天{包|}拿{证|证书}", "国加{认可|认|通用}", "{不|没}证{书|}{挂靠|}")) {
      TermShape shape = TermShape.parse(form).orElseThrow();
      Automaton<TermShape> automaton = new Automaton<>(shape.anchored(), TermShape::keys);
      for (String text : List.of("考不过全额退款。不过退", "不过全退费不过退", "三天拿证书5天包拿证", "国加认可国加认国加通用", "没证书挂靠不证证挂靠")) {
        List<Span> expected = new ArrayList<>();
        for (TermShape one : shape.anchored()) {
          for (int at = text.indexOf(one.anchor()); at >= 0; at = text.indexOf(one.anchor(), at + 1)) {
            one.complete(text, new Span(at, at + one.anchor().length()), NO_ORGANS).ifPresent(expected::add);
          }
        }
        List<Span> completed = new ArrayList<>();
        automaton.scan(text, (start, end, s) -> s.complete(text, new Span(start, end), NO_ORGANS).ifPresent(completed::add));
        assertEquals(sorted(expected), sorted(completed), form + " in " + text);
      }
    }
  }

  private static List<String> sorted(List<Span> spans) {
    return spans.stream().map(Span::toString).sorted().toList();
  }

  @Test
  void an_anchor_that_is_common_is_looked_for_with_what_stands_around_it() {
    TermShape shape = TermShape.parse("{买|卖}证{件|照}").orElseThrow();
    assertTrue(shape.anchored().stream().flatMap(s -> s.keys().stream()).allMatch(k -> k.text().length() == 3));
  }
}
