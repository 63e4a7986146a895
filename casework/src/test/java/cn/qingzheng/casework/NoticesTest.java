package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {
  @TempDir Path folder;
  private Casebook book;
  private Notices notices;

  @BeforeEach
  void open() {
    book = SampleBook.fill(folder.resolve("qingzheng.db"));
    notices = new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private List<NoticeDraft> draftAll(Notices.Include include) {
    return notices.compliancePrompts(SampleBook.ids(book), include, "甲");
  }

  @Test
  void a_prompt_goes_to_each_platform_and_to_each_host_that_is_on_none() {
    List<NoticeDraft> drafts = draftAll(Notices.Include.WITH_CANDIDATES);
    assertEquals(
        List.of("流云商城", "kaozheng.example 网站主办单位", "启明职业培训学校"),
        drafts.stream().map(d -> d.content().recipient()).toList());
    assertEquals(List.of(12, 1, 2), drafts.stream().map(d -> d.content().items().size()).toList());
    assertEquals(2, drafts.get(0).caseIds().size(), "two shops on one platform");
    assertEquals(drafts, notices.list().reversed());
  }

  @Test
  void only_what_an_officer_confirmed_and_what_is_still_there_is_listed() {
    assertTrue(assertThrows(Refusal.class, () -> draftAll(Notices.Include.CONFIRMED)).getMessage().contains("已确认"));
    book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "乙", "属实");
    book.startRun("r2");
    Sample gone = Sample.page(book.findings(FindingFilter.all().inCase(SampleBook.caseOf(book, "堃喆考证服务部"))).get(0).finding().url().toString())
        .capture("later", Sample.NOON.plusSeconds(60)).listed("流云商城", "堃喆考证服务部").outcome(cn.qingzheng.model.Outcome.CLEAR);
    book.record("r2", gone.page(), gone.result(), gone.fingerprint());

    List<NoticeDraft> drafts = draftAll(Notices.Include.CONFIRMED);
    assertEquals(List.of("流云商城"), drafts.stream().map(d -> d.content().recipient()).toList());
    assertEquals(5, drafts.get(0).content().items().size());
    assertTrue(drafts.get(0).content().items().stream().allMatch(NoticeItem::confirmed));
  }

  @Test
  void an_item_carries_the_proof_of_a_capture_that_shows_it_and_of_no_other() {
    String caseId = SampleBook.caseOf(book, "堃喆考证服务部");
    book.addEvidence(caseId, "p2", SampleBook.sealed(book, 'a'), "甲");
    List<NoticeItem> items = draftAll(Notices.Include.WITH_CANDIDATES).get(0).content().items();
    List<NoticeItem> proved = items.stream().filter(i -> i.proof().isPresent()).toList();
    assertEquals(1, proved.size());
    assertTrue(proved.get(0).source().url().contains("id=1002&"));
    assertEquals("EV-20261123-000001", proved.get(0).proof().get().evidenceId());
  }

  @Test
  void the_same_draft_again_is_the_same_draft() {
    List<NoticeDraft> first = draftAll(Notices.Include.WITH_CANDIDATES);
    long log = book.audit(0, 1000).size();
    assertEquals(first, draftAll(Notices.Include.WITH_CANDIDATES));
    assertEquals(log, book.audit(0, 1000).size());
  }

  @Test
  void a_draft_cannot_be_sent_and_says_why() {
    NoticeDraft draft = draftAll(Notices.Include.WITH_CANDIDATES).get(0);
    assertEquals(NoticeState.DRAFT, draft.state());
    assertFalse(draft.sendable());
    assertEquals(Optional.of("尚未复核签发"), draft.notSendable());
    assertEquals("甲", draft.drafting().drafter());
    assertEquals(LocalDate.of(2026, 11, 30), draft.content().replyBy(), "five working days after Monday");
  }

  @Test
  void a_labour_bureau_may_not_order_a_rectification() {
    assertTrue(
        assertThrows(Refusal.class, () -> notices.requireCompetence(NoticeKind.RECTIFICATION_ORDER)).getMessage().contains("无权"));
    notices.requireCompetence(NoticeKind.COMPLIANCE_PROMPT);
    notices.requireCompetence(NoticeKind.LEAD_REFERRAL);
    Issuer market =
        new Issuer("海棠市市场监督管理局", Issuer.Kind.MARKET_REGULATION, Issuer.Level.CITY, "海市监", "丙", "400-000-1201", "信函");
    new Notices(book, Templates.load(Optional.empty()), market).requireCompetence(NoticeKind.RECTIFICATION_ORDER);
  }

  @Test
  void the_letter_opens_in_word_with_its_list_cell_by_cell() throws Exception {
    String caseId = SampleBook.caseOf(book, "堃喆考证服务部");
    book.addEvidence(caseId, "p2", SampleBook.sealed(book, 'a'), "甲");
    NoticeDraft draft = draftAll(Notices.Include.WITH_CANDIDATES).get(0);
    Path out = folder.resolve("letter.docx");
    notices.writeDocx(draft, out);
    try (XWPFDocument docx = Documents.docx(out)) {
      List<String> text = Documents.paragraphs(docx);
      assertTrue(text.contains("关于加强职业技能培训和评价类信息合规管理的提示函"));
      assertTrue(text.contains("流云商城："));
      assertTrue(text.stream().anyMatch(p -> p.contains("请于2026年11月30日前书面反馈")));
      assertTrue(text.stream().noneMatch(p -> p.contains("{") || p.contains("责令")));
      assertTrue(docx.getHeaderList().stream().allMatch(h -> h.getText().contains("草稿　未经复核签发，不得外发")));
      assertTrue(docx.getHeaderList().stream().anyMatch(h -> h.getText().contains(SampleBook.LABOUR.name())));

      XWPFTable table = docx.getTables().get(0);
      assertTrue(table.getRow(0).isRepeatHeader());
      List<List<String>> cells = Documents.cells(table);
      assertEquals(13, cells.size());
      assertEquals(List.of("序号", "平台或网站", "发布主体", "标题和网址", "原文用语", "首次和最近发现", "对应规则和规定", "证据编号和校验值"), cells.get(0));
      List<String> proved = cells.stream().filter(r -> r.get(7).startsWith("EV-")).findFirst().orElseThrow();
      assertEquals("流云商城", proved.get(1));
      assertEquals("堃喆考证服务部", proved.get(2));
      assertEquals("自考人社<2>健康管理师🔥证书 包\u200b过 日付\nhttps://item.liuyun.example/goods/detail?id=1002&from=search_result_list&spm=a1z10.1-c.w4004-2", proved.get(3));
      assertTrue(proved.get(4).startsWith("“包过”（候选，待核实）：本店代报名"), proved.get(4));
      assertEquals("2026-11-23 10:00\n2026-11-23 10:00", proved.get(5));
      assertEquals("商业宣传，证书：高级礼仪培训师（目录外证书名称）\n《广告法》第二十四条第一项", proved.get(6));
      assertEquals("EV-20261123-000001\nSHA-256：" + "a".repeat(64) + "\nSM3：" + "0123456789abcdef".repeat(4), proved.get(7));
    }
  }

  @Test
  void what_was_found_on_one_page_is_one_line_of_the_list() throws Exception {
    NoticeDraft draft =
        draftAll(Notices.Include.WITH_CANDIDATES).stream().filter(d -> d.content().recipient().equals("启明职业培训学校")).findFirst().orElseThrow();
    assertEquals(2, draft.content().items().size());
    Path out = folder.resolve("site.docx");
    notices.writeDocx(draft, out);
    try (XWPFDocument docx = Documents.docx(out)) {
      assertTrue(Documents.paragraphs(docx).stream().anyMatch(p -> p.contains("发现1条信息含有疑似不规范用语")));
      List<List<String>> cells = Documents.cells(docx.getTables().get(0));
      assertEquals(2, cells.size());
      assertTrue(cells.get(1).get(4).contains("“全国”（候选，待核实）：颁发全国通用"), cells.get(1).get(4));
      assertTrue(cells.get(1).get(4).contains("“保过”（候选，待核实）：签约保过。"), cells.get(1).get(4));
    }
  }

  @Test
  void text_copied_from_the_pdf_is_right_and_every_font_is_inside() throws Exception {
    NoticeDraft draft = draftAll(Notices.Include.WITH_CANDIDATES).get(0);
    Path out = folder.resolve("letter.pdf");
    notices.writePdf(draft, out);

    String text = Documents.pdfText(out);
    assertEquals(0, text.codePoints().filter(c -> c >= 0x2E80 && c <= 0x2FDF || c >= 0xF900 && c <= 0xFAFF).count());
    String packed = Documents.packed(text);
    for (String part : List.of("堃喆考证服务部", "镕堃喆", "自考人社<2>健康管理师[U+1F525]证书包[U+200B]过日付", "海棠市人力资源和社会保障局",
        "https://item.liuyun.example/goods/detail?id=1002&from=search_result_list&spm=a1z10.1-c.w4004-2", "草稿")) {
      assertTrue(packed.contains(part), part + " should be in: " + packed);
    }
    Documents.Fonts fonts = Documents.fonts(out);
    assertEquals(java.util.Set.of(), fonts.missing());
    assertEquals(3, fonts.embedded().size());
    String xmp = Documents.metadata(out);
    assertTrue(xmp.contains("pdfaid:part") && xmp.contains(">2<") || xmp.contains("pdfaid:part=\"2\""), xmp);
  }

  @Test
  void a_page_cannot_break_out_of_the_letter() throws Exception {
    Sample hostile =
        Sample.page("https://evil.example/?a=%3Cb%3E&c=%27").capture("x", Instant.parse("2026-11-23T04:00:00Z"))
            .title("</td></tr></table><script>x</script>\u0000\u0007\uD800 {recipient} ]]>")
            .hit("guarantee", "包过", "\u202e包过&amp;{phone}${x}\\1 <img src='file:///etc/passwd'/>");
    SampleBook.record(book, hostile);
    NoticeDraft draft =
        notices.compliancePrompts(List.of(SampleBook.caseOf(book, "evil.example")), Notices.Include.WITH_CANDIDATES, "甲").get(0);
    notices.writePdf(draft, folder.resolve("x.pdf"));
    notices.writeDocx(draft, folder.resolve("x.docx"));
    assertTrue(Documents.packed(Documents.pdfText(folder.resolve("x.pdf"))).contains("<script>x</script>"));
    try (XWPFDocument docx = Documents.docx(folder.resolve("x.docx"))) {
      String cell = Documents.cells(docx.getTables().get(0)).get(1).get(3);
      assertTrue(cell.contains("<script>x</script>") && cell.contains("\uFFFD\uFFFD\uFFFD {recipient} ]]>"), cell);
      assertTrue(Documents.cells(docx.getTables().get(0)).get(1).get(4).contains("&amp;{phone}${x}\\1 <img"));
    }
  }
}
