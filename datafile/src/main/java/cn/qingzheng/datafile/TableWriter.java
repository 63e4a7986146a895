package cn.qingzheng.datafile;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Writes a table row by row; what was written is not kept in memory. Cells are text: nothing that comes from a page is
 * taken for a formula, by us or by the program that opens the file.
 */
public abstract sealed class TableWriter implements Closeable {
  /** What a table is written as. */
  public enum Form {
    XLSX("xlsx", "Excel 工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** UTF-8 with a byte order mark, without which Excel takes it for something else. */
    CSV("csv", "CSV（UTF-8）", "text/csv;charset=UTF-8"),
    /** An object a line, the columns as keys. */
    JSONL("jsonl", "JSON Lines", "application/x-ndjson");

    private final String ending;
    private final String label;
    private final String type;

    Form(String ending, String label, String type) {
      this.ending = ending;
      this.label = label;
      this.type = type;
    }

    /** Of a file's name, without a dot. */
    public String ending() {
      return ending;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }

    /** Media type. */
    public String type() {
      return type;
    }
  }

  private final List<String> columns;

  private TableWriter(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Begins with the columns; the stream is flushed at the end and left open. */
  public static TableWriter open(Form form, OutputStream out, List<String> columns) throws IOException {
    return switch (form) {
      case XLSX -> new Xlsx(out, columns);
      case CSV -> new Csv(out, columns);
      case JSONL -> new JsonLines(out, columns);
    };
  }

  /** @param cells as many as there are columns */
  public final void row(List<String> cells) throws IOException {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException("row should have " + columns.size() + " cells, had: " + cells.size());
    }
    write(cells);
  }

  final List<String> columns() {
    return columns;
  }

  abstract void write(List<String> cells) throws IOException;

  private static final class Xlsx extends TableWriter {
    private static final int IN_MEMORY = 100;
    private static final int WIDEST = 60;

    private final OutputStream out;
    private final SXSSFWorkbook book = new SXSSFWorkbook(IN_MEMORY);
    private final SXSSFSheet sheet = book.createSheet("清单");
    private int rows;

    Xlsx(OutputStream out, List<String> columns) {
      super(columns);
      this.out = out;
      book.setCompressTempFiles(true);
      sheet.createFreezePane(0, 1);
      for (int i = 0; i < columns.size(); i++) {
        sheet.setColumnWidth(i, 256 * Math.clamp(columns.get(i).length() * 4L, 12, WIDEST));
      }
      write(columns);
    }

    @Override
    void write(List<String> cells) {
      Row row = sheet.createRow(rows++);
      for (int i = 0; i < cells.size(); i++) {
        row.createCell(i).setCellValue(fitting(cells.get(i)));
      }
    }

    /** As long as a cell may be, without what XML cannot say. */
    private static String fitting(String cell) {
      int most = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
      String kept = cell.length() <= most ? cell : cell.substring(0, most);
      return kept.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }

    @Override
    public void close() throws IOException {
      try (book) {
        book.write(out);
      }
      out.flush();
    }
  }

  private static final class Csv extends TableWriter {
    private final Writer out;

    Csv(OutputStream out, List<String> columns) throws IOException {
      super(columns);
      this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      this.out.write('\ufeff');
      write(columns);
    }

    @Override
    void write(List<String> cells) throws IOException {
      out.write(cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** What begins like a formula gets an apostrophe before it: Excel would run it. */
    private static String cell(String text) {
      String safe = text.stripLeading().matches("(?s)[=+\\-@\uff1d\uff0b\uff0d\uff20].*") || text.matches("(?s)[\t\r\n].*") ? "'" + text : text;
      return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }

  private static final class JsonLines extends TableWriter {
    private final Writer out;

    JsonLines(OutputStream out, List<String> columns) {
      super(columns);
      this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    @Override
    void write(List<String> cells) throws IOException {
      for (int i = 0; i < cells.size(); i++) {
        out.write((i == 0 ? "{" : ",") + quoted(columns().get(i)) + ":" + quoted(cells.get(i)));
      }
      out.write("}\n");
    }

    private static String quoted(String text) {
      StringBuilder json = new StringBuilder("\"");
      text.chars().forEach(c -> {
        switch (c) {
          case '"', '\\' -> json.append('\\').append((char) c);
          case '\n' -> json.append("\\n");
          default -> {
            if (c < 0x20 || c == 0x2028 || c == 0x2029 || Character.isSurrogate((char) c)) {
              json.append("\\u%04x".formatted(c));
            } else {
              json.append((char) c);
            }
          }
        }
      });
      return json.append('"').toString();
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
