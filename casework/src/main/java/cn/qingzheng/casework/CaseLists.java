package cn.qingzheng.casework;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Lists out of the cases: 整改清单 with where each stands, and 典型案例通报 in which nobody is named. Only what officers
 * confirmed gets into either.
 */
public final class CaseLists {
  private static final List<String> HEAD = List.of("序号", "案件", "主体", "统一社会信用代码", "确认问题（项）", "已采取措施", "整改期限", "最近复查", "状态");
  private static final List<Integer> WIDTHS = List.of(10, 28, 44, 40, 18, 44, 24, 34, 20);

  private final Casebook book;

  public CaseLists(Casebook book) {
    this.book = book;
  }

  /** A line of the list, as printed. */
  private List<String> row(int number, CaseFile file) {
    List<Disposition> acts = new Dispositions(book).of(file.id()).stream().filter(Disposition::stands).toList();
    Set<String> measures = new LinkedHashSet<>();
    acts.forEach(a -> measures.add(a.act().kind().label() + " " + a.act().day()));
    Optional<LocalDate> due = acts.stream().flatMap(a -> a.act().due().stream()).max(LocalDate::compareTo);
    Map<String, Recheck> latest = new Rechecks(book).latest(file.id());
    return List.of(
        Integer.toString(number), file.id(), file.subject().shown(), file.subject().creditCode().orElse(""),
        Integer.toString(file.tally().confirmed()), String.join("；", measures), due.map(LocalDate::toString).orElse(""), seen(latest), state(file, latest));
  }

  private static String seen(Map<String, Recheck> latest) {
    if (latest.isEmpty()) {
      return "未复查";
    }
    Map<RecheckVerdict, Integer> counts = new TreeMap<>();
    latest.values().forEach(r -> counts.merge(r.seen().verdict(), 1, Integer::sum));
    Instant last = latest.values().stream().map(Recheck::at).max(Instant::compareTo).orElseThrow();
    List<String> words = counts.entrySet().stream().map(e -> e.getKey().label() + e.getValue() + "项").toList();
    return last.atZone(Cases.ZONE).toLocalDate() + " " + String.join("，", words);
  }

  private static String state(CaseFile file, Map<String, Recheck> latest) {
    if (latest.size() == file.tally().confirmed() && latest.values().stream().allMatch(r -> r.seen().verdict() == RecheckVerdict.GONE)) {
      return "已整改";
    }
    return latest.values().stream().anyMatch(r -> r.seen().verdict().superficial()) ? "疑似表面整改" : "整改中";
  }

  private List<List<String>> rows() {
    List<CaseFile> confirmed = book.cases().stream().filter(k -> k.state() == CaseState.CONFIRMED && k.tally().confirmed() > 0).toList();
    if (confirmed.isEmpty()) {
      throw new Refusal("没有已确认的案件，整改清单无可列：请先确认案件");
    }
    List<List<String>> out = new ArrayList<>();
    confirmed.forEach(k -> out.add(row(out.size() + 1, k)));
    return out;
  }

  /**
   * Writes 整改清单 as XLSX and DOCX; gives the files.
   *
   * @param organ what stands over it
   */
  public List<Path> rectification(String organ, LocalDate day, Path folder) throws IOException {
    List<List<String>> rows = rows();
    Files.createDirectories(folder);
    Path xlsx = folder.resolve("整改清单_" + day + ".xlsx");
    Path docx = folder.resolve("整改清单_" + day + ".docx");
    workbook(rows, xlsx);
    List<List<LegalPage.Cell>> cells = new ArrayList<>();
    cells.add(HEAD.stream().map(h -> LegalPage.Cell.head(h, 1, 1)).toList());
    rows.forEach(r -> cells.add(r.stream().map(LegalPage.Cell::left).toList()));
    List<LegalPage.Block> blocks =
        List.of(
            new LegalPage.Title("检视整改清单"), new LegalPage.Flush("填报单位：" + organ), new LegalPage.Grid(WIDTHS, 1, 18, cells),
            new LegalPage.Note("注：只列经工作人员确认的案件；复查为重新访问网址所见，未能访问的不作结论。"));
    DocxWriter.write(
        new LegalPage("检视整改清单", true, Optional.empty(), Optional.empty(), "数据截至" + NoticeGroup.DAY.format(day), blocks), docx);
    return List.of(xlsx, docx);
  }

