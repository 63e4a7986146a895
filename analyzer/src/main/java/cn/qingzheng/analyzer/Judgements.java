package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.HitJudge.Judged;
import cn.qingzheng.model.Hit;
import java.util.List;

/**
 * What became of the occurrences on a page.
 *
 * @param left so many were found and not judged, because there are too many
 */
record Judgements(List<Judged> judged, int left) {
  List<Hit> hits() {
    return judged.stream().map(Judged::hit).toList();
  }

  /** Whether a person has to look at one of them. */
  boolean review() {
    return judged.stream().anyMatch(Judged::review);
  }
}
