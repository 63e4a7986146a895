package cn.qingzheng.evidence;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The screenshot with the boxes of the hits drawn over it, each with the hit's number. */
final class HitsOverlay {
  private static final Color CANDIDATE = new Color(0xd0, 0x00, 0x00);
  private static final Color MENTION = new Color(0x60, 0x60, 0x60);
  private static final int AWAY = 3;
  private static final int DOT = 3;
  /** Five rows of three dots for each digit; a server may have no font at all. */
  private static final int[] DIGITS = {
    0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111, 0b101_101_111_001_001,
    0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010, 0b111_101_111_101_111, 0b111_101_111_001_111
  };

  private HitsOverlay() {}

  /** @param number of the hit in {@code hits.json} */
  record Marked(int number, boolean candidate, List<Recapture.Box> boxes) {}

  static byte[] draw(Path screenshot, List<Marked> marks) throws IOException {
    BufferedImage picture;
    try (InputStream in = Files.newInputStream(screenshot)) {
      BufferedImage read = ImageIO.read(in);
      if (read == null) {
        throw new IOException("截图无法读取：" + screenshot.getFileName());
      }
      picture = opaque(read);
    }
    Graphics2D ink = picture.createGraphics();
    for (Marked m : marks) {
      ink.setColor(m.candidate() ? CANDIDATE : MENTION);
      ink.setStroke(new BasicStroke(2));
      m.boxes().forEach(b -> ink.drawRect(b.x() - AWAY, b.y() - AWAY, b.width() + 2 * AWAY, b.height() + 2 * AWAY));
      if (!m.boxes().isEmpty()) {
        number(ink, m, m.boxes().get(0));
      }
    }
    ink.dispose();
    return png(picture);
  }

  private static BufferedImage opaque(BufferedImage read) {
    if (read.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      return read;
    }
    BufferedImage copy = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D ink = copy.createGraphics();
    ink.drawImage(read, 0, 0, Color.WHITE, null);
    ink.dispose();
    return copy;
  }

  private static void number(Graphics2D ink, Marked m, Recapture.Box box) {
    String digits = Integer.toString(m.number());
    int width = digits.length() * 4 * DOT + DOT;
    int height = 7 * DOT;
    int left = Math.max(0, box.x() - AWAY);
    int top = Math.max(0, box.y() - AWAY - height);
    ink.fillRect(left, top, width, height);
    ink.setColor(Color.WHITE);
    for (int i = 0; i < digits.length(); i++) {
      int dots = DIGITS[digits.charAt(i) - '0'];
      for (int dot = 0; dot < 15; dot++) {
        if ((dots >> (14 - dot) & 1) == 1) {
          ink.fillRect(left + DOT + (i * 4 + dot % 3) * DOT, top + DOT + dot / 3 * DOT, DOT, DOT);
        }
      }
    }
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), "png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam fast = writer.getDefaultWriteParam();
      fast.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      // Little larger, in half of the time.
      fast.setCompressionQuality(0.9f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), fast);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