  private static void workbook(List<List<String>> rows, Path file) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      XSSFSheet sheet = workbook.createSheet("整改清单");
      CellStyle wrapped = workbook.createCellStyle();
      wrapped.setWrapText(true);
      line(sheet.createRow(0), HEAD, wrapped);
      for (int i = 0; i < rows.size(); i++) {
        line(sheet.createRow(i + 1), rows.get(i), wrapped);
      }
      for (int i = 0; i < WIDTHS.size(); i++) {
        sheet.setColumnWidth(i, WIDTHS.get(i) * 160);
      }
      sheet.createFreezePane(0, 1);
      workbook.write(out);
    }
  }

  /** Text cells: what a page says is never a formula. */
  private static void line(XSSFRow row, List<String> cells, CellStyle style) {
    for (int i = 0; i < cells.size(); i++) {
      row.createCell(i).setCellValue(LegalPage.clean(cells.get(i)));
      row.getCell(i).setCellStyle(style);
    }
  }

  /**
   * Writes 典型案例通报 as a draft, DOCX and PDF; gives the files. Bodies and shops become 某培训学校, numbers of persons are
   * masked, addresses are left out.
   *
   * @param organ who signs
   */
  public List<Path> bulletin(List<String> caseIds, String organ, LocalDate day, Path folder) throws IOException {
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Title("关于职业技能培训和评价问题典型案例的通报"));
    blocks.add(new LegalPage.Paragraph("专项治理行动中，经检索、核实，现将" + caseIds.size() + "起典型案例通报如下："));
    int number = 0;
    for (String id : caseIds) {
      CaseFile file = book.caseFile(id).orElseThrow(() -> new Refusal("没有案件 " + id + "：请检查案件编号"));
      List<FindingRecord> confirmed = new Rechecks(book).items(id);
      if (file.state() != CaseState.CONFIRMED || confirmed.isEmpty()) {
        throw new Refusal("案件 " + id + " 没有确认的问题：只通报已确认的案件");
      }
      number++;
      blocks.add(new LegalPage.Heading("案例" + number + "　" + PersonalData.body(file.subject().name())));
      blocks.add(new LegalPage.Paragraph(told(file, confirmed)));
    }
    blocks.add(new LegalPage.Paragraph("各有关单位要引以为戒，对照检查，规范宣传和发证行为。"));
    blocks.add(new LegalPage.Signature(organ, NoticeGroup.DAY.format(day)));
    LegalPage page = new LegalPage("典型案例通报", false, Optional.empty(), Optional.of("草稿"), "", blocks);
    Files.createDirectories(folder);
    Path docx = folder.resolve("典型案例通报_" + day + ".docx");
    Path pdf = folder.resolve("典型案例通报_" + day + ".pdf");
    DocxWriter.write(page, docx);
    PdfWriter.write(page, pdf);
    return List.of(docx, pdf);
  }

  private String told(CaseFile file, List<FindingRecord> confirmed) {
    Set<String> quotes = new LinkedHashSet<>();
    Set<String> basis = new LinkedHashSet<>();
    for (FindingRecord r : confirmed) {
      String sentence = r.finding().hit().place().sentence().replaceAll("\\s+", " ").strip();
      String nameless = anonymous(sentence, file.subject());
      if (quotes.size() < 3 && nameless.length() <= 120) {
        quotes.add("“" + nameless + "”");
      }
      r.finding().hit().judgement().basis().forEach(b -> basis.add(b.toString()));
    }
    List<String> acts = new Dispositions(book).of(file.id()).stream().filter(Disposition::stands).map(a -> a.act().kind().label()).distinct().toList();
    String where = file.subject().kind() == Subject.Kind.SHOP ? "在网络平台" : "在其网页";
    return PersonalData.body(file.subject().name()) + where + "发布" + (quotes.isEmpty() ? "有关内容" : String.join("、", quotes) + "等内容") + "，共"
        + confirmed.size() + "处，经核实，涉及" + String.join("、", basis) + "的规定。"
        + (acts.isEmpty() ? "正在处理。" : "已采取" + String.join("、", acts) + "等措施。");
  }

  /** The sentence without the subject's name, with and without what kind of body it is, and without numbers of persons. */
  private static String anonymous(String sentence, Subject subject) {
    String kind = PersonalData.body(subject.name());
    String brand = subject.name().endsWith(kind.substring(1)) ? subject.name().substring(0, subject.name().length() - kind.length() + 1) : subject.name();
    String out = sentence.replace(subject.name(), kind);
    out = brand.length() >= 2 ? out.replace(brand, "某") : out;
    return PersonalData.masked(out).replaceAll("(?i)https?://\\S+|www\\.\\S+", "（网址）");
  }
}
