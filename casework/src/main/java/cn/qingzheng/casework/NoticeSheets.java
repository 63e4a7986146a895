package cn.qingzheng.casework;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The list of a letter and the form for the reply as workbooks. Every cell is text, so nothing in it is computed. */
final class NoticeSheets {
  static final String TOKEN = "反馈码";
  static final String NUMBER = "序号";
  static final String URL = "网址";
  static final String RESULT = "处理结果";
  static final String NOTE = "说明";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Cases.ZONE);
  /** Excel's own limit for a cell. */
  private static final int MOST = 32_767;

  private NoticeSheets() {}

  static void list(NoticeDraft draft, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            NUMBER, "平台或网站", "发布主体", "标题", URL, "原文用语", "所在语句", "首次发现", "最近发现", "对应规则", "对应规定", "证据编号", "SHA-256", "SM3"));
    List<List<NoticeItem>> pages = NoticeList.pages(draft.content().items());
    for (int i = 0; i < pages.size(); i++) {
      for (NoticeItem item : pages.get(i)) {
        rows.add(
            List.of(
                Integer.toString(i + 1), item.source().platform(), item.subject(), item.source().title(), item.source().url(),
                item.quote().surface(), item.quote().sentence(), TIME.format(item.quote().firstSeen()),
                TIME.format(item.quote().lastSeen()), item.rule(), String.join("、", item.provisions()),
                item.proof().map(NoticeItem.Proof::evidenceId).orElse("证据包待制作"),
                item.proof().map(NoticeItem.Proof::manifestSha256).orElse(""), item.proof().map(NoticeItem.Proof::manifestSm3).orElse("")));
      }
    }
    write(List.of(new Sheet("清单", List.of(6, 14, 18, 28, 44, 14, 48, 16, 16, 24, 26, 22, 30, 30), rows)), file);
  }

  static List<String> replyColumns() {
    List<String> columns = new ArrayList<>(List.of(TOKEN, NUMBER, URL));
    Arrays.stream(ReplyMeasure.values()).map(ReplyMeasure::column).forEach(columns::add);
    columns.add(RESULT);
    columns.add(NOTE);
    return columns;
  }

  /** To be filled in by the recipient and sent back. */
  static void replyForm(NoticeDraft draft, ReplyWay reply, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(replyColumns());
    List<List<NoticeItem>> pages = NoticeList.pages(draft.content().items());
    for (int i = 0; i < pages.size(); i++) {
      List<String> row = new ArrayList<>(List.of(reply.key(), Integer.toString(i + 1), pages.get(i).get(0).source().url()));
      Arrays.stream(ReplyMeasure.values()).map(m -> "").forEach(row::add);
      row.addAll(List.of("", ""));
      rows.add(row);
    }
    List<Sheet> sheets = new ArrayList<>(List.of(new Sheet("反馈表", List.of(28, 6, 60, 16, 16, 16, 16, 24, 30), rows)));
    reply.address().ifPresent(a -> sheets.add(new Sheet("网上反馈", List.of(90), List.of(List.of("网上反馈网址（请勿转发）"), List.of(a)))));
    write(sheets, file);
  }

  /** @param widths in characters */
  private record Sheet(String name, List<Integer> widths, List<List<String>> rows) {}

  private static void write(List<Sheet> sheets, Path file) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      CellStyle head = head(book);
      CellStyle body = body(book);
      for (Sheet sheet : sheets) {
        fill(book.createSheet(sheet.name), sheet, head, body);
      }
      book.write(out);
    }
  }

  private static void fill(XSSFSheet to, Sheet sheet, CellStyle head, CellStyle body) {
    for (int i = 0; i < sheet.rows.size(); i++) {
      Row row = to.createRow(i);
      for (int j = 0; j < sheet.rows.get(i).size(); j++) {
        Cell cell = row.createCell(j);
        cell.setCellValue(text(sheet.rows.get(i).get(j)));
        cell.setCellStyle(i == 0 ? head : body);
      }
    }
    for (int j = 0; j < sheet.widths.size(); j++) {
      to.setColumnWidth(j, sheet.widths.get(j) * 256);
    }
    to.createFreezePane(0, 1);
  }

  private static String text(String raw) {
    String clean = LegalPage.clean(raw);
    return clean.length() <= MOST ? clean : clean.substring(0, MOST - 1) + "…";
  }

  private static CellStyle head(XSSFWorkbook book) {
    XSSFFont font = book.createFont();
    font.setBold(true);
    CellStyle style = book.createCellStyle();
    style.setFont(font);
    style.setWrapText(true);
    style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    return style;
  }

  /** Text, marked as such: Excel asks before it turns it into a formula. */
  private static CellStyle body(XSSFWorkbook book) {
    CellStyle style = book.createCellStyle();
    style.setWrapText(true);
    style.setVerticalAlignment(VerticalAlignment.TOP);
    style.setDataFormat(book.createDataFormat().getFormat("@"));
    style.setQuotePrefixed(true);
    return style;
  }

  static String measures() {
    return Arrays.stream(ReplyMeasure.values()).map(ReplyMeasure::column).collect(Collectors.joining("、"));
  }
}
