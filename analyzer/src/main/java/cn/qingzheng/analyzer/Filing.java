package cn.qingzheng.analyzer;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.FilingKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A row of the filing registry.
 *
 * @param creditCode empty if the registry has none
 * @param standing 有效, 暂停, 终止, 注销 or 撤销
 */
record Filing(
    String name, String creditCode, FilingKind kind, String organ, String number, List<Occupation> occupations,
    Validity validity, List<String> sites, String standing) {
  Filing {
    occupations = List.copyOf(occupations);
    sites = List.copyOf(sites);
  }

  /** @param levels as written, for example {@code 3-1}; empty if not given */
  record Occupation(String code, String name, String levels) {}

  boolean holds(LocalDate day) {
    return standing.equals("有效") && validity.includes(day);
  }

  /** Whether an occupation of the filing is that of the certificate and its levels hold those spoken of. */
  boolean covers(Certificate certificate, SkillLevels levels) {
    return occupations.stream()
        .filter(o -> levels.within(o.levels()))
        .anyMatch(o -> o.name().equals(certificate.name())
            || (!o.code().isEmpty() && certificate.occupationCode().filter(o.code()::equals).isPresent()));
  }

  /** In Chinese, what the filing is on that day. */
  String note(LocalDate day) {
    String until = validity.to().map(d -> "，有效期至 " + d).orElse("");
    String base = kind.label() + (number.isEmpty() ? "" : "，备案号 " + number) + (organ.isEmpty() ? "" : "，备案机关 " + organ) + until;
    if (holds(day)) {
      return base;
    }
    Optional<LocalDate> from = validity.from().filter(day::isBefore);
    String why = from.map(d -> "自 " + d + " 起才生效").orElseGet(() -> standing.equals("有效") ? "已过期" : "状态为" + standing);
    return base + "；" + day + " 当日" + why;
  }

  /** In Chinese, why the filing does not hold on a day on which it does not. */
  String lapse(LocalDate day) {
    boolean early = validity.from().filter(day::isBefore).isPresent();
    return early ? "尚未生效" : standing.equals("有效") ? "已过期" : "已" + standing;
  }
}
