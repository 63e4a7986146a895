package cn.qingzheng.console.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of several series over time, drawn by the server as SVG. Series differ by pattern and each column bears its
 * number, so that it can be read without colours.
 */
record TrendChart(int width, int height, List<Column> columns, List<Label> labels, List<Integer> lines) {
  private static final int HEIGHT = 220;
  private static final int TOP = 22;
  private static final int BOTTOM = 26;
  private static final int GROUP = 78;
  private static final int BAR = 18;
  private static final int GAP = 3;
  private static final int LEFT = 8;

  /** @param style of its series: a class of the style sheet */
  record Column(int x, int y, int width, int height, String style, long value, String tip) {
    public int middle() {
      return x + width / 2;
    }

    public int above() {
      return y - 5;
    }
  }

  record Label(int x, String text) {}

  /** @param values of each series at that point */
  record Point(String label, List<Long> values) {}

  /** @param series their names, in order; at most three */
  static TrendChart of(List<String> series, List<Point> points) {
    long most = Math.max(1, points.stream().flatMap(p -> p.values().stream()).mapToLong(Long::longValue).max().orElse(1));
    int ground = HEIGHT - BOTTOM;
    List<Column> columns = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      int left = LEFT + i * GROUP;
      labels.add(new Label(left + series.size() * (BAR + GAP) / 2, p.label()));
      for (int s = 0; s < series.size(); s++) {
        long value = p.values().get(s);
        // What is there is seen, however little.
        int high = value == 0 ? 0 : (int) Math.max(2, value * (ground - TOP) / most);
        columns.add(new Column(
            left + s * (BAR + GAP), ground - high, BAR, high, "series" + (s + 1), value, p.label() + " " + series.get(s) + " " + value));
      }
    }
    return new TrendChart(LEFT * 2 + points.size() * GROUP, HEIGHT, columns, labels, List.of(ground));
  }
}
