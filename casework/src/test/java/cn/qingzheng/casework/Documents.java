package cn.qingzheng.casework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/** Opens what was written, as a reader would. */
final class Documents {
  private Documents() {}

  static String pdfText(Path file) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  /** Without white space, which extraction puts where lines and cells end. */
  static String packed(String text) {
    return text.replaceAll("[\\s\\u3000]+", "");
  }

  /** Names of fonts that are used and not inside the file; and how many fonts there are. */
  record Fonts(Set<String> embedded, Set<String> missing) {}

  static Fonts fonts(Path file) throws IOException {
    Fonts out = new Fonts(new HashSet<>(), new HashSet<>());
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      for (PDPage page : pdf.getPages()) {
        PDResources resources = page.getResources();
        for (COSName name : resources.getFontNames()) {
          PDFont font = resources.getFont(name);
          (font.isEmbedded() ? out.embedded : out.missing).add(font.getName());
        }
      }
    }
    return out;
  }

  static String metadata(Path file) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file.toFile());
        InputStream in = pdf.getDocumentCatalog().getMetadata().createInputStream()) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** The cells of a table as they lie in the file, row by row; covered ones are empty. */
  static List<List<String>> cells(XWPFTable table) {
    List<List<String>> out = new ArrayList<>();
    for (XWPFTableRow row : table.getRows()) {
      out.add(row.getTableCells().stream().map(c -> c.getText()).toList());
    }
    return out;
  }

  static XWPFDocument docx(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new XWPFDocument(in);
    }
  }

  static List<String> paragraphs(XWPFDocument docx) {
    return docx.getParagraphs().stream().map(XWPFParagraph::getText).filter(t -> !t.isBlank()).toList();
  }
}
