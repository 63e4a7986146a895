package cn.qingzheng.model;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A written decision by which one seed or connector may go on where a crawl stops by itself. Every capture that was
 * made under it carries it.
 *
 * @param legalBasis the provision it rests on
 * @param documentNo 文号
 * @param approvedBy the officer who approved it
 * @param secondApprover another officer
 * @param expires the last day on which it holds
 */
public record CrawlApproval(
    Subject subject, String legalBasis, String documentNo, String approvedBy, String secondApprover, LocalDate expires) {
  public CrawlApproval {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(legalBasis);
    Objects.requireNonNull(documentNo);
    Objects.requireNonNull(approvedBy);
    Objects.requireNonNull(secondApprover);
    Objects.requireNonNull(expires);
  }

  /** What is approved. */
  public enum Subject {
    /** To go against robots.txt (RFC 9309). */
    ROBOTS("不遵守 robots.txt"),
    /** To take pages from a server whose certificate does not hold. */
    CERTIFICATE("接受验证不通过的证书");

    private final String label;

    Subject(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  public boolean holds(LocalDate today) {
    return !expires.isBefore(today);
  }
}
