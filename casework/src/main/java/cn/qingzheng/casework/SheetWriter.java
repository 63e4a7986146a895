package cn.qingzheng.casework;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes plain tables as a workbook. Text cells only hold text: what a page says is never a formula. */
final class SheetWriter {
  private SheetWriter() {}

  /**
   * A table on a sheet of its own.
   *
   * @param rows the first is the head; a {@link Long} becomes a number, anything else text
   * @param widths of the columns in millimetres, roughly
   */
  record Sheet(String name, List<List<Object>> rows, List<Integer> widths) {
    Sheet {
      rows = rows.stream().map(List::copyOf).toList();
      widths = List.copyOf(widths);
    }
  }

  static void write(List<Sheet> sheets, Path file) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      CellStyle wrapped = workbook.createCellStyle();
      wrapped.setWrapText(true);
      sheets.forEach(sheet -> write(workbook.createSheet(sheet.name()), sheet, wrapped));
      workbook.write(out);
    }
  }

  private static void write(XSSFSheet into, Sheet sheet, CellStyle style) {
    for (int i = 0; i < sheet.rows().size(); i++) {
      XSSFRow row = into.createRow(i);
      List<Object> cells = sheet.rows().get(i);
      for (int k = 0; k < cells.size(); k++) {
        switch (cells.get(k)) {
          case Long number -> row.createCell(k).setCellValue(number.doubleValue());
          case Object text -> row.createCell(k).setCellValue(LegalPage.clean(text.toString()));
        }
        row.getCell(k).setCellStyle(style);
      }
    }
    for (int i = 0; i < sheet.widths().size(); i++) {
      into.setColumnWidth(i, Math.min(255 * 256, sheet.widths().get(i) * 160));
    }
    into.createFreezePane(0, 1);
  }
}
