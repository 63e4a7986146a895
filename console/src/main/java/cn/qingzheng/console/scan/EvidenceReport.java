package cn.qingzheng.console.scan;

import cn.qingzheng.model.EvidencePackage;
import java.util.List;
import java.util.Optional;

/**
 * What packaging came to.
 *
 * @param built packages sealed now
 * @param kept how many captures already had one that still fits
 * @param withoutPicture how many of those built have no screenshot
 * @param pictureProblem why there are no screenshots at all, in Chinese
 * @param problems packages that could not be made, in Chinese
 * @param stamps time stamps put in afterwards
 */
public record EvidenceReport(
    List<EvidencePackage> built,
    int kept,
    int withoutPicture,
    Optional<String> pictureProblem,
    List<String> problems,
    StampReport stamps) {
  public EvidenceReport {
    built = List.copyOf(built);
    problems = List.copyOf(problems);
  }

  static EvidenceReport none() {
    return new EvidenceReport(List.of(), 0, 0, Optional.empty(), List.of(), StampReport.none());
  }

  EvidenceReport with(StampReport later) {
    return new EvidenceReport(built, kept, withoutPicture, pictureProblem, problems, later);
  }
}
