package cn.qingzheng.analyzer;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Recognises who stands behind a page and what the registry says of it on that day. */
final class PromoterFinder {
  private final Optional<FilingRegistry> registry;
  private final Gazetteer gazetteer;

  PromoterFinder(Optional<FilingRegistry> registry, Gazetteer gazetteer) {
    this.registry = registry;
    this.gazetteer = gazetteer;
  }

  /**
   * @param filings valid on the day
   * @param given whether a person said so
   */
  record Recognised(Promoter promoter, List<Filing> filings, boolean given) {
    /**
     * The promoter with regard to a certificate.
     *
     * @param levels spoken of beside it
     */
    Decisions.Standing standing(Optional<Certificate> certificate, SkillLevels levels) {
      return switch (promoter.status()) {
        case UNAPPROVED -> Decisions.Standing.UNAPPROVED;
        case ORGAN -> Decisions.Standing.ORGAN;
        case UNKNOWN -> Decisions.Standing.UNKNOWN;
        case FILED -> certificate.map(c -> scope(c, levels)).orElse(Decisions.Standing.FILED);
      };
    }

    private Decisions.Standing scope(Certificate certificate, SkillLevels levels) {
      CertificateStanding standing = certificate.standing();
      if (standing == CertificateStanding.COPYCAT || standing == CertificateStanding.WITHDRAWN) {
        return Decisions.Standing.FILED_OUT_OF_SCOPE;
      }
      boolean named = standing != CertificateStanding.UNLISTED && !certificate.source().equals(CertificateFinder.UNNAMED);
      if (!named || filings.stream().allMatch(f -> f.occupations().isEmpty())) {
        return named && given ? Decisions.Standing.FILED_IN_SCOPE : Decisions.Standing.FILED;
      }
      boolean covered = filings.stream().anyMatch(f -> f.covers(certificate, levels));
      return covered ? Decisions.Standing.FILED_IN_SCOPE : Decisions.Standing.FILED_OUT_OF_SCOPE;
    }
  }

  Recognised recognise(Page page, PromoterClue clue, LocalDate day) {
    if (clue.status().isPresent()) {
      Promoter given =
          new Promoter(clue.name(), clue.creditCode(), clue.status().get(), Optional.empty(), "人工指定",
              clue.status().get().label() + "（人工指定）");
      return new Recognised(given, List.of(), true);
    }
    Optional<Gazetteer.Host> organ = gazetteer.host(page.host()).filter(h -> !h.news());
    if (organ.isPresent()) {
      Promoter promoter =
          new Promoter(Optional.of(organ.get().organ()), Optional.empty(), PromoterStatus.ORGAN,
              Optional.of(FilingKind.ORGAN), "网站域名", "行政机关网站");
      return new Recognised(promoter, List.of(), false);
    }
    Optional<String> code = clue.creditCode().or(() -> CreditCode.find(page.text().raw()));
    List<String> names = PromoterNames.of(page, clue);
    String told = clue.name().isPresent() || clue.creditCode().isPresent() ? "种子或平台所列主体" : "页面所示主体";
    return registry.map(r -> ask(r, page, code, names, told, day))
        .orElseGet(() -> new Recognised(
            new Promoter(names.stream().findFirst(), code, PromoterStatus.UNKNOWN, Optional.empty(), "", "没有可查的备案名录"),
            List.of(), false));
  }

  private static Recognised ask(
      FilingRegistry registry, Page page, Optional<String> code, List<String> names, String told, LocalDate day) {
    List<Filing> found = code.map(registry::byCode).orElse(List.of());
    if (!found.isEmpty()) {
      return filed(found, "统一社会信用代码", day);
    }
    found = page.host().isEmpty() ? List.of() : registry.bySite(page.host());
    if (!found.isEmpty()) {
      return filed(found, "备案网站", day);
    }
    for (String name : names) {
      if (!registry.byExactName(name).isEmpty()) {
        return filed(registry.byExactName(name), "机构名称", day);
      }
    }
    for (String name : names) {
      if (!registry.byNormalisedName(name).isEmpty()) {
        return filed(registry.byNormalisedName(name), "机构名称（去除括号、地名和公司形式后）", day);
      }
    }
    boolean identified = code.isPresent() || !names.isEmpty();
    PromoterStatus status = identified && registry.complete() ? PromoterStatus.UNAPPROVED : PromoterStatus.UNKNOWN;
    String note = !identified ? "未识别到主体" : registry.complete() ? "备案名录（完整）中没有该主体" : "备案名录中没有该主体，名录不完整，须人工核实";
    return new Recognised(
        new Promoter(names.stream().findFirst(), code, status, Optional.empty(), identified ? told : "", note),
        List.of(), false);
  }

  private static Recognised filed(List<Filing> found, String matchedBy, LocalDate day) {
    List<Filing> valid = found.stream().filter(f -> f.holds(day)).toList();
    Filing shown = valid.isEmpty() ? found.getFirst() : valid.getFirst();
    PromoterStatus status =
        valid.isEmpty() ? PromoterStatus.UNAPPROVED
            : shown.kind() == FilingKind.ORGAN ? PromoterStatus.ORGAN : PromoterStatus.FILED;
    Promoter promoter =
        new Promoter(Optional.of(shown.name()), Optional.of(shown.creditCode()).filter(c -> !c.isEmpty()), status,
            Optional.of(shown.kind()), matchedBy, shown.note(day));
    return new Recognised(promoter, valid, false);
  }
}
