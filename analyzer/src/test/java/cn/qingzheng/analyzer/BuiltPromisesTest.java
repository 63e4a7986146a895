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
  @CsvSource(delimiter = '>', value = {
      "监理证书报我这儿，没有考不下来的>没有考不下来的",
      "催乳师证，要是没通过，学费我双倍赔你>没通过，学费我双倍赔你",
      "软考没考过？钱原路退你卡里>没考过？钱原路退你",
      "按摩师证书见着本子再付钱>见着本子再付钱",
      "电工证考场都不必进>考场都不必进",
      "采耳师证书打钱就给本>打钱就给本",
      "美甲师证书七个工作日内见本>七个工作日内见本",
      "经济师考试有人替你坐进考场>有人替你坐进考场",
      "造价师证书放抽屉不如放我这>放抽屉不如放",
      "礼仪师证书盖章的可是部里>盖章的可是部里",
      "插花师证书走到哪个省都好使>走到哪个省都好使",
      "收纳师证书，初中文凭也能报>初中文凭也能报",
  })
  void a_claim_of_two_halves_with_words_between_is_found(String text, String surface) {
    assertEquals(List.of(surface), surfaces(text), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "我们下周去民政局领证，三天后办酒席", "保险理赔的钱原路退回到银行卡了", "房子放着不住不如租出去", "普通话在哪个省都通用",
      "开课前退班的，学费在七个工作日内退回", "老师布置的卷子一张没做", "考务人员三天内把证书寄到学校", "装修队说了，不满意不收钱",
      "没通过。学费下学期再交，证书另发"})
  void halves_of_such_claims_in_ordinary_talk_are_left_alone(String text) {
    assertTrue(Fixture.unapproved(text).hits().isEmpty(), text);
  }

  @Test
  void a_promise_inside_a_longer_phrase_is_not_lost_with_it() {
    assertEquals(List.of("包过"), Fixture.unapproved("凡拍胸脯说包过的，十有八九会翻脸").hits().stream().map(h -> h.match().surface()).toList());
  }

  @Test
  void of_several_vague_phrases_of_one_kind_only_the_clear_one_is_listed() {
    assertEquals(List.of("人不用上班"), surfaces("药师证书，人不用上班，坐着领钱"));
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
