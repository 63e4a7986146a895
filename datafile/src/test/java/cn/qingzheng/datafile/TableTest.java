package cn.qingzheng.datafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private List<Integer> lines() {
    return problems.list().stream().map(Problem::line).toList();
  }

  @Test
  void tsv_skips_comments_and_keeps_line_numbers() throws IOException {
    Table t = Table.tsv(file("a.tsv", "\uFEFF# source\nname\tkind\n\n# note\n 甲 \tX\n乙\n"), List.of("name", "kind"), problems);
    assertTrue(problems.isEmpty(), () -> problems.list().toString());
    assertEquals(List.of(5, 6), t.rows().stream().map(Row::line).toList());
    assertEquals("甲", t.rows().get(0).text("name"));
    assertEquals("", t.rows().get(1).text("kind"));
  }

  @Test
  void csv_counts_lines_over_quoted_line_breaks() throws IOException {
    Table t = Table.csv(file("a.csv", "# source\nname,note\n甲,\"一,\n二\"\n乙,x\n"), List.of("name"), problems);
    assertEquals(List.of(3, 5), t.rows().stream().map(Row::line).toList());
    assertEquals("一,\n二", t.rows().get(0).text("note"));
  }

  @Test
  void a_missing_and_a_double_column_and_a_long_row_are_all_reported() throws IOException {
    Table.csv(file("a.csv", "name,name\n甲,x,y,z\n"), List.of("name", "kind"), problems);
    assertEquals(List.of(1, 1, 2), lines());
  }

  @Test
  void all_missing_columns_are_one_problem() throws IOException {
    Table.csv(file("a.csv", "甲,name\n"), List.of("id", "name", "kind", "url"), problems);
    Table.tsv(file("b.tsv", "# source\nname\n"), List.of("name", "kind"), problems);
    assertEquals(
        List.of("a.csv:1: 缺少列“id”“kind”“url” – 表头应包含：id、name、kind、url", "b.tsv:2: 缺少列“kind” – 表头应包含：name、kind"),
        problems.list().stream().map(p -> p.toString().replace(folder + "/", "")).toList());
  }

  @Test
  void a_file_that_is_not_utf8_is_reported_with_its_line() throws IOException {
    Path f = folder.resolve("gbk.tsv");
    Files.write(f, "name\n职业资格\n".getBytes(Charset.forName("GBK")));
    Table.tsv(f, List.of("name"), problems);
    assertEquals(List.of(2), lines());
  }

  @Test
  void a_missing_file_and_an_empty_file_are_reported() throws IOException {
    Table.tsv(folder.resolve("none.tsv"), List.of("name"), problems);
    Table.csv(file("empty.csv", "# only a comment\n"), List.of("name"), problems);
    assertEquals(List.of(0, 0), lines());
  }

  @Test
  void cells_are_read_by_type_and_every_wrong_one_is_reported() throws IOException {
    Row row = Table.csv(file("a.csv", "n,d,k,l\n99,2026-13-01,NOPE,a | b||c\n"), List.of("n"), problems).rows().get(0);
    assertEquals(7, row.integer("n", 1, 50, 7, problems));
    assertTrue(row.date("d", problems).isEmpty());
    assertTrue(row.constant("k", Thread.State.class, problems).isEmpty());
    assertEquals(List.of("a", "b", "c"), row.list("l"));
    assertEquals(List.of(2, 2, 2), lines());
    assertTrue(problems.list().get(2).advice().contains("RUNNABLE"));
  }
}
