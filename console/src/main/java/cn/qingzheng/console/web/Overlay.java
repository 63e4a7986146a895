package cn.qingzheng.console.web;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A screenshot with the places of the hits, drawn by the browser: each place leads to the words in the text and back.
 *
 * @param width of the picture in its own pixels
 */
record Overlay(int width, int height, List<Mark> marks) {
  /** So far around the words that the box does not cover them. */
  private static final int AWAY = 3;

  private static final int LABEL = 18;

  /**
   * @param anchor of the hit in the text
   * @param first whether it is the first place of its hit, which bears its number
   */
  record Mark(int number, String anchor, boolean candidate, boolean first, int x, int y, int width, int height) {
    public int labelX() {
      return Math.max(0, x);
    }

    public int labelY() {
      return Math.max(0, y - LABEL);
    }

    public int labelWidth() {
      return 10 + 9 * Integer.toString(number).length();
    }
  }

  /** Whether a hit has a place on the picture. */
  public boolean shows(String anchor) {
    return marks.stream().anyMatch(m -> m.anchor().equals(anchor));
  }

  /** Empty if the picture cannot be measured. */
  static Optional<Overlay> of(Path png, List<CaptureRoom.Box> boxes) {
    Optional<Dimension> size = size(png);
    return size.map(s -> new Overlay(s.width, s.height, marks(boxes)));
  }

  private static List<Mark> marks(List<CaptureRoom.Box> boxes) {
    java.util.Set<Integer> seen = new java.util.HashSet<>();
    return boxes.stream()
        .map(b -> new Mark(
            b.number(), MarkedText.anchor(b.start()), b.candidate(), seen.add(b.number()), b.x() - AWAY, b.y() - AWAY, b.width() + 2 * AWAY,
            b.height() + 2 * AWAY))
        .toList();
  }

  /** From the head of the file, without reading the picture. */
  private static Optional<Dimension> size(Path png) {
    try (ImageInputStream in = ImageIO.createImageInputStream(png.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      reader.setInput(in);
      Dimension size = new Dimension(reader.getWidth(0), reader.getHeight(0));
      reader.dispose();
      return Optional.of(size);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
