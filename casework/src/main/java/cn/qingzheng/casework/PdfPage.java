package cn.qingzheng.casework;

import java.util.Base64;
import java.util.List;

/** A {@link LegalPage} as the XHTML and CSS that openhtmltopdf lays out. */
final class PdfPage {
  /** mm from the upper edge of the first page to the organ's name (GB/T 9704-2012, 信函格式). */
  static final int LETTERHEAD_TOP = 30;
  /** mm from there to the red line. */
  static final int LETTERHEAD_HEIGHT = 22;

  /** 版心 156 mm by 225 mm: 22 lines of 28 characters of 3号 (15.75 pt). */
  private static final String STYLE =
      """
      @page { %SHAPE% %MARK% %NUMBER% }
      %FIRST%
      @page wide { size: A4 landscape; margin: 26mm 20mm 24mm 20mm; %MARK% %NUMBER% }
      body { font-family: FANGSONG; font-size: 15.75pt; line-height: 28.95pt; margin: 0; }
      div.attachment { page: wide; page-break-before: always; width: 257mm; }
      p { margin: 0; text-align: justify; text-indent: 2em; word-wrap: break-word; orphans: 1; widows: 1; }
      p.flush, p.label { text-indent: 0; }
      p.label { font-family: HEITI, FANGSONG; }
      p.heading { font-family: HEITI, FANGSONG; page-break-after: avoid; }
      p.title { font-family: XIAOBIAOSONG, FANGSONG; font-size: 22pt; line-height: 34pt; text-align: center; text-indent: 0; margin: 12pt 0; }
      p.subtitle { font-size: 15.75pt; text-align: center; text-indent: 0; margin-bottom: 8pt; }
      p.note { font-size: 10.5pt; line-height: 17pt; text-indent: 0; margin-top: 4pt; }
      p.picture { text-align: center; text-indent: 0; line-height: 1; page-break-inside: avoid; }
      p.signed { text-align: right; text-indent: 0; page-break-inside: avoid; }
      div.together { page-break-inside: avoid; }
      div.signature { margin-top: 58pt; page-break-inside: avoid; }
      div.letterhead { height: 24mm; text-align: center; color: #ff0000; font-family: XIAOBIAOSONG, FANGSONG; line-height: 18mm; letter-spacing: 1pt; white-space: nowrap; }
      p.number { text-indent: 0; text-align: right; margin-bottom: 14pt; }
      table { width: 100%; table-layout: fixed; border-collapse: collapse; -fs-table-paginate: paginate; line-height: 1.4; }
      tr { page-break-inside: avoid; }
      th, td { border: 0.5pt solid #000; padding: 3pt 3pt; vertical-align: middle; word-wrap: break-word; }
      th { font-family: HEITI, FANGSONG; font-weight: normal; text-align: center; }
      td.centre { text-align: center; }
      th.open { border-top: hidden; }
      div.mark { position: fixed; top: 90mm; left: 0; width: 100%; text-align: center; color: #f0e4e4; font-family: HEITI, FANGSONG; font-size: 130pt; line-height: 150pt; z-index: -1; }
      """;

  private PdfPage() {}

