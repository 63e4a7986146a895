package cn.qingzheng.casework;

import java.util.List;
import java.util.Optional;

/**
 * A document as a bureau lays it out (GB/T 9704-2012), written by {@link DocxWriter} and {@link PdfWriter}.
 *
 * @param name of the document, for its metadata
 * @param landscape of the first part
 * @param mark stands large on every page while the document is no final one, for example 草稿
 * @param foot small lines at the foot of every page, empty for the page's number alone; {@code {page}} is the page,
 *     {@code {pages}} how many there are
 */
record LegalPage(
    String name, boolean landscape, Optional<Letterhead> letterhead, Optional<String> mark, String foot, List<Block> blocks) {
  LegalPage {
    blocks = List.copyOf(blocks);
  }

  /**
   * Head of a letter (信函格式): the organ's name in red over a red double line.
   *
   * @param number 发文字号, or what stands in its place
   */
  record Letterhead(String organ, String number) {}

  /** What stands beside the mark at the head of every page. */
  static final String NOT_TO_LEAVE = "　未经复核签发，不得外发";

  sealed interface Block {}

  /** 2号小标宋, centred. */
  record Title(String text) implements Block {}

  /** Under the title of a table, centred, smaller. */
  record Subtitle(String text) implements Block {}

  /** 主送机关, or any line without indent. */
  record Flush(String text) implements Block {}

  /** 附件1 at the upper left, 黑体 without indent. */
  record Label(String text) implements Block {}

  /** First level of headings, 黑体. */
  record Heading(String text) implements Block {}

  /** Running text, 仿宋, indented by two characters. */
  record Paragraph(String text) implements Block {}

  /** Small print under or over a table. */
  record Note(String text) implements Block {}

  /**
   * A picture across the page, centred.
   *
   * @param width in mm, at most 156
   * @param alt what it shows, for who cannot see it
   */
  record Picture(byte[] png, int width, int height, String alt) implements Block {}

  /** 署名 and 成文日期, at the right. */
  record Signature(String organ, String date) implements Block {}

  /** Everything after it stands on new pages, landscape; {@code label} (附件1) stands at the top left. */
  record Attachment(String label) implements Block {}

  /**
   * A table.
   *
   * @param widths of the columns in millimetres
   * @param head how many rows are repeated on every page
   * @param halfPoints size of the type: 21 for 五号, 18 for 小五
   * @param rows each with as many columns as there are widths, cells with spans counted by their span; a cell
   *     that is covered by one above is left out
   */
  record Grid(List<Integer> widths, int head, int halfPoints, List<List<Cell>> rows) implements Block {
    Grid {
      widths = List.copyOf(widths);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  enum Align {
    LEFT,
    CENTRE
  }

  /** @param open no line above it: it belongs to the heading over it */
  record Cell(String text, Align align, int columns, int rows, boolean open) {
    static Cell left(String text) {
      return new Cell(text, Align.LEFT, 1, 1, false);
    }

    static Cell centre(String text) {
      return new Cell(text, Align.CENTRE, 1, 1, false);
    }

    static Cell head(String text, int columns, int rows) {
      return new Cell(text, Align.CENTRE, columns, rows, false);
    }

    /** The part of a heading that stands under itself, beside its sub-headings. */
    static Cell under(int rows) {
      return new Cell("", Align.CENTRE, 1, rows, true);
    }
  }

  /** Characters that XML 1.0 cannot hold become U+FFFD; what a page says may contain them. */
  static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\n' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 ? c : 0xFFFD)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
