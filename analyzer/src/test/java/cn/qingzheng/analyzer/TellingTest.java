package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qingzheng.model.Hit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others say, what somebody went through and how things were: mentioned, not advertised. */
class TellingTest {
  private static List<String> terms(String text, boolean violation) {
    return Fixture.unapproved(text).hits().stream().filter(h -> h.violation() == violation).map(Hit::match).map(Hit.Match::term).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', value = {
      "课程顾问在微信上跟我承诺包过，合同里一个字没提>包过",
      "坑之一：张口就说包过>包过",
      "谁敢跟您说保过，您让他盖章>保过",
      "我交了三千多，包过班上了两节课就停了>包过班",
      "我表姐去年想把证书挂靠出去，后来没成>证书挂靠",
      "茶艺师早先有职业资格，2017年之后停发>职业资格",
  })
  void what_others_said_and_what_somebody_went_through_is_a_mention(String text, String term) {
    assertEquals(List.of(), terms(text, true), text);
    assertEquals(List.of(term), terms(text, false), text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', value = {
      "别人都说难考，我们包过，加微信报名>包过",
      "我校老师承诺保过，欢迎咨询>保过",
      "朋友都在考的月嫂证，包过，名额有限，私信我>包过",
  })
  void who_speaks_of_others_and_then_offers_advertises(String text, String term) {
    assertEquals(List.of(term), terms(text, true), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"外婆用它包过粮票，还包过一枚戒指", "抽检通过率100%，产品放心", "这道关卡必过，过了才有奖励"})
  void words_of_other_trades_are_not_even_mentioned(String text) {
    assertEquals(List.of(), Fixture.unapproved(text).hits(), text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '>', value = {"没人能保证通过，我们只把题讲懂>保证通过", "签约学员通过率100%>通过率100%"})
  void a_promise_to_pass_needs_no_certificate_beside_it(String text, String term) {
    assertEquals(1, Fixture.unapproved(text).hits().stream().filter(h -> h.match().term().equals(term)).count(), text);
  }
}
