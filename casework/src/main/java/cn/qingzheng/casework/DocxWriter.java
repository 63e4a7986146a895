package cn.qingzheng.casework;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPBdr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STDocGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/**
 * Writes a {@link LegalPage} as DOCX. Fonts are only named: the bureau's Word or WPS has them. The grid gives 22
 * lines of 28 characters: 3号 type (16 pt) set 0.25 pt closer, lines 28.95 pt apart.
 */
final class DocxWriter {
  private static final int LINE = 579;
  private static final int CHARACTER = 315;
  private static final String RED = "FF0000";
  private static final Pattern FOOT_TOKEN = Pattern.compile("\\{pages?}");

  private final XWPFDocument word = new XWPFDocument();
  private final LegalPage page;
  private boolean wide;

  private DocxWriter(LegalPage page) {
    this.page = page;
    this.wide = page.landscape();
  }

  static void write(LegalPage page, Path file) throws IOException {
    DocxWriter writer = new DocxWriter(page);
    try (XWPFDocument word = writer.word;
        OutputStream out = Files.newOutputStream(file)) {
      writer.document();
      word.write(out);
    }
  }

  private void document() {
    word.getProperties().getCoreProperties().setTitle(LegalPage.clean(page.name()));
    word.getProperties().getCoreProperties().setCreator("Qingzheng");
    CTSectPr section = word.getDocument().getBody().addNewSectPr();
    margins();
    page.letterhead().ifPresent(head -> paragraph(head.number(), Typeface.FANGSONG, 32, ParagraphAlignment.RIGHT));
    for (LegalPage.Block block : page.blocks()) {
      if (block instanceof LegalPage.Signature && !word.getParagraphs().isEmpty()) {
        word.getParagraphs().get(word.getParagraphs().size() - 1).setKeepNext(true);
      }
      if (block instanceof LegalPage.Attachment attachment) {
        endSection(section);
        wide = true;
        paragraph(attachment.label(), Typeface.HEITI, 32, ParagraphAlignment.LEFT);
      } else {
        block(block);
      }
    }
    shape(section, wide);
  }

  /** Headers and footers; a section that is cut off later takes the same. */
  private void margins() {
    page.mark().ifPresent(mark -> markOn(word.createHeader(HeaderFooterType.DEFAULT), mark));
    XWPFFooter foot = word.createFooter(HeaderFooterType.DEFAULT);
    if (page.letterhead().isEmpty() && !page.foot().isEmpty()) {
      page.foot().lines().forEach(line -> footLine(aligned(foot.createParagraph(), ParagraphAlignment.CENTER), line));
      return;
    }
    number(foot.createParagraph());
    if (page.letterhead().isEmpty()) {
      return;
    }
    XWPFHeader first = word.createHeader(HeaderFooterType.FIRST);
    page.mark().ifPresent(mark -> markOn(first, mark));
    letterhead(first, page.letterhead().get());
    XWPFParagraph last = word.createFooter(HeaderFooterType.FIRST).createParagraph();
    redLine(last, STBorder.THIN_THICK_MEDIUM_GAP);
  }

  private static void markOn(XWPFHeader header, String mark) {
    XWPFParagraph p = aligned(header.createParagraph(), ParagraphAlignment.RIGHT);
    run(p, mark + LegalPage.NOT_TO_LEAVE, Typeface.HEITI, 28).setColor("C00000");
  }

  private static void letterhead(XWPFHeader header, LegalPage.Letterhead head) {
    XWPFParagraph p = aligned(header.createParagraph(), ParagraphAlignment.CENTER);
    int halfPoints = (int) Math.min(84, 2 * (156 / 25.4 * 72 / Math.max(1, head.organ().length()) - 1));
    XWPFRun run = run(p, head.organ(), Typeface.XIAOBIAOSONG, halfPoints);
    run.setColor(RED);
    redLine(p, STBorder.THICK_THIN_MEDIUM_GAP);
    p.setSpacingAfter(120);
  }

