package cn.qingzheng.analyzer;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recognises who stands behind a page and what the registry says of it on that day. */
final class PromoterFinder {
  private static final List<String> LABELS =
      List.of("主办单位", "主办", "版权所有", "机构名称", "公司名称", "企业名称", "单位名称", "运营主体", "经营者", "开办单位", "承办单位",
          "copyright", "©", "店铺名称", "培训机构");
  private static final Automaton<Integer> LABELS_IN_TEXT =
      new Automaton<>(IntStream.range(0, LABELS.size()).boxed().toList(), i -> List.of(Automaton.Key.whole(LABELS.get(i))));
  private static final List<String> ENDS =
      List.of("有限责任公司", "有限公司", "学校", "公司", "协会", "学会", "研究院", "中心", "学院", "联合会", "事务所", "培训部", "促进会");
  /** What names of bodies without a company's form end with. */
  private static final List<String> BODIES = List.of("商会", "联盟", "委员会", "研究会", "基金会", "书院", "组委会", "机构", "网", "研究所", "总会");
  private static final int LONGEST_NAME = 40;
  private static final int LABEL_REACH = 12;
  private static final int MAX_NAMES = 20;

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
    List<String> names = names(page, clue);
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

  private static List<String> names(Page page, PromoterClue clue) {
    List<String> names = new ArrayList<>();
    clue.name().ifPresent(names::add);
    page.listing().flatMap(Listing::seller).filter(PromoterFinder::fullName).ifPresent(names::add);
    String text = page.text().raw();
    List<List<Integer>> behind = LABELS.stream().<List<Integer>>map(l -> new ArrayList<>()).toList();
    LABELS_IN_TEXT.scan(text, (start, end, label) -> behind.get(label).add(end));
    behind.stream().flatMap(List::stream).map(at -> nameAfter(text, at)).flatMap(Optional::stream)
        .limit(Math.max(0, MAX_NAMES - names.size()))
        .forEach(names::add);
    return names.stream().distinct().toList();
  }

  /** Whether a name of a body ends within the text. */
  static boolean bodyIn(String text) {
    return Stream.concat(ENDS.stream(), BODIES.stream()).anyMatch(e -> text.indexOf(e) > 0);
  }

  private static boolean fullName(String name) {
    return ENDS.stream().anyMatch(e -> name.endsWith(e) && name.length() >= e.length() + 3);
  }

  /** A full legal name that begins within a few characters, for example after a colon or a year. */
  private static Optional<String> nameAfter(String text, int at) {
    int start = at;
    while (start < text.length() && start - at < LABEL_REACH && !Character.isIdeographic(text.charAt(start))) {
      if (text.charAt(start) == '\n') {
        return Optional.empty();
      }
      start++;
    }
    int end = start;
    while (end < text.length() && end - start < LONGEST_NAME && nameCharacter(text.charAt(end))) {
      end++;
    }
    String run = text.substring(start, end);
    int best = ENDS.stream().mapToInt(e -> run.lastIndexOf(e) < 2 ? -1 : run.lastIndexOf(e) + e.length()).max().orElse(-1);
    return best > 0 ? Optional.of(run.substring(0, best)).filter(PromoterFinder::fullName) : Optional.empty();
  }

  private static boolean nameCharacter(char c) {
    return Character.isIdeographic(c) || "（）()·".indexOf(c) >= 0;
  }
}
