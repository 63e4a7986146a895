package cn.qingzheng.casework;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Draws the test seal: a red ring with the organ's name round a star, and 测试专用 where an organ's seal has nothing. */
final class SealImage {
  private static final int SIZE = 496;
  private static final Color RED = new Color(0xD0, 0x10, 0x10);

  private SealImage() {}

  static byte[] png(String organ) throws IOException {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D ink = image.createGraphics();
    try {
      ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      ink.setColor(RED);
      ink.setStroke(new BasicStroke(13));
      ink.draw(new Ellipse2D.Double(9, 9, SIZE - 18.0, SIZE - 18.0));
      ink.fill(star());
      Font font = font();
      round(ink, font, organ);
      below(ink, font.deriveFont(44f), "测试专用");
    } finally {
      ink.dispose();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static Font font() throws IOException {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(Typeface.XIAOBIAOSONG.bytes()));
    } catch (FontFormatException e) {
      throw new IOException("shipped font should be readable", e);
    }
  }

  private static Path2D star() {
    Path2D star = new Path2D.Double();
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? 74 : 28;
      double angle = Math.PI * i / 5 - Math.PI / 2;
      double x = SIZE / 2.0 + radius * Math.cos(angle);
      double y = SIZE / 2.0 - 12 + radius * Math.sin(angle);
      if (i == 0) {
        star.moveTo(x, y);
      } else {
        star.lineTo(x, y);
      }
    }
    star.closePath();
    return star;
  }

  /** The name along the ring, from lower left over the top to lower right. */
  private static void round(Graphics2D ink, Font font, String organ) {
    int[] characters = organ.codePoints().toArray();
    float size = (float) Math.min(62, 2 * Math.PI * 185 * 0.74 / Math.max(1, characters.length) * 0.98);
    ink.setFont(font.deriveFont(size));
    double span = Math.min(Math.toRadians(264), Math.toRadians(22) * Math.max(1, characters.length - 1.0));
    AffineTransform before = ink.getTransform();
    for (int i = 0; i < characters.length; i++) {
      double angle = characters.length == 1 ? 0 : -span / 2 + span * i / (characters.length - 1);
      String one = new String(Character.toChars(characters[i]));
      ink.translate(SIZE / 2.0, SIZE / 2.0);
      ink.rotate(angle);
      ink.drawString(one, -ink.getFontMetrics().stringWidth(one) / 2f, -185 + size * 0.36f - 6);
      ink.setTransform(before);
    }
  }

  private static void below(Graphics2D ink, Font font, String text) {
    ink.setFont(font);
    ink.drawString(text, SIZE / 2f - ink.getFontMetrics().stringWidth(text) / 2f, SIZE * 0.81f);
  }
}