  /**
   * 170 mm wide: 8 mm more than the text on the left, 6 mm on the right. Always below the paragraph: above one,
   * LibreOffice draws the thick and the thin line the other way round.
   */
  private static void redLine(XWPFParagraph p, STBorder.Enum kind) {
    CTPBdr borders = p.getCTP().isSetPPr() ? p.getCTP().getPPr().addNewPBdr() : p.getCTP().addNewPPr().addNewPBdr();
    CTBorder line = borders.addNewBottom();
    line.setVal(kind);
    line.setSz(BigInteger.valueOf(24));
    line.setSpace(BigInteger.valueOf(4));
    line.setColor(RED);
    p.setIndentationLeft(-twips(8));
    p.setIndentationRight(-twips(6));
  }

  private static void number(XWPFParagraph p) {
    aligned(p, ParagraphAlignment.CENTER);
    run(p, "— ", Typeface.FANGSONG, 28);
    field(p, "PAGE", 28);
    run(p, " —", Typeface.FANGSONG, 28);
  }

  private static void footLine(XWPFParagraph p, String line) {
    Matcher token = FOOT_TOKEN.matcher(line);
    int from = 0;
    while (token.find()) {
      run(p, line.substring(from, token.start()), Typeface.FANGSONG, 18);
      field(p, token.group().equals("{page}") ? "PAGE" : "NUMPAGES", 18);
      from = token.end();
    }
    run(p, line.substring(from), Typeface.FANGSONG, 18);
  }

  private static void field(XWPFParagraph p, String instruction, int halfPoints) {
    CTSimpleField field = p.getCTP().addNewFldSimple();
    field.setInstr(instruction);
    CTR shown = field.addNewR();
    style(shown.addNewRPr(), Typeface.FANGSONG, halfPoints);
    shown.addNewT().setStringValue("1");
  }

  private void picture(LegalPage.Picture picture) {
    XWPFParagraph p = aligned(word.createParagraph(), ParagraphAlignment.CENTER);
    p.getCTP().getPPr().addNewSnapToGrid().setVal(false);
    try {
      XWPFPicture shown =
          p.createRun().addPicture(
              new ByteArrayInputStream(picture.png()), PictureType.PNG, "图.png", emu(picture.width()), emu(picture.height()));
      shown.getCTPicture().getNvPicPr().getCNvPr().setDescr(LegalPage.clean(picture.alt()));
      p.getRuns().get(0).getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr(LegalPage.clean(picture.alt()));
    } catch (InvalidFormatException | IOException e) {
      throw new IllegalStateException("a picture in memory should be readable", e);
    }
  }

  private static int emu(int millimetres) {
    return millimetres * Units.EMU_PER_CENTIMETER / 10;
  }

  private void block(LegalPage.Block block) {
    switch (block) {
      case LegalPage.Title t -> {
        XWPFParagraph p = paragraph(t.text(), Typeface.XIAOBIAOSONG, 44, ParagraphAlignment.CENTER);
        p.setSpacingBefore(240);
        p.setSpacingAfter(240);
        p.setSpacingBetween(34, LineSpacingRule.EXACT);
        p.getCTP().getPPr().addNewSnapToGrid().setVal(false);
      }
      case LegalPage.Subtitle t -> paragraph(t.text(), Typeface.FANGSONG, 32, ParagraphAlignment.CENTER);
      case LegalPage.Flush t -> paragraph(t.text(), Typeface.FANGSONG, 32, ParagraphAlignment.LEFT);
      case LegalPage.Label t -> paragraph(t.text(), Typeface.HEITI, 32, ParagraphAlignment.LEFT);
      case LegalPage.Heading t -> indented(paragraph(t.text(), Typeface.HEITI, 32, ParagraphAlignment.BOTH)).setKeepNext(true);
      case LegalPage.Paragraph t -> indented(paragraph(t.text(), Typeface.FANGSONG, 32, ParagraphAlignment.BOTH));
      case LegalPage.Note t -> paragraph(t.text(), Typeface.FANGSONG, 21, ParagraphAlignment.LEFT);
      case LegalPage.Signature s -> {
        XWPFParagraph organ = paragraph(s.organ(), Typeface.FANGSONG, 32, ParagraphAlignment.RIGHT);
        organ.setSpacingBefore(2 * LINE);
        organ.setKeepNext(true);
        organ.setIndentationRight(2 * CHARACTER);
        paragraph(s.date(), Typeface.FANGSONG, 32, ParagraphAlignment.RIGHT).setIndentationRight(4 * CHARACTER);
      }
      case LegalPage.Grid g -> DocxGrid.write(word, g);
      case LegalPage.Picture p -> picture(p);
      case LegalPage.Attachment a -> throw new IllegalStateException("attachment should begin a section, was: " + a);
    }
  }

