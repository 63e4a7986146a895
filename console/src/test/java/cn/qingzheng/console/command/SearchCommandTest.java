package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
  @TempDir Path folder;

  private static Run search(Object... words) {
    return Run.of(java.util.stream.Stream.concat(java.util.stream.Stream.of("search", "--home", SampleHome.folder()), java.util.Arrays.stream(words)).toArray());
  }

  @Test
  void who_searches_the_plain_word_finds_it_written_apart() {
    String out = search("--limit", "200", "--all", "包过").ended(0).out();
    assertTrue(out.contains("【考 试 包 过】") || out.contains("【包 过】"), out);
    assertTrue(out.matches("(?s).*共 \\d+ 页。\n"), out);
  }

  @Test
  void what_is_left_out_is_written_with_a_dash() {
    int all = total(search("证书").ended(0));
    int without = total(search("证书", "-包过").ended(0));
    int with = total(search("证书", "包过").ended(0));
    assertTrue(with > 0 && without > 0, with + " " + without);
    assertEquals(all, with + without);
  }

  private static int total(Run run) {
    return Integer.parseInt(run.out().lines().filter(l -> l.startsWith("共 ")).findFirst().orElseThrow().replaceAll("^共 (\\d+) 页.*", "$1"));
  }

  @Test
  void no_more_than_the_limit_is_shown_and_the_rest_counted() {
    Run run = search("--limit", "2", "--newest", "证书").ended(0);
    assertEquals(2, run.out().lines().filter(l -> l.matches("\\d+\\. .*")).count());
    assertTrue(run.out().contains("显示前 2 页"), run.out());
  }

  @Test
  void pages_that_say_the_same_are_listed_once_unless_all_are_wanted() {
    String folded = search("--limit", "200", "包过").ended(0).out();
    String all = search("--limit", "200", "--all", "包过").ended(0).out();
    assertTrue(folded.contains("处同文") && folded.contains("--all"), folded);
    assertFalse(all.contains("处同文"), all);
    assertEquals(total(search("包过")), all.lines().filter(l -> l.matches("\\d+\\. .*")).count());
  }

  @Test
  void finding_nothing_is_said() {
    assertEquals("没有找到符合的页面。\n", search("域名:nosuch.example").ended(0).out());
  }

  @Test
  void a_query_that_cannot_be_read_as_written_does_no_harm() {
    for (String query : List.of("\"包过", "OR", "((", "域名:", "时间:昨天", "@包过", "*", "\u001b[2J包过", "a\0b")) {
      Run run = search(query).ended(0);
      assertEquals("", run.err(), query);
      assertFalse(run.out().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'), query);
    }
  }

  @Test
  void nothing_captured_steers_the_terminal() {
    String out = search("--limit", "200", "证书 OR 培训 OR 报名").ended(0).out();
    assertTrue(out.lines().count() > 100);
    assertFalse(out.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' || c >= 0x202a && c <= 0x202e));
  }

  @Test
  void without_an_index_the_way_to_one_is_named() throws IOException {
    Files.createDirectories(folder.resolve("archive"));
    Run.of("search", "--home", folder, "包过").refused("索引", "reindex");
  }
}
