package cn.qingzheng.crawler.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The process that {@link PdfText} starts: reads one file, writes one, and says by its end what came of it. */
final class PdfWorker {
  static final int DONE = 0;
  /** As {@link #DONE}, but there was more than is read. */
  static final int CUT = 10;
  static final int PASSWORD = 11;
  static final int DAMAGED = 12;
  static final int TOO_LARGE = 13;
  /** Said by nobody but the one who waited. */
  static final int TOO_LONG = 14;

  private static final int MOST_PAGES = 1000;
  /** Between two of these a line break means nothing: Chinese is written without blanks. */
  private static final String CHINESE = "[\\p{IsHan}，。；：、！？（）【】《》“”]";
  private static final Pattern BROKEN = Pattern.compile("(?<=" + CHINESE + ")[ \\t]*\\R[ \\t]*(?=" + CHINESE + ")");

  private PdfWorker() {}

  /** @param args the PDF file, and where to write the HTML */
  public static void main(String[] args) {
    System.exit(run(Path.of(args[0]), Path.of(args[1])));
  }

  static int run(Path in, Path out) {
    try (PDDocument document = Loader.loadPDF(in.toFile())) {
      Document html = Document.createShell("");
      html.charset(StandardCharsets.UTF_8);
      html.outputSettings().prettyPrint(false);
      html.title(Optional.ofNullable(document.getDocumentInformation().getTitle()).orElse("").strip());
      int pages = document.getNumberOfPages();
      int text = 0;
      int page = 0;
      while (page < Math.min(pages, MOST_PAGES) && text < PageReader.MAX_TEXT) {
        text += page(document, ++page, html.body().appendElement("section"));
      }
      Files.writeString(out, html.outerHtml(), StandardCharsets.UTF_8);
      return page < pages ? CUT : DONE;
    } catch (InvalidPasswordException e) {
      return PASSWORD;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return TOO_LARGE;
    } catch (IOException | RuntimeException e) {
      return DAMAGED;
    }
  }

  private static int page(PDDocument document, int number, Element section) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    stripper.setParagraphEnd("\n\n");
    stripper.setLineSeparator("\n");
    String text = stripper.getText(document);
    for (String paragraph : text.split("\\n\\s*\\n")) {
      String joined = BROKEN.matcher(paragraph.strip()).replaceAll("");
      if (!joined.isBlank()) {
        section.appendElement("p").text(joined);
      }
    }
    return text.length();
  }
}