  private XWPFParagraph paragraph(String text, Typeface face, int halfPoints, ParagraphAlignment align) {
    XWPFParagraph p = aligned(word.createParagraph(), align);
    run(p, text, face, halfPoints);
    return p;
  }

  private static XWPFParagraph aligned(XWPFParagraph p, ParagraphAlignment align) {
    p.setAlignment(align);
    return p;
  }

  private static XWPFParagraph indented(XWPFParagraph p) {
    // In characters for Word, in twips for who does not know them.
    p.setIndentationFirstLine(2 * CHARACTER);
    p.getCTP().getPPr().getInd().setFirstLineChars(BigInteger.valueOf(200));
    // No punctuation beyond the 28th character: not every program prints it there.
    p.getCTP().getPPr().addNewOverflowPunct().setVal(false);
    return p;
  }

  static XWPFRun run(XWPFParagraph p, String text, Typeface face, int halfPoints) {
    XWPFRun run = p.createRun();
    List<String> lines = LegalPage.clean(text).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        run.addBreak();
      }
      run.setText(lines.get(i));
    }
    style(run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr(), face, halfPoints);
    return run;
  }

  private static void style(CTRPr style, Typeface face, int halfPoints) {
    CTFonts fonts = style.addNewRFonts();
    fonts.setEastAsia(face.wordName());
    fonts.setAscii(face == Typeface.HEITI ? face.wordName() : "Times New Roman");
    fonts.setHAnsi(face == Typeface.HEITI ? face.wordName() : "Times New Roman");
    style.addNewSz().setVal(BigInteger.valueOf(halfPoints));
    style.addNewSzCs().setVal(BigInteger.valueOf(halfPoints));
    if (halfPoints == 32) {
      style.addNewSpacing().setVal(BigInteger.valueOf(-5));
    }
  }

  /** Ends a section; the letter's head stays with the first, what follows has ordinary first pages. */
  private void endSection(CTSectPr body) {
    XWPFParagraph last = word.createParagraph();
    // It only carries the section, and must not need a page for itself.
    last.setSpacingBetween(1, LineSpacingRule.EXACT);
    last.getCTP().getPPr().addNewSnapToGrid().setVal(false);
    CTSectPr own = (last.getCTP().isSetPPr() ? last.getCTP().getPPr() : last.getCTP().addNewPPr()).addNewSectPr();
    own.set(body);
    shape(own, wide);
    if (body.isSetTitlePg()) {
      body.unsetTitlePg();
    }
  }

  private static void shape(CTSectPr section, boolean wide) {
    CTPageSz size = section.addNewPgSz();
    size.setW(BigInteger.valueOf(wide ? 16838 : 11906));
    size.setH(BigInteger.valueOf(wide ? 11906 : 16838));
    CTPageMar margin = section.addNewPgMar();
    if (wide) {
      size.setOrient(STPageOrientation.LANDSCAPE);
      margins(margin, 26, 20, 24, 20, 12);
    } else {
      margins(margin, 37, 26, 35, 28, 20);
      CTDocGrid grid = section.addNewDocGrid();
      grid.setType(STDocGrid.LINES);
      grid.setLinePitch(BigInteger.valueOf(LINE));
    }
  }

  /** In mm; {@code edge} is from the paper's edge to header and footer, where a letter has its lower red line. */
  private static void margins(CTPageMar margin, int top, int right, int bottom, int left, int edge) {
    margin.setTop(BigInteger.valueOf(twips(top)));
    margin.setRight(BigInteger.valueOf(twips(right)));
    margin.setBottom(BigInteger.valueOf(twips(bottom)));
    margin.setLeft(BigInteger.valueOf(twips(left)));
    margin.setHeader(BigInteger.valueOf(twips(edge)));
    margin.setFooter(BigInteger.valueOf(twips(edge)));
    margin.setGutter(BigInteger.ZERO);
  }

  static int twips(double millimetres) {
    return (int) Math.round(millimetres / 25.4 * 1440);
  }
}
