package cn.qingzheng.casework;

import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcBorders;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;

/** Writes a {@link LegalPage.Grid} as a Word table with fixed widths and a head that is repeated. */
final class DocxGrid {
  private final LegalPage.Grid grid;
  private final XWPFTable table;
  /** For each column how many further rows the cell above still covers, and how many columns that cell has. */
  private final int[] covered;
  private final int[] coveredSpan;

  private DocxGrid(XWPFDocument word, LegalPage.Grid grid) {
    this.grid = grid;
    this.table = word.createTable();
    this.covered = new int[grid.widths().size()];
    this.coveredSpan = new int[grid.widths().size()];
  }

  static void write(XWPFDocument word, LegalPage.Grid grid) {
    new DocxGrid(word, grid).write();
  }

  private void write() {
    table.removeRow(0);
    CTTbl xml = table.getCTTbl();
    CTTblPr properties = xml.getTblPr();
    (properties.isSetTblLayout() ? properties.getTblLayout() : properties.addNewTblLayout()).setType(STTblLayoutType.FIXED);
    table.setCellMargins(40, 80, 40, 80);
    table.setWidth(grid.widths().stream().mapToInt(DocxWriter::twips).sum());
    CTTblGrid columns = xml.getTblGrid() == null ? xml.addNewTblGrid() : xml.getTblGrid();
    grid.widths().forEach(w -> columns.addNewGridCol().setW(BigInteger.valueOf(DocxWriter.twips(w))));
    for (int i = 0; i < grid.rows().size(); i++) {
      row(table.createRow(), grid.rows().get(i), i < grid.head());
    }
  }

  private void row(XWPFTableRow row, List<LegalPage.Cell> cells, boolean head) {
    while (!row.getTableCells().isEmpty()) {
      row.removeCell(0);
    }
    row.setRepeatHeader(head);
    row.setCantSplitRow(true);
    int column = 0;
    for (LegalPage.Cell cell : cells) {
      column = continued(row, column);
      XWPFTableCell box = box(row, column, cell.columns());
      if (cell.rows() > 1) {
        box.getCTTc().getTcPr().addNewVMerge().setVal(STMerge.RESTART);
        covered[column] = cell.rows() - 1;
        coveredSpan[column] = cell.columns();
      }
      if (cell.open()) {
        openTop(box.getCTTc().getTcPr());
      }
      fill(box, cell, head);
      column += cell.columns();
    }
    continued(row, column);
  }

  /** Writes the empty lower parts of cells that began in a row above; gives the next free column. */
  private int continued(XWPFTableRow row, int from) {
    int column = from;
    while (column < covered.length && covered[column] > 0) {
      XWPFTableCell box = box(row, column, coveredSpan[column]);
      box.getCTTc().getTcPr().addNewVMerge().setVal(STMerge.CONTINUE);
      covered[column]--;
      column += coveredSpan[column];
    }
    return column;
  }

  private XWPFTableCell box(XWPFTableRow row, int column, int span) {
    XWPFTableCell box = row.createCell();
    CTTcPr properties = box.getCTTc().isSetTcPr() ? box.getCTTc().getTcPr() : box.getCTTc().addNewTcPr();
    int width = grid.widths().subList(column, column + span).stream().mapToInt(DocxWriter::twips).sum();
    (properties.isSetTcW() ? properties.getTcW() : properties.addNewTcW()).setType(STTblWidth.DXA);
    properties.getTcW().setW(BigInteger.valueOf(width));
    if (span > 1) {
      properties.addNewGridSpan().setVal(BigInteger.valueOf(span));
    }
    return box;
  }

  private static void openTop(CTTcPr properties) {
    CTTcBorders borders = properties.addNewTcBorders();
    borders.addNewTop().setVal(STBorder.NIL);
  }

  private void fill(XWPFTableCell box, LegalPage.Cell cell, boolean head) {
    box.getCTTc().getTcPr().addNewVAlign().setVal(STVerticalJc.CENTER);
    XWPFParagraph p = box.getParagraphs().get(0);
    p.setAlignment(cell.align() == LegalPage.Align.CENTRE ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT);
    // Off: a long address may be broken anywhere.
    p.getCTP().getPPr().addNewWordWrap().setVal(false);
    p.getCTP().getPPr().addNewSnapToGrid().setVal(false);
    DocxWriter.run(p, cell.text(), head ? Typeface.HEITI : Typeface.FANGSONG, grid.halfPoints());
  }
}
