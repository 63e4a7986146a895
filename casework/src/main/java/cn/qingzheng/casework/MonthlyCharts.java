package cn.qingzheng.casework;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Charts that say the same on a grey print: series differ by pattern, by shape and by dashes, never by colour alone, and
 * every bar and point bears its figure.
 */
final class MonthlyCharts {
  private static final int WIDTH = 936;
  private static final int HEIGHT = 468;
  private static final int SCALE = 2;
  private static final Color INK = new Color(0x20, 0x20, 0x20);

  private final Font font = font();

  /** @param series values by name, as many as there are categories */
  record Data(String title, List<String> categories, Map<String, List<Long>> series) {}

  byte[] lines(Data data) {
    JFreeChart chart = ChartFactory.createLineChart(data.title(), null, null, dataset(data), PlotOrientation.VERTICAL, true, false, false);
    themed(chart);
    LineAndShapeRenderer lines = new LineAndShapeRenderer(true, true);
    List<Shape> shapes = List.of(new Ellipse2D.Double(-5, -5, 10, 10), new Rectangle2D.Double(-5, -5, 10, 10), triangle());
    List<float[]> dashes = List.of(new float[] {1, 0}, new float[] {9, 5}, new float[] {2, 4});
    for (int i = 0; i < data.series().size(); i++) {
      lines.setSeriesPaint(i, INK);
      lines.setSeriesShape(i, shapes.get(i % shapes.size()));
      lines.setSeriesFillPaint(i, i % 2 == 0 ? INK : Color.WHITE);
      lines.setSeriesStroke(i, new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.get(i % dashes.size()), 0));
    }
    lines.setUseFillPaint(true);
    lines.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator());
    lines.setDefaultItemLabelFont(font.deriveFont(15f));
    lines.setDefaultItemLabelsVisible(true);
    chart.getCategoryPlot().setRenderer(lines);
    return png(chart);
  }

  byte[] bars(Data data) {
    JFreeChart chart = ChartFactory.createBarChart(data.title(), null, null, dataset(data), PlotOrientation.VERTICAL, true, false, false);
    themed(chart);
    BarRenderer bars = (BarRenderer) chart.getCategoryPlot().getRenderer();
    bars.setBarPainter(new StandardBarPainter());
    bars.setShadowVisible(false);
    bars.setDrawBarOutline(true);
    bars.setItemMargin(0.05);
    bars.setMaximumBarWidth(0.08);
    List<Paint> patterns = List.of(new Color(0x5a, 0x5a, 0x5a), hatch(), Color.WHITE);
    for (int i = 0; i < data.series().size(); i++) {
      bars.setSeriesPaint(i, patterns.get(i % patterns.size()));
      bars.setSeriesOutlinePaint(i, INK);
    }
    bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator());
    bars.setDefaultItemLabelFont(font.deriveFont(15f));
    bars.setDefaultItemLabelsVisible(true);
    chart.getCategoryPlot().getDomainAxis().setCategoryLabelPositions(
        data.categories().size() > 5 ? CategoryLabelPositions.UP_45 : CategoryLabelPositions.STANDARD);
    chart.getCategoryPlot().getDomainAxis().setMaximumCategoryLabelLines(2);
    return png(chart);
  }

  private static DefaultCategoryDataset dataset(Data data) {
    DefaultCategoryDataset out = new DefaultCategoryDataset();
    data.series().forEach(
        (name, values) -> {
          for (int i = 0; i < values.size(); i++) {
            out.addValue(values.get(i), name, data.categories().get(i));
          }
        });
    return out;
  }

  private void themed(JFreeChart chart) {
    StandardChartTheme theme = new StandardChartTheme("print");
    theme.setExtraLargeFont(font.deriveFont(22f));
    theme.setLargeFont(font.deriveFont(17f));
    theme.setRegularFont(font.deriveFont(16f));
    theme.setSmallFont(font.deriveFont(15f));
    theme.setPlotBackgroundPaint(Color.WHITE);
    theme.setRangeGridlinePaint(new Color(0xb0, 0xb0, 0xb0));
    theme.apply(chart);
    CategoryPlot plot = chart.getCategoryPlot();
    plot.setOutlineVisible(false);
    NumberAxis axis = (NumberAxis) plot.getRangeAxis();
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    axis.setUpperMargin(0.15);
    axis.setAutoRangeMinimumSize(4);
    chart.getLegend().setItemFont(font.deriveFont(16f));
  }

  private static byte[] png(JFreeChart chart) {
    BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D ink = image.createGraphics();
    try {
      ink.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      ink.transform(AffineTransform.getScaleInstance(SCALE, SCALE));
      chart.draw(ink, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    } finally {
      ink.dispose();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Paint hatch() {
    BufferedImage tile = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    Graphics2D ink = tile.createGraphics();
    ink.setColor(Color.WHITE);
    ink.fillRect(0, 0, 8, 8);
    ink.setColor(INK);
    for (int i = -8; i <= 8; i += 8) {
      ink.drawLine(i, 8, i + 8, 0);
    }
    ink.dispose();
    return new TexturePaint(tile, new Rectangle2D.Double(0, 0, 8, 8));
  }

  private static Shape triangle() {
    Path2D out = new Path2D.Double();
    out.moveTo(0, -6);
    out.lineTo(6, 5);
    out.lineTo(-6, 5);
    out.closePath();
    return out;
  }

  private static Font font() {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(Typeface.HEITI.bytes()));
    } catch (FontFormatException | IOException e) {
      throw new IllegalStateException("shipped font should be readable", e);
    }
  }
}
