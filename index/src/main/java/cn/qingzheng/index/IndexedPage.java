package cn.qingzheng.index;

import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A page as it enters the index.
 *
 * @param seedId the seed or connector that led there
 * @param platform the platform's name, if a connector led there
 * @param casework where it stands with the officers
 * @param copies the group of pages that say the same or nearly the same, if that is known
 */
public record IndexedPage(
    Page page, PageResult result, String seedId, Optional<String> platform, Casework casework, Optional<String> copies) {
  public IndexedPage {
    Objects.requireNonNull(page);
    Objects.requireNonNull(result);
    Objects.requireNonNull(seedId);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(casework);
    Objects.requireNonNull(copies);
    if (!page.captureId().equals(result.captureId())) {
      throw new IllegalArgumentException(
          "result should be of the page's capture " + page.captureId() + ", was of: " + result.captureId());
    }
  }

  /** Of a page that was compared with no other. */
  public IndexedPage(Page page, PageResult result, String seedId, Optional<String> platform, Casework casework) {
    this(page, result, seedId, platform, casework, Optional.empty());
  }

  /**
   * @param states of the findings on the page
   * @param cases ids of the cases it belongs to
   * @param region 行政区划代码 of who stands behind the page, empty if nobody knows
   */
  public record Casework(Set<FindingState> states, Set<String> cases, String region) {
    /** Of no known region. */
    public Casework(Set<FindingState> states, Set<String> cases) {
      this(states, cases, "");
    }

    public Casework {
      Objects.requireNonNull(region);
      states = Set.copyOf(states);
      cases = Set.copyOf(cases);
    }

    public static Casework none() {
      return new Casework(Set.of(), Set.of());
    }
  }
}
