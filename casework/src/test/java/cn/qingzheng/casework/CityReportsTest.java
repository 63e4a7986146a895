package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ProblemsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class CityReportsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final String HEAD = "地区代码,地区,截至,附件,行,排查总量,已核实,低效无效,移出目录,制售山寨证书,涉及证书,追回补贴资金,说明\n";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private ProgressTables tables;

  @BeforeEach
  void open() {
    book = SampleBook.fill(engine.place(folder));
    tables = new ProgressTables(book, Templates.load(Optional.empty()), "海棠市");
  }

  @AfterEach
  void close() {
    book.close();
  }

  private void take(String rows) throws IOException {
    new CityReports(book).take(Files.writeString(folder.resolve("报表.csv"), HEAD + rows), "市局邮件", "370299", "甲");
  }

  @Test
  void the_province_adds_the_cities_to_its_own_and_every_figure_says_where_it_is_from() throws IOException {
    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "甲", "属实");
    take("370201,梨花市,2026-11-12,2,3,40,,,,5,120,12800.50,含2家协会\n370202,杏林市,2026-11-12,附件2,第3行,7,2,,,2,,,\n");
    ProgressTable.Line line = tables.rolledUp(DAY).annex2().line(3);
    assertEquals(3 + 40 + 7, line.value(Column.SCREENED));
    assertEquals(1 + 5 + 2, line.value(Column.COPYCAT));
    assertEquals(1 + 5 + 2, line.value(Column.VERIFIED));
    assertEquals(1_280_050, line.value(Column.SUBSIDY_RECOVERY));
    assertEquals(
        List.of("流云商城／堃喆考证服务部", "梨花市：5（市局邮件，报表.csv 第2行，截至2026-11-12）", "杏林市：2（市局邮件，报表.csv 第3行，截至2026-11-12）"),
        line.cells().get(Column.COPYCAT).why());
    assertTrue(line.remark().endsWith("梨花市：含2家协会"), line.remark());
    assertEquals(3, tables.asOf(DAY).annex2().line(3).value(Column.SCREENED), "the own table stays as it is");
  }

  @Test
  void the_youngest_report_of_a_region_counts_and_an_earlier_day_comes_out_as_it_did() throws IOException {
    take("370201,梨花市,2026-10-27,1,2,10,2,2,1,,,1.00,\n");
    take("370201,梨花市,2026-11-12,1,2,30,3,3,1,,,2.50,\n");
    take("370201,梨花市,2026-11-12,1,2,31,3,3,1,,,2.50,更正\n");
    take("370201,梨花市,2026-09-27,1,2,99,9,9,9,,,9.00,迟到\n");
    assertEquals(31, tables.rolledUp(DAY).annex1().line(2).value(Column.SCREENED));
    assertEquals(10, tables.rolledUp(LocalDate.of(2026, 11, 1)).annex1().line(2).value(Column.SCREENED));
    ProgressTable period = tables.between(LocalDate.of(2026, 10, 28), DAY, true);
    assertEquals(21, period.annex1().line(2).value(Column.SCREENED));
    assertEquals(150, period.annex1().line(2).value(Column.SUBSIDY_RECOVERY));
    assertEquals(Optional.of(LocalDate.of(2026, 10, 28)), period.from());
  }

  @Test
  void all_mistakes_are_said_at_once_and_nothing_is_taken() throws IOException {
    ProblemsException e =
        assertThrows(
            ProblemsException.class,
            () ->
                take("37020,梨花市,2026-11-12,2,3,40,,,,5,,,\n370201,梨花市,2026-12-12,2,3,4,5,,,5,,,\n"
                    + "370202,杏林市,2026-11-12,3,1,1,,,,,,,\n370202,杏林市,2026-11-12,1,1,-1,,,,2,,1.234,\n"
                    + "370203,桃源市,2026-11-12,1,1,2,1,1,2,,,,\n370203,桃源市,2026-11-12,1,1,2,1,1,1,,,,\n370204,榴花市,,2,1,,,,,1,,,\n370299,本市,2026-11-12,2,1,1,,,,,,,\n"));
    List<String> said = e.problems().stream().map(p -> String.valueOf(p).replaceAll("^.*报表.csv:", "")).toList();
    assertEquals(List.of("2", "3", "3", "3", "4", "5", "5", "5", "6", "7", "8", "8", "9"), said.stream().map(s -> s.substring(0, 1)).toList(), said::toString);
    assertTrue(new CityReports(book).all().isEmpty());
  }

  @Test
  void what_one_bureau_writes_the_bureau_above_takes_in_as_a_workbook_too() throws IOException {
    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "甲", "属实");
    Path csv = tables.writeFigures(tables.asOf(DAY), new CityReports.Region("370203", "海棠市"), folder.resolve("out"));
    List<List<String>> rows = Files.readString(csv).replace("\uFEFF", "").lines().map(l -> List.of(l.replace("\"", "").split(",", -1))).toList();
    Path xlsx = folder.resolve("海棠.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(xlsx)) {
      XSSFSheet sheet = workbook.createSheet();
      for (int i = 0; i < rows.size(); i++) {
        XSSFRow row = sheet.createRow(i);
        for (int j = 0; j < rows.get(i).size(); j++) {
          row.createCell(j).setCellValue(rows.get(i).get(j));
        }
      }
      workbook.write(out);
    }
    for (Path file : List.of(csv, xlsx)) {
      try (Casebook above = engine.place(folder.resolve("above" + file.getFileName())).open(Sample.CLOCK)) {
        assertEquals(1, new CityReports(above).take(file, "下级系统", "370299", "甲").size());
        ProgressTable table = new ProgressTables(above, Templates.load(Optional.empty()), "").rolledUp(DAY);
        assertEquals(List.of(1L, 1L, 3L), table.annex2().lines().stream().map(l -> l.value(Column.SCREENED)).toList());
        assertEquals(1, table.annex2().line(3).value(Column.VERIFIED));
        assertFalse(table.annex1().line(1).known(), "what the city did not fill in stays open");
      }
    }
  }

  @Test
  void a_period_says_what_is_new_and_what_was_taken_back_and_periods_add_up() {
    String caseId = SampleBook.caseOf(book, "堃喆考证服务部");
    book.confirmCase(caseId, "甲", "属实");
    long wrong =
        new Dispositions(book).enter(
            caseId, new Disposition.Act(DispositionKind.SUBSIDY_RECOVERY, DAY.minusDays(9), "", 700, Optional.empty()), "甲", "缴款书");
    new Dispositions(book).reverse(wrong, DAY, "甲", "误记");
    book.setCaseField(caseId, CaseField.ANNEX_2_LINE, 3, DAY.minusDays(20), "甲", "x");
    ProgressTable first = tables.between(DAY.minusDays(30), DAY.minusDays(1), false);
    ProgressTable second = tables.between(DAY, DAY, false);
    for (Column column : Column.ANNEX_2) {
      assertEquals(
          tables.asOf(DAY).annex2().line(3).value(column), first.annex2().line(3).value(column) + second.annex2().line(3).value(column));
    }
    assertEquals(-700, second.annex2().line(3).value(Column.SUBSIDY_RECOVERY));
    assertEquals(List.of("流云商城／堃喆考证服务部：7.00（核减）"), second.annex2().line(3).cells().get(Column.SUBSIDY_RECOVERY).why());
    assertTrue(tables.summary(second).contains("期间新增"));
  }

  @Test
  void candidates_that_would_count_are_named_until_somebody_decides() {
    assertEquals(3, tables.pending(DAY).size());
    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "甲", "属实");
    book.dismissCase(SampleBook.caseOf(book, "启明职业培训学校"), "甲", "引用");
    assertEquals(List.of("流云商城／镕信教育专营店"), tables.pending(DAY).stream().map(p -> p.subject().what()).toList());
  }

  @Test
  void thirteen_and_twenty_eight_are_dates_before_which_a_working_day_is_left() {
    WorkCalendar calendar = Templates.load(Optional.empty()).calendar();
    ReportingDates dates = ReportingDates.load(Optional.empty());
    ReportingDates.Due next = dates.next(LocalDate.of(2026, 11, 23), calendar).get(0);
    assertEquals(LocalDate.of(2026, 11, 28), next.nominal());
    assertEquals(LocalDate.of(2026, 11, 27), next.last());
    assertEquals(LocalDate.of(2026, 11, 26), next.remind());
    assertEquals(LocalDate.of(2026, 12, 13), dates.next(LocalDate.of(2026, 11, 28), calendar).get(0).nominal());
    assertEquals(LocalDate.of(2026, 12, 11), dates.next(LocalDate.of(2026, 11, 28), calendar).get(0).last(), "12 and 13 are a weekend");
    assertEquals(List.of(), dates.reminders(LocalDate.of(2026, 11, 25), calendar));
    assertEquals(1, dates.reminders(LocalDate.of(2026, 11, 26), calendar).size());
    assertEquals(LocalDate.of(2026, 11, 20), dates.next(LocalDate.of(2026, 11, 13), calendar).get(0).nominal());
  }
}
