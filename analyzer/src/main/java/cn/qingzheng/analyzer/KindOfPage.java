package cn.qingzheng.analyzer;

import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The kind of a page and what spoke for and against it.
 *
 * @param reasons the sum first, then each feature that counted, the heaviest first
 */
record KindOfPage(PageKind kind, List<Reason> reasons) {
  /** The kind whose weights exceed their threshold by most; the first of equals; OTHER if none reaches it. */
  static KindOfPage of(PageFeatures features, Scoring scoring) {
    List<Sum> sums =
        scoring.pageKinds().stream().filter(k -> anchored(k, features)).map(k -> new Sum(k, sum(k, features))).toList();
    return sums.stream()
        .filter(s -> s.margin() >= 0)
        .max(Comparator.comparingInt(Sum::margin).thenComparingInt(s -> -sums.indexOf(s)))
        .map(s -> new KindOfPage(s.weights().kind(), because(s, s.of(), features, scoring)))
        .orElseGet(() -> new KindOfPage(PageKind.OTHER, none(sums, features, scoring)));
  }

  private record Sum(Scoring.KindWeights weights, int points) {
    int margin() {
      return points - weights.threshold();
    }

    String of() {
      return weights.kind().label() + "得 " + points + " 分，满 " + weights.threshold() + " 分才算";
    }
  }

  /** What everybody can write makes no page a report or a notice; it has to look like one, too. */
  private static boolean anchored(Scoring.KindWeights kind, PageFeatures features) {
    return kind.needs().isEmpty() || kind.needs().stream().anyMatch(features::has);
  }

  private static int sum(Scoring.KindWeights kind, PageFeatures features) {
    return kind.features().entrySet().stream().filter(e -> features.has(e.getKey())).mapToInt(Map.Entry::getValue).sum();
  }

  private static List<Reason> because(Sum sum, String text, PageFeatures features, Scoring scoring) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(new Reason("kind", sum.points(), text));
    sum.weights().features().entrySet().stream()
        .filter(e -> features.has(e.getKey()) && e.getValue() != 0)
        .map(e -> new Reason(e.getKey(), e.getValue(), scoring.pageFeatures().get(e.getKey()).text()))
        .sorted(Comparator.comparingInt((Reason r) -> -Math.abs(r.weight())).thenComparing(Reason::code))
        .forEach(reasons::add);
    return reasons;
  }

  private static List<Reason> none(List<Sum> sums, PageFeatures features, Scoring scoring) {
    String why = "没有一类达到分数";
    return sums.stream().max(Comparator.comparingInt(Sum::margin))
        .map(s -> because(s, why + "，最接近的是" + s.of(), features, scoring))
        .orElseGet(() -> List.of(new Reason("kind", 0, why)));
  }
}
