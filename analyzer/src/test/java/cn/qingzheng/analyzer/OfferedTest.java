package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedTest {
  @ParameterizedTest
  @ValueSource(strings = {"造价师爆过，随时开课", "爆过！消防设施操作员班", "一级建造师GK，市政专业", "评茶员证句过，欢迎了解", "二建包过速来", "教资科一dk，秒回", "注册岩土gk两年，面谈"})
  void a_short_disguise_where_the_promise_stands_is_a_finding(String text) {
    assertEquals(1, Fixture.unapproved(text).violations().size(), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"他抱过孩子再去领证书", "考证群里的BG音乐很好听", "老师问过证书的事", "证书是妈妈抱过来的", "GK先生来讲造价师的课"})
  void the_same_letters_elsewhere_are_ordinary_words(String text) {
    assertTrue(Fixture.unapproved(text).hits().isEmpty(), text);
  }
}
