package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Reads the first sheet of an XLSX file as a stream. Files come from outside: what unfolds more than a hundredfold or
 * beyond 200 MB is refused, document types are not read (so no external entity is), and rows, columns and text are
 * bounded.
 */
final class Workbook {
  private static final long MOST_STORED = 50L << 20;
  private static final long MOST_UNFOLDED = 200L << 20;
  private static final int MOST_ROWS = 100_000;
  private static final int MOST_COLUMNS = 200;
  private static final int MOST_TEXT = 50_000_000;

  static {
    // For the whole process, as the library has it; nobody here reads larger ones.
    ZipSecureFile.setMaxEntrySize(MOST_UNFOLDED);
    ZipSecureFile.setMaxTextSize(MOST_TEXT);
  }

  private Workbook() {}

  /** @param number of the row in the sheet, from 1 */
  record Line(int number, List<String> cells) {}

  /** Empty with a problem if it cannot be read. */
  static List<Line> read(Path file, String name, Problems problems) {
    try {
      if (Files.size(file) > MOST_STORED) {
        problems.add(name, 0, "文件过大（超过 50 MB）", "请拆分文件");
        return List.of();
      }
      return lines(file, name, problems);
    } catch (NoSuchFileException e) {
      problems.add(name, 0, "文件不存在", "请检查路径");
    } catch (TooMuchException e) {
      problems.add(name, e.row, e.getMessage(), "请拆分文件");
    } catch (IOException | OpenXML4JException | OpenXML4JRuntimeException | SAXException | ParserConfigurationException
        | IllegalArgumentException | IllegalStateException e) {
      problems.add(name, 0, "不是可读的 XLSX 文件", "请另存为“Excel 工作簿（.xlsx）”或 CSV；加密、损坏或展开后过大的不能读取");
    }
    return List.of();
  }

  private static List<Line> lines(Path file, String name, Problems problems)
      throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
    try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader reader = new XSSFReader(workbook);
      Iterator<InputStream> sheets = reader.getSheetsData();
      if (!sheets.hasNext()) {
        problems.add(name, 0, "没有工作表", "请检查文件");
        return List.of();
      }
      Lines lines = new Lines();
      XMLReader xml = XMLHelper.newXMLReader();
      xml.setContentHandler(
          new XSSFSheetXMLHandler(
              reader.getStylesTable(), new ReadOnlySharedStringsTable(workbook), lines, new Shown(), false));
      try (InputStream sheet = sheets.next()) {
        xml.parse(new InputSource(sheet));
      }
      return lines.all;
    }
  }

  /** Numbers as they stand in the sheet, dates in one form whatever the sheet shows. */
  private static final class Shown extends DataFormatter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    Shown() {
      super(Locale.ROOT);
    }

    @Override
    public String formatRawCellContents(double value, int formatIndex, String format, boolean use1904) {
      if (DateUtil.isADateFormat(formatIndex, format) && DateUtil.isValidExcelDate(value)) {
        LocalDateTime at = DateUtil.getLocalDateTime(value, use1904);
        return (value == Math.floor(value) ? DAY : TIME).format(at);
      }
      return super.formatRawCellContents(value, formatIndex, format, use1904);
    }
  }

  private static final class Lines implements XSSFSheetXMLHandler.SheetContentsHandler {
    private final List<Line> all = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private long text;

    @Override
    public void startRow(int index) {
      row = new ArrayList<>();
      if (all.size() >= MOST_ROWS) {
        throw new TooMuchException("超过 " + MOST_ROWS + " 行", index + 1);
      }
    }

    @Override
    public void cell(String reference, String shown, XSSFComment comment) {
      int column = reference == null ? row.size() : new CellReference(reference).getCol();
      if (column >= MOST_COLUMNS || column < row.size()) {
        throw new TooMuchException("超过 " + MOST_COLUMNS + " 列，或单元格次序有误", all.size() + 1);
      }
      while (row.size() < column) {
        row.add("");
      }
      row.add(shown == null ? "" : shown);
      text += row.get(column).length();
      if (text > MOST_TEXT) {
        throw new TooMuchException("文字过多", all.size() + 1);
      }
    }

    @Override
    public void endRow(int index) {
      if (!row.isEmpty()) {
        all.add(new Line(index + 1, List.copyOf(row)));
      }
    }
  }

  /** A bug of nobody's: the file is too large to be a list that somebody wrote. */
  private static final class TooMuchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private final int row;

    TooMuchException(String message, int row) {
      super(message);
      this.row = row;
    }
  }
}
