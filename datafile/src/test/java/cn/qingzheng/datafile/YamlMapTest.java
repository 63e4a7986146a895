package cn.qingzheng.datafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlMapTest {
  private final Problems problems = new Problems();

  private YamlMap yaml(String content) {
    return YamlMap.parse("a.yaml", content, problems).orElseThrow();
  }

  private List<Integer> lines() {
    return problems.list().stream().map(Problem::line).toList();
  }

  @Test
  void reads_every_kind_of_value() {
    YamlMap m = yaml("id: x\nrate: 0.2\non: true\nday: 2023-07-18\nnone: null\nterms: [包过, 保过]\nin:\n  a: 1\nlist:\n  - b: 2\n");
    assertEquals("x", m.requiredText("id", problems));
    assertEquals(0.2, m.number("rate", 0, 1, 9, problems));
    assertTrue(m.flag("on", false, problems));
    assertEquals(Optional.of(LocalDate.of(2023, 7, 18)), m.date("day", problems));
    assertFalse(m.has("none"));
    assertEquals(List.of("包过", "保过"), m.texts("terms", problems));
    assertEquals(1, m.requiredMap("in", problems).integer("a", 0, 9, 0, problems));
    assertEquals(2, m.maps("list", problems).get(0).integer("b", 0, 9, 0, problems));
    assertTrue(problems.isEmpty());
  }

  @Test
  void all_mistakes_are_reported_with_their_lines() {
    YamlMap m = yaml("id:\nrate: 2\nterms:\n  - ok\n  - {a: 1}\nextra: 1\nrate: 3\nflag: yes\n");
    m.requiredText("id", problems);
    m.number("rate", 0, 1, 0, problems);
    m.texts("terms", problems);
    m.flag("flag", false, problems);
    m.requiredMap("gone", problems);
    m.onlyKeys(Set.of("id", "rate", "terms", "flag"), problems);
    assertEquals(List.of(7, 1, 2, 5, 8, 1, 6), lines());
  }

  @Test
  void a_syntax_error_is_one_problem_at_its_line() {
    assertTrue(YamlMap.parse("a.yaml", "a: 1\nb: [1, 2\nc: 3\n", problems).isEmpty());
    assertEquals(1, problems.list().size());
    assertTrue(problems.list().get(0).line() >= 2);
  }

  @Test
  void a_file_that_is_no_mapping_is_a_problem() {
    assertTrue(YamlMap.parse("a.yaml", "- 1\n", problems).isEmpty());
    assertTrue(YamlMap.parse("a.yaml", "", problems).isEmpty());
    assertEquals(2, problems.list().size());
  }

  @Test
  void an_alias_bomb_is_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String ref = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + ref + ", " + ref + ", " + ref + ", " + ref + ", " + ref + ", " + ref + ", " + ref + ", " + ref + "]\n");
    }
    assertTrue(YamlMap.parse("a.yaml", bomb.toString(), problems).isEmpty());
    assertEquals(1, problems.list().size());
  }
}
