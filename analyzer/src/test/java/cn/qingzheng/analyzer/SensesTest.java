package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Hit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensesTest {
  @ParameterizedTest
  @ValueSource(strings = {
    "客轮下月挂靠厦门，船员证书先行核验", "营业执照当天出证，刻章另算", "景区停车远一点，不过不收费，考生家长放心",
    "把两个行李包上岸清点，救生员证挂好", "各岗位合格品率上墙，质检员证在有效期", "采购单：烧饼包*2，证件夹*3", "扶稳过坎，教练证慢慢考"})
  void a_term_beside_what_gives_it_another_sense_is_no_occurrence(String text) {
    assertEquals(List.of(), Fixture.unapproved(text).hits().stream().map(h -> h.match().surface()).toList(), text);
  }

  @ParameterizedTest
  @CsvSource({
    "船员证挂靠我们船务公司一年两万加微信, 挂靠", "停车方便的电工班不过不收费欢迎报名, 不过不收费",
    "电工证七天出证不用营业执照加老师微信, ×天出证", "二建保证上岸包上岸跟我学, 包上岸",
    "一建市政，挂靠到港口工程公司, 挂靠", "三天出证，户口本拍照即可，养老护理员, ×天出证", "心理咨询师证书包上岸, 包上岸"})
  void beside_an_offer_the_same_words_change_nothing(String text, String term) {
    assertTrue(Fixture.unapproved(text).hits().stream().filter(Hit::violation).anyMatch(h -> h.match().term().equals(term)), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "领证名单：赵中华、钱全国，请带身份证领取电工证", "她师傅名叫孙全国，早年考的焊工证", "李中华老师主讲电工证实操", "名册：全国强、胡大勇，领取焊工证"})
  void a_name_of_the_state_as_a_given_name_is_no_occurrence(String text) {
    assertTrue(Fixture.unapproved(text).hits().isEmpty(), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"报考一张全国老师都认的电工证", "中华茶艺师证，张老师报名", "月嫂证，全国、全省都认"})
  void a_name_of_the_state_that_only_looks_like_one_is(String text) {
    assertEquals(1, Fixture.unapproved(text).violations().size(), text);
  }
}
