package cn.qingzheng.analyzer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What other wordlists would change on the same samples.
 *
 * @param mended mistakes that the other wordlists do not make
 * @param broken mistakes that only they make
 */
public record EvaluationComparison(
    EvaluationReport now, EvaluationReport other, List<String> mended, List<String> broken) {
  public EvaluationComparison {
    mended = List.copyOf(mended);
    broken = List.copyOf(broken);
  }

  /** @param other of the same samples */
  public static EvaluationComparison of(EvaluationReport now, EvaluationReport other) {
    return new EvaluationComparison(now, other, without(now.mistakes(), other.mistakes()), without(other.mistakes(), now.mistakes()));
  }

  private static List<String> without(List<String> these, List<String> those) {
    Set<String> known = those.stream().map(EvaluationComparison::what).collect(Collectors.toSet());
    return these.stream().filter(m -> !known.contains(what(m))).toList();
  }

  /** The mistake without the explanation behind it, which another rule may word differently. */
  private static String what(String mistake) {
    int explanation = mistake.indexOf(" | ");
    return explanation < 0 ? mistake : mistake.substring(0, explanation);
  }

  /** The comparison for people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    line(out, "字样命中", now.lexicalTotal(), other.lexicalTotal());
    line(out, "候选判定", now.violationTotal(), other.violationTotal());
    if (now.pages() > 0) {
      out.append(String.format(Locale.ROOT, "页面    全部符合 %d → %d / %d%n", now.pagesRight(), other.pagesRight(), now.pages()));
    }
    list(out, "对照词表改正", mended);
    list(out, "对照词表新错", broken);
    return out.toString();
  }

  private static void line(StringBuilder out, String name, EvaluationReport.Counts a, EvaluationReport.Counts b) {
    out.append(String.format(Locale.ROOT, "%s  准确率 %.3f → %.3f  召回率 %.3f → %.3f  F1 %.3f → %.3f%n", name, a.precision(),
        b.precision(), a.recall(), b.recall(), a.f1(), b.f1()));
  }

  private static void list(StringBuilder out, String title, List<String> mistakes) {
    out.append(String.format(Locale.ROOT, "%n%s %d 处%n", title, mistakes.size()));
    mistakes.forEach(m -> out.append("  ").append(m).append(System.lineSeparator()));
  }
}