  static String html(LegalPage page, FontSet fonts) {
    StringBuilder out = new StringBuilder(4096);
    out.append("<html lang=\"zh-CN\"><head><title>").append(text(page.name(), fonts)).append("</title><style>");
    out.append(style(page, fonts)).append("</style></head><body>");
    page.mark().ifPresent(mark -> out.append("<div class=\"mark\">").append(text(mark, fonts)).append("</div>"));
    page.letterhead().ifPresent(head -> letterhead(out, head, fonts));
    boolean open = false;
    List<LegalPage.Block> blocks = page.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      LegalPage.Block block = blocks.get(i);
      if (block instanceof LegalPage.Attachment attachment) {
        out.append(open ? "</div>" : "").append("<div class=\"attachment\">");
        paragraph(out, "label", attachment.label(), fonts);
        open = true;
      } else {
        boolean beforeSignature = i + 1 < blocks.size() && blocks.get(i + 1) instanceof LegalPage.Signature;
        // No page for the signature alone: the paragraph before it goes along.
        out.append(beforeSignature ? "<div class=\"together\">" : "");
        block(out, block, fonts);
        out.append(block instanceof LegalPage.Signature && i > 0 ? "</div>" : "");
      }
    }
    return out.append(open ? "</div>" : "").append("</body></html>").toString();
  }

  private static String style(LegalPage page, FontSet fonts) {
    String mark =
        page.mark().map(m -> "@top-right { content: '" + css(m + LegalPage.NOT_TO_LEAVE, fonts) + "'; font-family: HEITI, FANGSONG; font-size: 12pt; color: #c00000; }").orElse("");
    String foot = page.foot().isEmpty() ? "" : "@bottom-center { content: " + foot(page.foot(), fonts) + "; white-space: pre; font-family: FANGSONG; font-size: 9pt; }";
    String number =
        !page.foot().isEmpty() ? foot : "@bottom-center { content: '— ' counter(page) ' —'; font-family: FANGSONG; font-size: 14pt; }";
    String first =
        page.letterhead().isEmpty() ? "" : "@page :first { margin-top: " + LETTERHEAD_TOP + "mm; @bottom-center { content: ''; } }";
    String shape =
        page.landscape() ? "size: A4 landscape; margin: 26mm 20mm 24mm 20mm;" : "size: A4; margin: 37mm 26mm 35mm 28mm;";
    return STYLE.replace("%SHAPE%", shape).replace("%MARK%", mark).replace("%NUMBER%", number).replace("%FIRST%", first);
  }

  /** The lines of the foot as CSS writes them, with counters in the place of their names. */
  private static String foot(String text, FontSet fonts) {
    return "'" + String.join("\\A ", text.lines().map(line -> css(line, fonts)).toList())
        .replace("{page}", "' counter(page) '").replace("{pages}", "' counter(pages) '") + "'";
  }

  private static String css(String text, FontSet fonts) {
    return fonts.showable(LegalPage.clean(text)).replaceAll("[\\\\'\\n<&]", " ");
  }

  private static void letterhead(StringBuilder out, LegalPage.Letterhead head, FontSet fonts) {
    // As large as fits into the 156 mm of a line, at most 42 pt.
    double size = Math.min(42, 156 / 25.4 * 72 / Math.max(1, head.organ().length()) - 1.2);
    out.append("<div class=\"letterhead\" style=\"font-size:").append(Math.floor(size)).append("pt\">");
    out.append(text(head.organ(), fonts)).append("</div>");
    paragraph(out, "number", head.number(), fonts);
  }

  private static void block(StringBuilder out, LegalPage.Block block, FontSet fonts) {
    switch (block) {
      case LegalPage.Title t -> paragraph(out, "title", t.text(), fonts);
      case LegalPage.Subtitle t -> paragraph(out, "subtitle", t.text(), fonts);
      case LegalPage.Flush t -> paragraph(out, "flush", t.text(), fonts);
      case LegalPage.Label t -> paragraph(out, "label", t.text(), fonts);
      case LegalPage.Heading t -> paragraph(out, "heading", t.text(), fonts);
      case LegalPage.Paragraph t -> paragraph(out, "body", t.text(), fonts);
      case LegalPage.Note t -> paragraph(out, "note", t.text(), fonts);
      case LegalPage.Signature s -> {
        out.append("<div class=\"signature\">");
        paragraph(out, "signed", s.organ() + "　　", fonts);
        paragraph(out, "signed", s.date() + "　　　　", fonts);
        out.append("</div>");
      }
      case LegalPage.Grid g -> grid(out, g, fonts);
      case LegalPage.Picture p ->
          out.append("<p class=\"picture\"><img src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(p.png()))
              .append("\" alt=\"").append(text(p.alt(), fonts)).append("\" style=\"width:").append(p.width()).append("mm;height:")
              .append(p.height()).append("mm\"/></p>\n");
      case LegalPage.Attachment a -> throw new IllegalStateException("attachment should be opened by html(), was: " + a);
    }
  }

  private static void paragraph(StringBuilder out, String style, String text, FontSet fonts) {
    out.append("<p class=\"").append(style).append("\">").append(text(text, fonts)).append("</p>\n");
  }

  private static void grid(StringBuilder out, LegalPage.Grid grid, FontSet fonts) {
    out.append("<table style=\"font-size:").append(grid.halfPoints() / 2.0).append("pt\"><colgroup>");
    grid.widths().forEach(w -> out.append("<col style=\"width:").append(w).append("mm\"/>"));
    out.append("</colgroup><thead>");
    rows(out, grid.rows().subList(0, grid.head()), "th", fonts);
    out.append("</thead><tbody>");
    rows(out, grid.rows().subList(grid.head(), grid.rows().size()), "td", fonts);
    out.append("</tbody></table>\n");
  }

  private static void rows(StringBuilder out, List<List<LegalPage.Cell>> rows, String tag, FontSet fonts) {
    for (List<LegalPage.Cell> row : rows) {
      out.append("<tr>");
      for (LegalPage.Cell cell : row) {
        out.append('<').append(tag).append(" class=\"").append(cell.open() ? "open" : cell.align() == LegalPage.Align.CENTRE ? "centre" : "left");
        out.append("\" colspan=\"").append(cell.columns()).append("\" rowspan=\"").append(cell.rows()).append("\">");
        out.append(text(cell.text(), fonts)).append("</").append(tag).append('>');
      }
      out.append("</tr>\n");
    }
  }

  private static String text(String raw, FontSet fonts) {
    return fonts
        .showable(LegalPage.clean(raw))
        .replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("\n", "<br/>");
  }
}
