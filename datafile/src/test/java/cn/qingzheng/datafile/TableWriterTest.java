package cn.qingzheng.datafile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.datafile.TableWriter.Form;
import cn.qingzheng.model.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  private static final List<String> ROW = List.of("=HYPERLINK(\"http://x.example\")", "包“过”,\n\"班\"\u0001𠮷", "－1");

  @TempDir Path folder;

  private static byte[] written(Form form) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = TableWriter.open(form, out, List.of("甲", "乙", "丙"))) {
      table.row(ROW);
      assertThrows(IllegalArgumentException.class, () -> table.row(List.of("一")));
    }
    return out.toByteArray();
  }

  @Test
  void excel_knows_a_csv_as_utf8_and_runs_nothing_of_it() throws IOException {
    byte[] csv = written(Form.CSV);
    assertArrayEquals(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, Arrays.copyOf(csv, 3));
    assertEquals(
        "\ufeff甲,乙,丙\r\n\"'=HYPERLINK(\"\"http://x.example\"\")\",\"包“过”,\n\"\"班\"\"\u0001𠮷\",'－1\r\n",
        new String(csv, StandardCharsets.UTF_8));
  }

  @Test
  void a_workbook_is_read_back_as_the_text_that_went_in() throws IOException {
    Problems problems = new Problems();
    Path file = Files.write(folder.resolve("t.xlsx"), written(Form.XLSX));
    List<Workbook.Line> lines = Workbook.read(file, "t", problems);
    assertEquals(List.of(), problems.list());
    assertEquals(List.of("甲", "乙", "丙"), lines.get(0).cells());
    assertEquals(List.of(ROW.get(0), ROW.get(1).replace('\u0001', '\ufffd'), ROW.get(2)), lines.get(1).cells());
  }

  @Test
  void a_line_of_json_says_what_each_cell_is() throws IOException {
    String json = new String(written(Form.JSONL), StandardCharsets.UTF_8);
    assertEquals(
        "{\"甲\":\"=HYPERLINK(\\\"http://x.example\\\")\",\"乙\":\"包“过”,\\n\\\"班\\\"\\u0001\\ud842\\udfb7\",\"丙\":\"－1\"}\n", json);
    assertTrue(json.indexOf('\n') == json.length() - 1);
  }
}
