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
  private static final Templates TEMPLATES = Templates.load(Optional.empty());
  private CaseBulletin bulletin;
  private RectificationList lists;

  @BeforeEach
  void open() {
    book = SampleBook.fill(folder.resolve("a.db"));
    Sample s =
        Sample.page("https://www.qiming-peixun.example/x").capture("q", Sample.NOON).by("启明职业培训学校", "91370200MA3QMPX01X", PromoterStatus.UNAPPROVED, Optional.empty())
            .hit("guarantee", "包过", "启明职业培训学校一次包过，启明欢迎您，电话13800001234，微信：rongxiaoman88，见www.qiming-peixun.example/x");
    SampleBook.record(book, s);
    bulletin = new CaseBulletin(book, TEMPLATES);
    lists = new RectificationList(book, TEMPLATES);
  }

  @AfterEach
  void close() {
    book.close();
  }

  @Test
  void nobody_is_named_in_a_bulletin_and_it_is_a_draft() throws Exception {
    String id = SampleBook.caseOf(book, "启明职业培训学校");
    assertThrows(Refusal.class, () -> bulletin.write(List.of(id), "海棠市人社局", DAY, folder));
    for (FindingRecord r : book.findings(FindingFilter.all().inCase(id))) {
      if (!r.finding().hit().place().sentence().contains("欢迎您")) {
        book.dismiss(r.finding().fingerprint(), "甲", "另案");
      }
    }
    book.confirmCase(id, "甲", "属实");
    List<Path> files = bulletin.write(List.of(id), "海棠市人社局", DAY, folder.resolve("out"));
    String text = Documents.packed(Documents.pdfText(files.get(1)));
    for (String secret : List.of("启明", "13800001234", "rongxiaoman88", "qiming", "91370200MA3QMPX01X")) {
      assertFalse(text.contains(secret), secret + " in " + text);
    }
    assertTrue(text.contains("1．某职业培训学校在其网页发布“职业培训学校一次包过，某欢迎您") && text.contains("草稿") && text.contains("包过"), text);
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
    List<Path> files = lists.write("海棠市人社局", DAY, folder.resolve("out"));
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

  @Test
  void ten_cases_of_every_kind_fill_two_pages_at_most() throws Exception {
    String long1 = "本中心面向全国招生，学员只需提供身份证复印件与照片，无须到场，由老师全程代办，颁发全国通用职业资格证书，国家承认，终身有效，十五个工作日内快递到家，";
    for (int i = 0; i < 14; i++) {
      String rule = i % 3 == 0 ? "reserved-words" : "guarantee";
      SampleBook.record(
          book,
          Sample.page("https://b" + i + ".example/").capture("b" + i, Sample.NOON).by("海棠市" + "甲乙丙丁戊己庚辛壬癸子丑寅卯".charAt(i) + "字人力资源管理咨询职业培训学校", "91370200MA3QMP" + (10 + i) + "1X", PromoterStatus.UNAPPROVED, Optional.empty())
              .hit(rule, i % 3 == 0 ? "全国" : "包过", long1.repeat(2) + "一次包过。"));
      book.confirmCase(SampleBook.caseOf(book, "海棠市" + "甲乙丙丁戊己庚辛壬癸子丑寅卯".charAt(i) + "字人力资源管理咨询职业培训学校"), "甲", "属实");
    }
    String done = SampleBook.caseOf(book, "海棠市乙字人力资源管理咨询职业培训学校");
    new Dispositions(book).enter(done, new Disposition.Act(DispositionKind.RECTIFICATION, DAY, "", 1, Optional.of(DAY.plusDays(10))), "甲", "现场检查");
    List<String> chosen = bulletin.telling(10);
    assertEquals(10, chosen.size());
    assertEquals(done, chosen.get(0), "of its kind the one in which something was done");
    assertEquals(5, chosen.stream().map(id -> new Rechecks(book).items(id).get(0).finding().hit().ruleId()).filter("reserved-words"::equals).count(), "kinds take turns");
    List<Path> files = bulletin.write(chosen, "海棠市人力资源和社会保障局", DAY, folder.resolve("ten"));
    try (org.apache.pdfbox.pdmodel.PDDocument pdf = org.apache.pdfbox.Loader.loadPDF(files.get(1).toFile())) {
      assertTrue(pdf.getNumberOfPages() <= 2, "pages: " + pdf.getNumberOfPages());
    }
    String text = Documents.packed(Documents.pdfText(files.get(1)));
    assertTrue(text.contains("10．某职业培训学校") && text.contains("已限期整改") && text.contains("已列入督办") && !text.contains("海棠市乙字"), text);
  }
}
