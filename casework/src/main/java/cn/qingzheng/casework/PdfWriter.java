package cn.qingzheng.casework;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Writes a {@link LegalPage} as PDF/A-2b with its fonts inside. */
final class PdfWriter {
  private static final float MM = 72 / 25.4f;
  /** Where the red lines of a letter stand, in mm: 170 wide, centred; the lower one 20 above the foot. */
  private static final float RULE_LEFT = 20;
  private static final float RULE_WIDTH = 170;
  private static final float TOP_RULE = PdfPage.LETTERHEAD_TOP + PdfPage.LETTERHEAD_HEIGHT;
  private static final float BOTTOM_RULE = 297 - 20;

  private PdfWriter() {}

  static void write(LegalPage page, Path file) throws IOException {
    try (FontSet fonts = new FontSet()) {
      String html = PdfPage.html(page, fonts);
      byte[] rendered = render(html, fonts);
      try (PDDocument pdf = Loader.loadPDF(rendered)) {
        if (page.letterhead().isPresent()) {
          rules(pdf);
        }
        Set<Integer> used = html.codePoints().boxed().collect(Collectors.toSet());
        new ToUnicodeRepair(fonts, used).repair(pdf);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.save(out);
        Files.write(file, out.toByteArray());
      }
    }
  }

  private static byte[] render(String html, FontSet fonts) throws IOException {
    // It tells of every font it loads.
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    PdfRendererBuilder builder = new PdfRendererBuilder();
    for (Typeface face : Typeface.values()) {
      builder.useFont(() -> fonts.open(face), face.name());
    }
    builder.usePdfAConformance(PdfAConformance.PDFA_2_B);
    builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    builder.withProducer("Qingzheng");
    builder.withHtmlContent(html, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    builder.toStream(out);
    builder.run();
    return out.toByteArray();
  }

  /** 上粗下细 under the organ's name, 上细下粗 near the foot, on the first page only. */
  private static void rules(PDDocument pdf) throws IOException {
    PDPage first = pdf.getPage(0);
    try (PDPageContentStream ink =
        new PDPageContentStream(pdf, first, PDPageContentStream.AppendMode.APPEND, true, true)) {
      ink.setNonStrokingColor(1f, 0f, 0f);
      rule(ink, TOP_RULE, 1.0f);
      rule(ink, TOP_RULE + 1.5f, 0.35f);
      rule(ink, BOTTOM_RULE - 0.85f, 0.35f);
      rule(ink, BOTTOM_RULE, 1.0f);
    }
  }

  /** @param top mm from the upper edge */
  private static void rule(PDPageContentStream ink, float top, float height) throws IOException {
    ink.addRect(RULE_LEFT * MM, (297 - top - height) * MM, RULE_WIDTH * MM, height * MM);
    ink.fill();
  }
}
