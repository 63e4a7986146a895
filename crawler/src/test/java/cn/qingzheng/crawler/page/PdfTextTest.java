package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PdfTextTest {
  private static final Path FONT =
      Path.of(System.getProperty("qingzheng.root"), "casework/src/main/resources/fonts/NotoSansSC_400Regular.ttf");

  private static byte[] pdf(List<List<String>> pages, String password) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle("招生简章");
      PDType0Font font = PDType0Font.load(document, Files.newInputStream(FONT), true);
      for (List<String> lines : pages) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.setFont(font, 14);
          content.beginText();
          content.newLineAtOffset(60, 700);
          content.setLeading(20);
          for (String line : lines) {
            content.showText(line);
            content.newLine();
          }
          content.endText();
        }
      }
      if (!password.isEmpty()) {
        document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  @Test
  void chinese_text_is_read_page_by_page_and_a_word_broken_over_lines_is_whole() throws IOException {
    PdfText.Read read = PdfText.html(pdf(List.of(List.of("本校颁发国家职业资", "格证书，签约包过"), List.of("第二页")), ""));
    Document html = Jsoup.parse(new String(read.html(), StandardCharsets.UTF_8));
    assertEquals("招生简章", html.title());
    assertEquals(2, html.select("section").size());
    assertEquals("本校颁发国家职业资格证书，签约包过", html.selectFirst("section p").text());
    assertFalse(read.cut() || read.empty());
  }

  @Test
  void a_file_of_pictures_has_no_words() throws IOException {
    assertTrue(PdfText.html(pdf(List.of(List.of()), "")).empty());
  }

  @Test
  void what_cannot_be_read_says_why() throws IOException {
    refused(pdf(List.of(List.of("字")), "secret"), "口令");
    refused("%PDF-1.7\nnothing".getBytes(StandardCharsets.UTF_8), "损坏");
    byte[] whole = pdf(List.of(List.of("字")), "");
    assertTrue(PdfText.looksLike(whole));
    assertFalse(PdfText.looksLike("<html>".getBytes(StandardCharsets.UTF_8)));
  }

  /** A page of a gigabyte out of one megabyte costs that file, and neither memory nor the machine's time. */
  @Test
  void a_file_that_unfolds_without_end_costs_itself_only() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bomb)) {
      byte[] zeros = "[(a)] TJ ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 1200; i++) {
        out.write(zeros);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(
        ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
                + bomb.size() + ">>stream\n").getBytes(StandardCharsets.US_ASCII));
    bomb.writeTo(file);
    file.write("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF".getBytes(StandardCharsets.US_ASCII));
    String said = assertThrows(PdfText.UnreadablePdfException.class, () -> PdfText.html(file.toByteArray(), Duration.ofSeconds(10))).getMessage();
    assertTrue(said.contains("过大") || said.contains("用时"), said);
  }

  private static void refused(byte[] pdf, String why) {
    String said = assertThrows(PdfText.UnreadablePdfException.class, () -> PdfText.html(pdf)).getMessage();
    assertTrue(said.contains(why), said);
  }
}
