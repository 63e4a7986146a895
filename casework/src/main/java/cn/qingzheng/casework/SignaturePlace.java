package cn.qingzheng.casework;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Where the organ's name stands over the date: there the seal is pressed (GB/T 9704-2012, 7.3.5.4). */
final class SignaturePlace extends PDFTextStripper {
  private final List<Line> lines = new ArrayList<>();

  private record Line(String text, int page, float left, float right, float baseline) {}

  /**
   * @param page from 1
   * @param x of the middle of the name, points from the left
   * @param y between name and date, points from the top
   */
  record Point(int page, float x, float y) {}

  private SignaturePlace() throws IOException {
    setSortByPosition(true);
  }

  /** The last place where the name is followed by the date. */
  static Optional<Point> find(byte[] pdf, String organ, String date) throws IOException {
    SignaturePlace stripper = new SignaturePlace();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      stripper.getText(document);
    }
    Optional<Point> found = Optional.empty();
    for (int i = 0; i + 1 < stripper.lines.size(); i++) {
      Line name = stripper.lines.get(i);
      Line below = stripper.lines.get(i + 1);
      if (name.text.equals(organ) && below.text.equals(date) && name.page == below.page) {
        found = Optional.of(new Point(name.page, (name.left + name.right) / 2, (name.baseline + below.baseline) / 2 - 5));
      }
    }
    return found;
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    String bare = text.replaceAll("[\\s\\u3000]+", "");
    List<TextPosition> shown = positions.stream().filter(p -> !p.getUnicode().isBlank()).toList();
    if (!bare.isEmpty() && !shown.isEmpty()) {
      TextPosition last = shown.get(shown.size() - 1);
      lines.add(
          new Line(
              bare, getCurrentPageNo(), shown.get(0).getXDirAdj(), last.getXDirAdj() + last.getWidthDirAdj(), last.getYDirAdj()));
    }
  }
}
