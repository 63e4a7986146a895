package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class MonthlyReportsTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final String SITE = "https://www.qiming-peixun.example/zhaosheng/2026";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private MonthlyReports reports;

  /** November: found, decided, two gone. December: one of the two is back, and one confirmed is dismissed after all. */
  @BeforeEach
  void open() {
    Engine.Place place = engine.place(folder);
    book = SampleBook.fill(place);
    String school = SampleBook.caseOf(book, "启明职业培训学校");
    book.confirmCase(school, "甲", "属实");
    String other = book.findings(FindingFilter.all().inCase(SampleBook.caseOf(book, "kaozheng.example"))).get(0).finding().fingerprint();
    book.dismiss(other, "甲", "科普");
    see("n2", Sample.NOON.plus(Duration.ofDays(3)), false);
    see("d1", Instant.parse("2026-11-30T16:00:00Z"), true);
    book.close();
    book = place.open(Clock.offset(Sample.CLOCK, Duration.ofDays(30)));
    String first = book.findings(FindingFilter.all().inCase(school)).stream().filter(r -> !r.finding().present()).findFirst().orElseThrow().finding().fingerprint();
    book.dismiss(first, "乙", "已取得备案");
    reports = new MonthlyReports(book, Templates.load(Optional.empty()), "海棠市人力资源和社会保障局", host -> Optional.of("海棠市").filter(r -> host.contains("qiming")));
  }

  @AfterEach
  void close() {
    book.close();
  }

  private void see(String capture, Instant at, boolean again) {
    Sample s = Sample.page(SITE).capture(capture, at).by("启明职业培训学校", "91370200MA3QMPX01X", PromoterStatus.UNAPPROVED, Optional.empty());
    SampleBook.record(book, again ? s.hit("guarantee", "保过", "签约保过。") : s.outcome(Outcome.CLEAR));
  }

  private static List<Long> figures(MonthlyStatistics s) {
    return Arrays.stream(MonthlyMeasure.values()).map(s::count).toList();
  }

  @Test
  void each_month_says_what_happened_in_it_in_the_time_of_the_bureau() {
    MonthlyStatistics november = reports.of(NOVEMBER);
    assertEquals(18, november.pages());
    assertEquals(List.of(16L, 4L, 2L, 1L, 2L, 0L, 0L, 0L, 0L, 0L), figures(november));
    MonthlyStatistics december = reports.of(NOVEMBER.plusMonths(1));
    assertEquals(List.of(0L, 0L, 0L, 1L, 0L, 1L, 0L, 0L, 0L, 0L), figures(december));
    assertEquals(List.of(NOVEMBER, NOVEMBER.plusMonths(1)), december.months());
    assertEquals(16, december.count(MonthlyMeasure.NEW, NOVEMBER));
    assertEquals(2, december.total(MonthlyMeasure.DISMISSED));
    assertTrue(assertThrows(Refusal.class, () -> reports.of(NOVEMBER.minusMonths(1))).getMessage().contains("没有采集过"));
    assertTrue(assertThrows(Refusal.class, () -> reports.of(NOVEMBER.plusMonths(2))).getMessage().contains("还没有到"));
  }

  @Test
  void lines_by_a_trait_add_up_to_the_month() {
    MonthlyStatistics november = reports.of(NOVEMBER);
    List<MonthlyStatistics.Line> platforms = november.by(t -> t.platform().orElse("自有"));
    assertEquals(List.of("流云商城", "自有"), platforms.stream().map(MonthlyStatistics.Line::label).toList());
    assertEquals(List.of(12L, 4L), platforms.stream().map(l -> l.of(MonthlyMeasure.NEW)).toList());
    assertEquals(List.of(0L, 2L), platforms.stream().map(l -> l.of(MonthlyMeasure.GONE)).toList());
    assertEquals(List.of(14L, 2L), november.by(t -> t.region().orElse("?")).stream().map(l -> l.of(MonthlyMeasure.NEW)).toList());
  }

  @Test
  void a_letter_counts_when_it_is_sent_answered_and_overdue() {
    People.registerAll(book);
    book.database().write(
        c -> {
          Audit.append(c, Sample.NOON, new Audit.Act("系统", "逾期", "N-1", "", "", ""));
          Audit.append(c, Sample.NOON, new Audit.Act("系统", "逾期", "N-1", "", "", ""));
          return true;
        });
    assertEquals(1, reports.of(NOVEMBER).count(MonthlyMeasure.OVERDUE));
    assertEquals(0, reports.of(NOVEMBER.plusMonths(1)).count(MonthlyMeasure.OVERDUE));
  }

  @Test
  void charts_stand_over_tables_with_the_same_figures_in_all_formats() throws Exception {
    List<Path> files = reports.writeAll(reports.of(NOVEMBER.plusMonths(1)), folder.resolve("out"));
    String text = Documents.packed(Documents.pdfText(files.get(1)));
    assertTrue(text.contains("（2026年12月）") && text.contains("2026-111622000") && text.contains("第1页共"), text);
    int pictures = 0;
    try (PDDocument pdf = Loader.loadPDF(files.get(1).toFile())) {
      for (PDPage page : pdf.getPages()) {
        for (COSName name : page.getResources().getXObjectNames()) {
          pictures += page.getResources().isImageXObject(name) ? 1 : 0;
        }
      }
    }
    assertEquals(1, pictures, "of one kind and one platform alone there is nothing to be seen");
    try (XWPFDocument word = Documents.docx(files.get(0))) {
      assertEquals(1, word.getAllPictures().size());
      String xml = word.getDocument().xmlText();
      assertTrue(xml.contains("descr=\"图：逐月变化。新发现（项）：2026-11 16，2026-12 0；"), xml.substring(0, 3000));
    }
    try (XSSFWorkbook sheets = new XSSFWorkbook(Files.newInputStream(files.get(2)))) {
      assertEquals(6, sheets.getNumberOfSheets());
      assertEquals(16.0, sheets.getSheet("逐月变化").getRow(1).getCell(1).getNumericCellValue());
    }
  }
}
