package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Hit;
import cn.qingzheng.model.WrittenForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpinningTest {
  private static final Spinning SPINNING = new Spinning(List.of(
      new Spun("技能", List.of("妙技", "技巧"), List.of()),
      new Spun("鉴定", List.of("断定"), List.of()),
      new Spun("全国", List.of("天下", "举国"), List.of("天下第一", "天下唯一")),
      new Spun("唯一", List.of("独一"), List.of())));

  @Test
  void the_first_replaced_word_is_written_out_and_the_words_behind_it_are_choices() {
    assertEquals(
        List.of("职业妙技{鉴定|断定}", "职业技巧{鉴定|断定}", "职业技能断定"), SPINNING.forms("职业技能鉴定"));
  }

  @Test
  void what_people_say_anyway_is_not_made() {
    assertEquals(List.of("举国第一"), SPINNING.forms("全国第一"));
    assertEquals(List.of("天下独一", "举国{唯一|独一}", "全国独一"), SPINNING.forms("全国唯一"));
  }

  @Test
  void short_terms_and_terms_without_a_word_of_the_list_are_left_alone() {
    assertTrue(SPINNING.forms("全国").isEmpty());
    assertTrue(SPINNING.forms("全国级").isEmpty());
    assertTrue(SPINNING.forms("保证拿证").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
      "职业妙技断定中心招生，月嫂证书,职业技能鉴定",
      "育婴师证书包管经由过程,保证通过",
      "茶艺师证书不限学力,不限学历",
      "养老护理员职业妙技品级认定,职业技能等级认定",
      "心理咨询师证书毕生有用,终身有效",
      "月嫂证书受当局委托颁发,受政府委托"})
  void spun_terms_are_found_under_the_term_they_stand_for(String text, String term) {
    List<Hit> hits = Fixture.unapproved(text).violations();
    assertTrue(hits.stream().anyMatch(h -> h.match().term().equals(term) && h.match().form() == WrittenForm.SYNONYM), () -> text + hits);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "考证期间请保证工作时间，人员资质由招标人审查", "专业技术岗位的证书统一保管", "大家可考虑先考初级证书",
      "按国家职业标准组织证书考试", "他自称天下第一，却没有证书", "轻松拿证件照，送电子版"})
  void ordinary_phrases_are_no_spun_terms(String text) {
    assertFalse(Fixture.unapproved(text).hits().stream().anyMatch(h -> h.match().form() == WrittenForm.SYNONYM), text);
  }
}
