package cn.qingzheng.index;

import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A page as it enters the index.
 *
 * @param findings fingerprints of the proposed findings; where those stand is asked when somebody searches
 * @param copies the group of pages that say the same or nearly the same, if that is known
 */
public record IndexedPage(
    Page page, PageResult result, Origin origin, Set<String> findings, Optional<String> copies) {
  public IndexedPage {
    Objects.requireNonNull(page);
    Objects.requireNonNull(result);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(copies);
    findings = Set.copyOf(findings);
    if (!page.captureId().equals(result.captureId())) {
      throw new IllegalArgumentException(
          "result should be of the page's capture " + page.captureId() + ", was of: " + result.captureId());
    }
  }

  /**
   * How it was come by.
   *
   * @param seedId the seed or connector that led there
   * @param region 行政区划代码 of who stands behind the page, if anybody knows
   * @param platform the platform's name, if a connector led there
   */
  public record Origin(String seedId, Optional<String> region, Optional<String> platform) {
    public Origin {
      Objects.requireNonNull(seedId);
      Objects.requireNonNull(region);
      Objects.requireNonNull(platform);
    }
  }
}
