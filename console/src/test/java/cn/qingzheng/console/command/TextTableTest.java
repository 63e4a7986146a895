package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columns_line_up_where_chinese_takes_two_places() {
    TextTable table = new TextTable().row("主机", "采集", "原因").row("a.example", 12, "超时").row("岚川", "1,300", "ok");
    assertEquals(
        """
          主机       采集   原因
          a.example     12  超时
          岚川       1,300  ok
        """,
        table.toString());
  }

  @Test
  void numbers_stand_at_the_right_and_words_at_the_left() {
    assertEquals("  甲    5\n  乙   50\n  丙  5.0%\n".replace("甲    5", "甲     5").replace("乙   50", "乙    50"), new TextTable().row("甲", 5).row("乙", 50).row("丙", "5.0%").toString());
  }

  @Test
  void a_row_may_be_shorter_and_a_table_empty() {
    assertEquals("  a  b\n  c\n", new TextTable().row("a", "b").row("c").toString());
    assertEquals("", new TextTable().toString());
    assertTrue(new TextTable().isEmpty());
  }

  @Test
  void widths_are_those_of_a_terminal() {
    assertEquals(List.of(4, 2, 2, 1, 0, 2, 3), Stream.of("中文", "ab", "，", "é", "\u0301", "😀", "a𠮷").map(TextTable::width).toList());
  }

  @Test
  void what_is_too_long_is_cut_to_the_columns_and_never_in_half() {
    assertEquals("中文", TextTable.cut("中文", 4));
    assertEquals("中…", TextTable.cut("中文字", 4));
    assertEquals("中文…", TextTable.cut("中文字符", 5));
    assertEquals("𠮷…", TextTable.cut("𠮷𠮷𠮷", 4));
  }

  @Test
  void nothing_captured_can_steer_the_terminal() {
    assertEquals("a\uFFFD[2Jb\uFFFDc\uFFFDd", TerminalText.safe("a\u001b[2Jb\rc\u009bd"));
    assertEquals("\uFFFD\uFFFD\uFFFD", TerminalText.safe("\u202e\u2066\u0000"));
    assertEquals("健康 包過 😀 é", TerminalText.safe("健康 包過 😀 é"));
    assertEquals("  x\uFFFDy\n", new TextTable().row("x\ny").toString());
  }
}
