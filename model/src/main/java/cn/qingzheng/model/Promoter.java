package cn.qingzheng.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Who stands behind a page.
 *
 * @param name as recognised, absent if nobody was
 * @param filing what it is filed as, if it is or was
 * @param matchedBy by what it was recognised, in Chinese, for example {@code 统一社会信用代码}
 * @param note the filing on that day in Chinese, for example {@code 备案号…，有效期至…}
 */
public record Promoter(
    Optional<String> name,
    Optional<String> creditCode,
    PromoterStatus status,
    Optional<FilingKind> filing,
    String matchedBy,
    String note) {
  public Promoter {
    Objects.requireNonNull(name);
    Objects.requireNonNull(creditCode);
    Objects.requireNonNull(status);
    Objects.requireNonNull(filing);
    Objects.requireNonNull(matchedBy);
    Objects.requireNonNull(note);
  }

  public static Promoter unknown() {
    return new Promoter(
        Optional.empty(), Optional.empty(), PromoterStatus.UNKNOWN, Optional.empty(), "", "未识别到主体");
  }
}
