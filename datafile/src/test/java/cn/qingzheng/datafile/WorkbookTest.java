package cn.qingzheng.datafile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookTest {
  @TempDir Path dir;
  private final Problems problems = new Problems();
  private Path file;

  @BeforeEach
  void workbook() throws IOException {
    file = dir.resolve("清单.xlsx");
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = book.createSheet("商品");
      book.createSheet("说明").createRow(0).createCell(0).setCellValue("不读");
      Row head = sheet.createRow(1);
      for (String name : List.of("标题", "价格", "时间", "编号")) {
        head.createCell(Math.max(0, head.getLastCellNum())).setCellValue(name);
      }
      CellStyle date = book.createCellStyle();
      date.setDataFormat(book.createDataFormat().getFormat("m/d/yy h:mm"));
      Row row = sheet.createRow(4);
      row.createCell(0).setCellValue("碳排放管理师 包过");
      row.createCell(2).setCellValue(LocalDateTime.of(2026, 11, 20, 8, 30));
      row.getCell(2).setCellStyle(date);
      row.createCell(3).setCellValue(20001);
      Row second = sheet.createRow(5);
      second.createCell(1).setCellFormula("1000+380");
      second.createCell(0).setCellValue("=cmd|' /C calc'!A0");
      book.getCreationHelper().createFormulaEvaluator().evaluateAll();
      book.write(out);
    }
  }

  private Table read() {
    return Table.xlsx(file, List.of("标题"), problems);
  }

  private void replace(String entry, String content) throws IOException {
    Path changed = dir.resolve("changed.xlsx");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(e.getName()));
        if (e.getName().equals(entry)) {
          out.write(content.getBytes(StandardCharsets.UTF_8));
        } else {
          in.transferTo(out);
        }
      }
    }
    file = changed;
  }

  private void refused(String why) {
    assertEquals(List.of(), read().rows());
    List<String> all = problems.list().stream().map(Problem::toString).toList();
    assertEquals(1, all.size(), all.toString());
    assertTrue(all.get(0).contains(why), all.toString());
  }

  @Test
  void the_first_sheet_is_read_with_the_numbers_of_its_rows() {
    Table table = read();
    assertEquals(List.of(), problems.list());
    assertEquals(List.of(5, 6), table.rows().stream().map(cn.qingzheng.datafile.Row::line).toList());
    cn.qingzheng.datafile.Row row = table.rows().get(0);
    assertEquals("碳排放管理师 包过", row.text("标题"));
    assertEquals("", row.text("价格"));
    assertEquals("2026-11-20 08:30", row.text("时间"));
    assertEquals("20001", row.text("编号"));
    assertEquals("1380", table.rows().get(1).text("价格"));
  }

  @Test
  void a_column_that_is_missing_is_told_with_the_line_of_the_header() {
    Table.xlsx(file, List.of("网址"), problems);
    assertTrue(problems.list().get(0).toString().contains(":2: 缺少列“网址”"), problems.list().toString());
  }

  @Test
  void what_is_no_workbook_is_told_and_costs_nothing() throws IOException {
    Files.writeString(file, "标题,价格\n");
    refused("不是可读的 XLSX 文件");
  }

  @Test
  void a_sheet_that_unfolds_a_thousandfold_is_refused() throws IOException {
    replace("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + " ".repeat(30_000_000) + "</sheetData></worksheet>");
    refused("展开后过大");
  }

  @Test
  void an_external_entity_is_not_opened() throws IOException {
    Path secret = Files.writeString(dir.resolve("secret"), "机密");
    replace(
        "xl/worksheets/sheet1.xml",
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>标题</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>");
    read().rows().forEach(r -> assertTrue(!r.text("标题").contains("机密"), r.toString()));
  }

  @Test
  void a_row_with_ten_thousand_columns_is_refused() throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      book.createSheet().createRow(0).createCell(10_000).setCellValue("x");
      book.write(out);
    }
    refused("超过 200 列");
  }

  @Test
  void no_file_is_told() {
    file = dir.resolve("none.xlsx");
    refused("文件不存在");
  }
}
