package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  @TempDir Path folder;

  private static String page(Path file, int number) throws Exception {
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(number);
      stripper.setEndPage(number);
      return stripper.getText(pdf);
    }
  }

  @Test
  void a_full_page_has_22_lines_of_28_characters() throws Exception {
    LegalPage letter =
        new LegalPage(
            "版面", false, Optional.of(new LegalPage.Letterhead("海棠市人力资源和社会保障局", "海人社函〔2026〕1号")), Optional.empty(), "",
            List.of(new LegalPage.Paragraph("测".repeat(28 * 60))));
    Path file = folder.resolve("letter.pdf");
    PdfWriter.write(letter, file);
    List<String> lines = page(file, 2).lines().filter(l -> l.startsWith("测")).map(String::strip).toList();
    assertEquals(22, lines.size());
    assertTrue(lines.stream().allMatch(l -> l.length() == 28), lines.toString());
    assertTrue(page(file, 2).contains("— 2 —"));
    assertTrue(!page(file, 1).contains("—"), "the first page of a letter shows no number");
  }

  @Test
  void the_head_of_a_long_table_is_repeated_and_a_row_stays_whole() throws Exception {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(List.of(LegalPage.Cell.head("序号", 1, 1), LegalPage.Cell.head("网址", 1, 1)));
    for (int i = 1; i <= 60; i++) {
      rows.add(List.of(LegalPage.Cell.centre("第" + i + "行"), LegalPage.Cell.left("https://x.example/" + "a".repeat(150) + "终" + i)));
    }
    Path file = folder.resolve("table.pdf");
    PdfWriter.write(
        new LegalPage("表", true, Optional.empty(), Optional.of("草稿"), "页脚", List.of(new LegalPage.Grid(List.of(30, 60), 1, 18, rows))),
        file);
    int pages;
    try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
      pages = pdf.getNumberOfPages();
    }
    assertTrue(pages > 3, "was: " + pages);
    for (int i = 1; i <= pages; i++) {
      String text = Documents.packed(page(file, i));
      assertTrue(text.contains("序号网址") && text.contains("草稿") && text.contains("页脚"), text);
      assertEquals(text.split("第\\d+行", -1).length, text.split("终\\d+", -1).length, "each row begins and ends on one page");
    }
  }
}
