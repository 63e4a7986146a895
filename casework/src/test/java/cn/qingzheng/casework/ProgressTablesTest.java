package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

@ParameterizedClass
@EnumSource(Engine.class)
class ProgressTablesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;
  private ProgressTables tables;

  @BeforeEach
  void open() {
    place = engine.place(folder);
    book = SampleBook.fill(place);
    tables = new ProgressTables(book, Templates.load(Optional.empty()), "海棠市");
  }

  @AfterEach
  void close() {
    book.close();
  }

  private ProgressTable.Line line(int number) {
    return tables.asOf(DAY).annex2().lines().get(number - 1);
  }

  @Test
  void annex_2_counts_subjects_by_their_filing_and_never_hits() {
    ProgressTable table = tables.asOf(DAY);
    assertEquals(List.of(1L, 1L, 3L), table.annex2().lines().stream().map(l -> l.value(Column.SCREENED)).toList());
    assertEquals(
        Set.of("流云商城／堃喆考证服务部", "流云商城／镕信教育专营店", "启明职业培训学校（91370200MA3QMPX01X）"),
        Set.copyOf(line(3).cells().get(Column.SCREENED).why()));
    assertEquals(1, table.unidentified());
    assertTrue(table.warnings().isEmpty());
  }

  @Test
  void nothing_is_verified_before_an_officer_confirmed_it() {
    assertEquals(0, line(3).value(Column.COPYCAT));
    assertEquals("另有3个主体的候选问题待人工核实；另有1个主体备案情况不明且有候选问题，未计入本表", line(3).remark());
    assertEquals("另有1个主体的候选问题待人工核实", line(1).remark());
    assertEquals("", line(2).remark());

    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "甲", "属实");
    assertEquals(1, line(3).value(Column.COPYCAT), "six listings of one shop are one subject");
    assertEquals(List.of("流云商城／堃喆考证服务部"), line(3).cells().get(Column.COPYCAT).why());
    assertEquals("另有2个主体的候选问题待人工核实；另有1个主体备案情况不明且有候选问题，未计入本表", line(3).remark());
  }

  @Test
  void what_was_dismissed_or_taken_back_is_not_verified_and_what_was_confirmed_counts_from_its_day() {
    book.dismissCase(SampleBook.caseOf(book, "镕信教育专营店"), "甲", "引用");
    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "甲", "属实");
    FindingFilter all = FindingFilter.all().inCase(SampleBook.caseOf(book, "堃喆考证服务部"));
    book.findings(all).forEach(f -> book.reconsider(f.finding().fingerprint(), "乙", "主体有误"));
    assertEquals(0, line(3).value(Column.COPYCAT));

    book.close();
    Clock later = Clock.offset(Sample.CLOCK, Duration.ofDays(2));
    book = place.open(later);
    tables = new ProgressTables(book, Templates.load(Optional.empty()), "海棠市");
    book.confirm(book.findings(all).get(0).finding().fingerprint(), "甲", "已查明");
    assertEquals(0, line(3).value(Column.COPYCAT));
    assertEquals(1, tables.asOf(DAY.plusDays(2)).annex2().lines().get(2).value(Column.COPYCAT));
  }

  @Test
  void a_filed_body_is_verified_only_by_what_an_officer_states() {
    Sample medium = Sample.page("https://www.jianding.example/");
    book.confirm(medium.fingerprint("guarantee", "包过", "疑似包过宣传。"), "甲", "属实");
    assertEquals(0, line(1).value(Column.COPYCAT));

    String caseId = SampleBook.caseOf(book, "海棠职业资格鉴定所");
    book.setCaseField(caseId, CaseField.NO_EXAM, 1, DAY, "甲", "现场检查");
    book.setCaseField(caseId, CaseField.CERTIFICATES, 120, DAY, "甲", "证书台账");
    new Dispositions(book).enter(
        caseId, new Disposition.Act(DispositionKind.SUBSIDY_RECOVERY, DAY, "", 1_234_550, Optional.empty()), "甲", "缴款书");
    assertEquals(1, line(1).value(Column.NO_EXAM));
    assertEquals(1, line(1).value(Column.VERIFIED));
    assertEquals(120, line(1).value(Column.CERTIFICATES));
    assertEquals(1_234_550, line(1).value(Column.SUBSIDY_RECOVERY));
    assertEquals(List.of("海棠职业资格鉴定所（91370200MA3JDZX03Z）：12345.50"), line(1).cells().get(Column.SUBSIDY_RECOVERY).why());
  }

  @Test
  void a_confirmed_promise_on_a_listed_examination_is_no_copycat_certificate() {
    Certificate listed =
        new Certificate("建造师", CertificateStanding.QUALIFICATION, Optional.empty(), "国家职业资格目录（2021年版）", Optional.empty());
    Sample school =
        Sample.page("https://erjian.example/").capture("e", Sample.NOON).by("二建学堂", PromoterStatus.UNAPPROVED).about(listed).hit("guarantee", "包过", "二建包过。");
    book.record("r1", school.page(), school.result(), school.fingerprint());
    book.confirmCase(SampleBook.caseOf(book, "二建学堂"), "甲", "属实");
    assertEquals(3, line(3).value(Column.SCREENED), "it assesses nobody");
    assertEquals(0, line(3).value(Column.COPYCAT));
  }

  @Test
  void a_dismissed_case_no_longer_counts_though_it_was_confirmed_before() {
    String caseId = SampleBook.caseOf(book, "堃喆考证服务部");
    book.confirmCase(caseId, "甲", "属实");
    assertEquals(1, line(3).value(Column.COPYCAT));
    book.dismissCase(caseId, "乙", "主体认定有误");
    assertEquals(0, line(3).value(Column.COPYCAT));
    assertEquals(0, book.count(FindingFilter.all().inCase(caseId).state(FindingState.CONFIRMED)));
  }

  @Test
  void a_day_in_the_past_shows_what_was_known_then() {
    assertEquals(0, tables.asOf(DAY.minusDays(1)).annex2().lines().get(0).value(Column.SCREENED));
    book.startRun("r2");
    Sample later = Sample.page("https://new.example/").capture("n", Sample.NOON.plus(Duration.ofDays(2))).by("新机构", PromoterStatus.UNAPPROVED).hit("guarantee", "包过", "包过。");
    book.record("r2", later.page(), later.result(), later.fingerprint());
    assertEquals(3, line(3).value(Column.SCREENED));
    assertEquals(4, tables.asOf(DAY.plusDays(2)).annex2().lines().get(2).value(Column.SCREENED));

    String caseId = SampleBook.caseOf(book, "启明职业培训学校");
    book.setCaseField(caseId, CaseField.COLLUSION, 1, DAY.plusDays(3), "甲", "移送反馈");
    assertEquals(0, tables.asOf(DAY.plusDays(2)).annex2().lines().get(2).value(Column.COLLUSION));
    assertEquals(1, tables.asOf(DAY.plusDays(3)).annex2().lines().get(2).value(Column.COLLUSION));
  }

  @Test
  void an_unfiled_body_on_whose_pages_nothing_was_found_assesses_nobody() {
    Sample bakery = Sample.page("https://bakery.example/").capture("b", Sample.NOON).outcome(Outcome.CLEAR).by("麦田面包坊", PromoterStatus.UNAPPROVED);
    book.record("r1", bakery.page(), bakery.result(), bakery.fingerprint());
    assertEquals(3, line(3).value(Column.SCREENED));
    assertFalse(line(3).cells().get(Column.SCREENED).why().contains("麦田面包坊"));
  }

  @Test
  void an_officer_can_put_a_subject_into_another_line_or_out() {
    String caseId = SampleBook.caseOf(book, "启明职业培训学校");
    book.setCaseField(caseId, CaseField.ANNEX_2_LINE, 2, DAY, "甲", "备案信息更正");
    assertEquals(2, line(2).value(Column.SCREENED));
    assertEquals(2, line(3).value(Column.SCREENED));
    book.setCaseField(caseId, CaseField.ANNEX_2_LINE, 0, DAY, "甲", "不属统计范围");
    assertEquals(1, line(2).value(Column.SCREENED));
    assertThrows(Refusal.class, () -> book.setCaseField(caseId, CaseField.ANNEX_2_LINE, 4, DAY, "甲", ""));
    assertThrows(Refusal.class, () -> book.setCaseField(caseId, CaseField.NO_EXAM, 2, DAY, "甲", ""));
  }

  @Test
  void annex_1_is_empty_until_figures_are_entered_and_warns_when_they_do_not_fit() {
    ProgressTable.Line empty = tables.asOf(DAY).annex1().lines().get(0);
    assertFalse(empty.known());
    assertTrue(Column.ANNEX_1.stream().allMatch(c -> empty.value(c) == 0));

    book.setFigure(2, Column.SCREENED, 40, DAY, "甲", "培训科月报");
    book.setFigure(2, Column.INEFFECTIVE, 3, DAY, "甲", "培训科月报");
    book.setFigure(2, Column.VERIFIED, 41, DAY, "甲", "培训科月报");
    ProgressTable table = tables.asOf(DAY);
    assertEquals(40, table.annex1().lines().get(1).value(Column.SCREENED));
    assertEquals("", table.annex1().lines().get(1).remark());
    assertEquals(List.of("附件1第2行：已核实 41 大于排查总量 40，请核对"), table.warnings());
    assertThrows(Refusal.class, () -> book.setFigure(4, Column.SCREENED, 1, DAY, "甲", "x"));
    assertThrows(Refusal.class, () -> book.setFigure(1, Column.COPYCAT, 1, DAY, "甲", "x"));
  }

  @Test
  void annex_1_takes_a_case_into_the_line_that_an_officer_states() {
    String caseId = SampleBook.caseOf(book, "启明职业培训学校");
    book.setCaseField(caseId, CaseField.ANNEX_1_LINE, 2, DAY, "甲", "承担补贴性培训");
    book.setCaseField(caseId, CaseField.FRAUDULENT_CLAIM, 1, DAY, "甲", "审计线索属实");
    ProgressTable.Line line = tables.asOf(DAY).annex1().lines().get(1);
    assertEquals(List.of(1L, 1L, 0L, 1L, 0L, 0L, 0L), Column.ANNEX_1.stream().map(line::value).toList());
  }

  @Test
  void the_word_file_of_annex_2_has_the_rows_columns_and_units_of_the_notice() throws Exception {
    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "甲", "属实");
    ProgressTable table = tables.asOf(DAY);
    Path out = folder.resolve("a2.docx");
    tables.writeDocx(table, table.annex2(), ProgressTables.Layout.NESTED, out);
    try (XWPFDocument docx = Documents.docx(out)) {
      assertEquals(
          List.of("附件2", "职业技能培训和评价问题专项治理行动进展情况表", "（职业技能评价）", "填报单位（盖章）：海棠市人力资源和社会保障局",
              "注：每月 13 日、28 日前将情况表（盖章 PDF 版、Word 电子版）报省公共就业和人才服务中心。",
              "邮箱：wwyrst@shandong.cn,电话：0531-51788380。"),
          Documents.paragraphs(docx));
      assertEquals(
          List.of(
              List.of("项目", "排查总量（个）", "已核实（个）", "处理情况", "其他需要说明的情况"),
              List.of("", "", "编造材料虚假评价发证（个）", "不考试发证（个）", "制售山寨证书（个）", "内外勾结倒卖证书（个）", "涉及证书（本）", "追回补贴资金（元）", ""),
              List.of("1", "经人社部门备案的职业资格鉴定机构", "1", "0", "0", "0", "0", "0", "0.00", "另有1个主体的候选问题待人工核实"),
              List.of("2", "经人社部门备案的职业技能等级认定机构", "1", "0", "0", "0", "0", "0", "0.00", ""),
              List.of("3", "自行开展能力水平评价活动的机构", "3", "0", "0", "1", "0", "0", "0.00",
                  "另有2个主体的候选问题待人工核实；另有1个主体备案情况不明且有候选问题，未计入本表")),
          Documents.cells(docx.getTables().get(0)));
      assertEquals(List.of(2, 1, 4, 2, 1), spans(docx.getTables().get(0), 0));
      assertEquals(List.of(true, true, false, false, true), begins(docx.getTables().get(0), 0));
    }
  }

  @Test
  void the_word_file_of_annex_1_can_be_nested_or_flat() throws Exception {
    ProgressTable table = tables.asOf(DAY);
    Path nested = folder.resolve("nested.docx");
    Path flat = folder.resolve("flat.docx");
    tables.writeDocx(table, table.annex1(), ProgressTables.Layout.NESTED, nested);
    tables.writeDocx(table, table.annex1(), ProgressTables.Layout.FLAT, flat);
    try (XWPFDocument docx = Documents.docx(nested)) {
      List<List<String>> cells = Documents.cells(docx.getTables().get(0));
      assertEquals(List.of("项目", "排查总量（个）", "处理情况", "其他需要说明的情况"), cells.get(0));
      assertEquals(List.of("", "", "已核实（个）", "移出目录（个）", "追回补贴资金（元）", ""), cells.get(1));
      assertEquals(List.of("", "", "", "低效无效（个）", "造假骗补冒领（个）", "违规转包（个）", "", "", ""), cells.get(2));
      assertEquals(List.of("2", "承担补贴性培训任务的机构", "", "", "", "", "", "", "", ""), cells.get(4));
      assertEquals(List.of(2, 5, 2, 1), spans(docx.getTables().get(0), 0));
      assertTrue(docx.getTables().get(0).getRow(2).isRepeatHeader());
    }
    try (XWPFDocument docx = Documents.docx(flat)) {
      List<List<String>> cells = Documents.cells(docx.getTables().get(0));
      assertEquals(List.of("项目", "排查总量（个）", "已核实（个）", "处理情况", "其他需要说明的情况"), cells.get(0));
      assertEquals(9, cells.get(2).size());
    }
  }

  private static List<Integer> spans(XWPFTable table, int row) {
    return table.getRow(row).getTableCells().stream()
        .map(c -> c.getCTTc().getTcPr().isSetGridSpan() ? c.getCTTc().getTcPr().getGridSpan().getVal().intValue() : 1)
        .toList();
  }

  private static List<Boolean> begins(XWPFTable table, int row) {
    return table.getRow(row).getTableCells().stream()
        .map(c -> c.getCTTc().getTcPr().isSetVMerge() && c.getCTTc().getTcPr().getVMerge().getVal() == STMerge.RESTART)
        .toList();
  }

  @Test
  void everything_is_written_at_once_and_the_pdfs_say_the_same() throws Exception {
    book.setFigure(1, Column.SUBSIDY_RECOVERY, 100_000_005, DAY, "甲", "=HYPERLINK(\"x\")");
    ProgressTable table = tables.asOf(DAY);
    List<Path> files = tables.writeAll(table, ProgressTables.Layout.NESTED, folder.resolve("out"));
    assertEquals(6, files.size());
    Path pdf = files.stream().filter(f -> f.getFileName().toString().equals("附件1_2026-11-23.pdf")).findFirst().orElseThrow();
    String text = Documents.packed(Documents.pdfText(pdf));
    assertTrue(text.contains("1000000.05") && text.contains("承担补贴性培训任务的机构") && text.contains("每月13日、28日前"), text);
    assertEquals(Set.of(), Documents.fonts(pdf).missing());
    String csv = Files.readString(files.get(5));
    assertTrue(csv.startsWith("\uFEFF表,行,列") && csv.contains("\"'=HYPERLINK(\"\"x\"\")（甲登记）\""), csv);
    String summary = Files.readString(files.get(4));
    assertTrue(summary.contains("共排查评价类主体5个") && summary.contains("尚未查明主体"), summary);
  }

  @Test
  void without_an_organ_the_line_is_left_to_fill_in() throws Exception {
    ProgressTable table = tables.asOf(DAY);
    Path out = folder.resolve("blank.docx");
    new ProgressTables(book, Templates.load(Optional.empty()), " ").writeDocx(table, table.annex2(), ProgressTables.Layout.FLAT, out);
    try (XWPFDocument docx = Documents.docx(out)) {
      assertTrue(Documents.paragraphs(docx).contains("填报单位（盖章）：＿＿＿＿＿＿人力资源和社会保障局"));
    }
  }
}
