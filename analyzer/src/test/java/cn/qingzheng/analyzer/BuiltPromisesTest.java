package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises in other words: found by how they are built. */
class BuiltPromisesTest {
  private static List<String> surfaces(String text) {
    return Fixture.unapproved(text).violations().stream().map(Hit::match).map(Hit.Match::surface).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', value = {
      "造价师班没通过全额返还学费，签合同>没通过全额返还学费",
      "评茶员证书拿不到证分文不取>拿不到证分文不取",
      "社工班过关率高达百分之九十八>过关率高达百分之九十八",
      "叉车证两个星期内拿到证书>两个星期内拿到证书",
      "二建证书闲着不如租出去>闲着不如租出去",
      "电工证无需本人参加考试>无需本人参加考试",
  })
  void a_promise_in_other_words_is_found_as_a_whole(String text, String surface) {
    assertEquals(List.of(surface), surfaces(text), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"考不过来的同学分批进场，证书统一发", "不过退休以后再考证也不晚", "三天后拿证件来领准考证", "他抱过孩子，也考过证书"})
  void what_only_begins_like_one_is_left_alone(String text) {
    assertTrue(Fixture.unapproved(text).hits().isEmpty(), text);
  }

  @Test
  void an_uncertain_turn_of_phrase_beside_the_promise_itself_is_not_listed_again() {
    assertEquals(List.of("包过"), surfaces("叉车证包过，一考就过"));
    assertEquals(List.of("一考就过"), surfaces("叉车证一考就过"));
  }
}
