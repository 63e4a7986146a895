package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseListsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path folder;
  private Casebook book;
  private CaseLists lists;

  @BeforeEach
  void open() {
    book = SampleBook.fill(folder.resolve("a.db"));
    Sample s =
        Sample.page("https://www.qiming-peixun.example/x").capture("q", Sample.NOON).by("启明职业培训学校", "91370200MA3QMPX01X", PromoterStatus.UNAPPROVED, Optional.empty())
            .hit("guarantee", "包过", "启明职业培训学校一次包过，启明欢迎您，电话13800001234，微信：rongxiaoman88，见www.qiming-peixun.example/x");
    SampleBook.record(book, s);
    lists = new CaseLists(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void nobody_is_named_in_a_bulletin_and_it_is_a_draft() throws Exception {
    String id = SampleBook.caseOf(book, "启明职业培训学校");
    assertThrows(Refusal.class, () -> lists.bulletin(List.of(id), "海棠市人社局", DAY, folder));
    book.confirmCase(id, "甲", "属实");
    List<Path> files = lists.bulletin(List.of(id), "海棠市人社局", DAY, folder.resolve("out"));
    String text = Documents.packed(Documents.pdfText(files.get(1)));
    for (String secret : List.of("启明", "13800001234", "rongxiaoman88", "qiming", "91370200MA3QMPX01X")) {
      assertFalse(text.contains(secret), secret + " in " + text);
    }
    assertTrue(text.contains("某职业培训学校一次包过") && text.contains("138****1234") && text.contains("草稿"), text);
    assertFalse(text.contains("违法"), text);
  }

  @Test
  void the_list_says_what_was_done_and_what_was_seen_and_no_cell_is_a_formula() throws Exception {
    String id = SampleBook.caseOf(book, "启明职业培训学校");
    book.confirmCase(id, "甲", "属实");
    new Dispositions(book).enter(
        id, new Disposition.Act(DispositionKind.RECTIFICATION, DAY, "", 1, Optional.of(DAY.plusDays(10))), "甲", "现场检查");
    List<FindingRecord> items = new Rechecks(book).items(id);
    new Rechecks(book).record(
        id, "C1", List.of(new Recheck.Seen(items.get(0).finding().fingerprint(), RecheckVerdict.CHANGED, "x", Optional.empty())));
    List<Path> files = lists.rectification("海棠市人社局", DAY, folder.resolve("out"));
    try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(files.get(0)))) {
      XSSFRow row = book.getSheetAt(0).getRow(1);
      assertEquals(id, row.getCell(1).getStringCellValue());
      assertEquals("限期整改 2026-11-23", row.getCell(5).getStringCellValue());
      assertEquals("2026-12-03", row.getCell(6).getStringCellValue());
      assertEquals("2026-11-23 改换说法1项", row.getCell(7).getStringCellValue());
      assertEquals("疑似表面整改", row.getCell(8).getStringCellValue());
      assertEquals(1, book.getSheetAt(0).getLastRowNum(), "candidates are in no list");
    }
  }
}
