package cn.qingzheng.analyzer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an evaluation measured.
 *
 * @param lexical occurrences found, by class of the samples
 * @param violations findings proposed, by class
 * @param alarms samples with false alarms, by class
 * @param mistakes every miss and false alarm
 * @param pagesRight pages on which everything is as labelled
 * @param kindsRight pages of the right kind, of {@code kinds} whose label says the kind
 */
public record EvaluationReport(
    Map<String, Counts> lexical, Map<String, Counts> violations, Map<String, Alarms> alarms, List<String> mistakes,
    int pagesRight, int pages, int kindsRight, int kinds) {
  public EvaluationReport {
    lexical = new TreeMap<>(lexical);
    violations = new TreeMap<>(violations);
    alarms = new TreeMap<>(alarms);
    mistakes = List.copyOf(mistakes);
  }

  /** @param right found and labelled; @param wrong found, not labelled; @param missed labelled, not found */
  public record Counts(int right, int wrong, int missed) {
    Counts plus(Counts other) {
      return new Counts(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /** 1 if nothing was found. */
    public double precision() {
      return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    /** 1 if there was nothing to find. */
    public double recall() {
      return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    public double f1() {
      return 2 * right + wrong + missed == 0 ? 1 : 2.0 * right / (2.0 * right + wrong + missed);
    }
  }

  /** Samples of a class, and how many of them have at least one false occurrence, or false finding. */
  public record Alarms(int samples, int lexical, int violations) {}

  /** Lower and upper bound of a rate, 95 %, by Wilson's score. */
  public static double[] wilson(int right, int all) {
    if (all == 0) {
      return new double[] {0, 1};
    }
    double z = 1.959964;
    double p = (double) right / all;
    double centre = p + z * z / (2 * all);
    double spread = z * Math.sqrt(p * (1 - p) / all + z * z / (4.0 * all * all));
    double scale = 1 + z * z / all;
    return new double[] {Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)};
  }

  public Counts lexicalTotal() {
    return total(lexical);
  }

  public Counts violationTotal() {
    return total(violations);
  }

  private static Counts total(Map<String, Counts> counts) {
    return counts.values().stream().reduce(new Counts(0, 0, 0), Counts::plus);
  }

  /** Share of the samples of a class with a false finding; 0 if there is no such sample. */
  public double falseFindings(String kind) {
    Alarms a = alarms.getOrDefault(kind, new Alarms(0, 0, 0));
    return a.samples() == 0 ? 0 : (double) a.violations() / a.samples();
  }

  /** Share of the samples of a class with a false occurrence; 0 if there is no such sample. */
  public double falseOccurrences(String kind) {
    Alarms a = alarms.getOrDefault(kind, new Alarms(0, 0, 0));
    return a.samples() == 0 ? 0 : (double) a.lexical() / a.samples();
  }

  /** The whole as a table for people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    line(out, "字样命中", lexicalTotal());
    line(out, "候选判定", violationTotal());
    if (pages > 0) {
      out.append(String.format(Locale.ROOT, "页面    全部符合 %d / %d，类型符合 %d / %d%n", pagesRight, pages, kindsRight, kinds));
    }
    out.append(String.format(Locale.ROOT, "%n%-14s %5s  %-22s  %-22s  %s%n", "类别", "样本", "字样 准确/召回/F1", "候选 准确/召回/F1", "有误报的样本 字样/候选"));
    TreeSet<String> kinds = new TreeSet<>(lexical.keySet());
    kinds.addAll(alarms.keySet());
    kinds.addAll(violations.keySet());
    for (String kind : kinds) {
      Alarms a = alarms.getOrDefault(kind, new Alarms(0, 0, 0));
      out.append(String.format(Locale.ROOT, "%-14s %5d  %-22s  %-22s  %d / %d%n", kind, a.samples(),
          brief(lexical.get(kind)), brief(violations.get(kind)), a.lexical(), a.violations()));
    }
    if (!mistakes.isEmpty()) {
      out.append(String.format(Locale.ROOT, "%n不符合之处 %d 条%n", mistakes.size()));
      mistakes.forEach(m -> out.append("  ").append(m).append(System.lineSeparator()));
    }
    return out.toString();
  }

  private static String brief(Counts c) {
    return c == null ? "–" : String.format(Locale.ROOT, "%.3f / %.3f / %.3f", c.precision(), c.recall(), c.f1());
  }

  private static void line(StringBuilder out, String name, Counts c) {
    double[] p = wilson(c.right(), c.right() + c.wrong());
    double[] r = wilson(c.right(), c.right() + c.missed());
    out.append(String.format(Locale.ROOT,
        "%s  准确率 %.3f [%.3f, %.3f]  召回率 %.3f [%.3f, %.3f]  F1 %.3f  （对 %d，误 %d，漏 %d）%n", name, c.precision(), p[0],
        p[1], c.recall(), r[0], r[1], c.f1(), c.right(), c.wrong(), c.missed()));
  }
}
