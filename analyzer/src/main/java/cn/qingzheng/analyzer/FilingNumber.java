package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page says of its own filing or licence, held against the registry: a number, a claim without a number, or
 * nothing at all from a body that issues certificates. Numbers of other matters (ICP备, 公安备案, 食品经营) do not count.
 */
final class FilingNumber implements PageRule {
  static final String ID = "filing-number";
  /** Behind the label at most a sign or two: 备案号（人社）：; possessive, so it cannot backtrack. */
  private static final Pattern NUMBER =
      Pattern.compile("[\\s:：为是()（）编号证书]{0,6}+((?:[\\p{IsHan}]{0,8}+)[\\[〔(]?[a-z0-9][a-z0-9\\-\\[\\]〔〕()第字]{4,34}+号?)");
  private static final int LABEL_REACH = 48;
  private static final int BEFORE = 10;
  private static final int FEWEST_DIGITS = 5;
  private static final int MOST = 20;
  /** A page has to be long enough to have shown its number. */
  private static final int WHOLE_PAGE = 150;
  /** What the labels and numbers of schools' licences have and those of assessment bodies have not. */
  private static final List<String> LICENCE = List.of("办学", "民办", "教民", "社民");

  private final Optional<FilingRegistry> registry;

  FilingNumber(Optional<FilingRegistry> registry) {
    this.registry = registry;
  }

  /** @param number as written, empty if none is given */
  private record Claim(Span span, String words, String number) {
    Set<FilingKind> kinds() {
      boolean licence = LICENCE.stream().anyMatch((words + number)::contains);
      return licence
          ? EnumSet.of(FilingKind.TRAINING)
          : EnumSet.of(FilingKind.SKILL_LEVEL_ASSESSMENT, FilingKind.QUALIFICATION_ASSESSMENT);
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Sighting> look(PageContext page) {
    if (page.published()) {
      return List.of();
    }
    List<Claim> claims =
        page.cues().of(CueKind.FILING_CLAIM, CueKind.FILING_NUMBER).flatMap(c -> claim(page, c).stream()).toList();
    List<Claim> numbers = numbers(claims);
    if (!numbers.isEmpty()) {
      return numbers.stream().map(c -> held(page, c)).toList();
    }
    return claims.isEmpty() ? missing(page).stream().toList() : claimed(page, claims.getFirst()).stream().toList();
  }

  /** Each number once, of one label in another the longer; a list of very many is a directory, of which some are enough. */
  private static List<Claim> numbers(List<Claim> claims) {
    List<Claim> numbers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Claim c : claims) {
      boolean inside = !numbers.isEmpty() && numbers.getLast().span().overlaps(c.span());
      if (!c.number().isEmpty() && !inside && numbers.size() < MOST && seen.add(FilingRegistry.numberKey(c.number()))) {
        numbers.add(c);
      }
    }
    return numbers;
  }

  private static Optional<Claim> claim(PageContext page, CueAt cue) {
    String text = page.folded();
    Passage passage = Passage.of(text, cue.span());
    Span before = new Span(Math.max(passage.line().start(), cue.span().start() - BEFORE), cue.span().end());
    boolean own = cue.kind() == CueKind.FILING_CLAIM
        || page.cues().has(passage.line(), CueKind.FILING_CLAIM, CueKind.TRAINING_CONTEXT, CueKind.CERTIFICATE_CONTEXT);
    if (!own || page.cues().has(before, CueKind.NOT_FILING)) {
      return Optional.empty();
    }
    Optional<String> number = number(text, cue.span().end(), passage.line().end());
    if (number.isPresent()) {
      Span whole = new Span(cue.span().start(), text.indexOf(number.get(), cue.span().end()) + number.get().length());
      boolean other = page.cues().has(whole, CueKind.NOT_FILING);
      return other ? Optional.empty() : Optional.of(new Claim(whole, cue.cue().text(), number.get()));
    }
    boolean ours = page.cues().has(passage.sentence(), CueKind.SELF)
        || name(page).filter(n -> passage.sentence().of(text).contains(n)).isPresent();
    return cue.kind() == CueKind.FILING_CLAIM && ours
        ? Optional.of(new Claim(cue.span(), cue.cue().text(), ""))
        : Optional.empty();
  }

  private static Optional<String> name(PageContext page) {
    return page.promoter().promoter().name().filter(n -> !n.isBlank());
  }

  private static Optional<String> number(String text, int from, int lineEnd) {
    Matcher m = NUMBER.matcher(text).region(from, Math.max(from, Math.min(lineEnd, from + LABEL_REACH)));
    return m.lookingAt() && m.group(1).chars().filter(Character::isDigit).count() >= FEWEST_DIGITS
        ? Optional.of(m.group(1))
        : Optional.empty();
  }

  /** A number against the registry. */
  private Sighting held(PageContext page, Claim claim) {
    List<Filing> found = registry.map(r -> r.byNumber(claim.number())).orElse(List.of());
    String number = "页面所示“" + words(page, claim) + "”";
    if (found.isEmpty()) {
      return absent(page, claim, number);
    }
    Filing filing = found.stream().filter(f -> f.holds(page.day())).findFirst().orElse(found.getFirst());
    String note = "“" + filing.name() + "”，" + filing.note(page.day());
    Optional<String> name = name(page);
    boolean own = name.filter(n -> FilingRegistry.sameName(n, filing.name())).isPresent()
        || page.promoter().filings().stream().anyMatch(f -> FilingRegistry.sameName(f.name(), filing.name()));
    boolean told = page.page().text().raw().contains(filing.name());
    if (!filing.holds(page.day()) && (own || told || name.isEmpty())) {
      return sighting(Family.FILING_LAPSED, claim, number + "备案" + filing.lapse(page.day()) + "，属于" + note);
    }
    if (own) {
      return sighting(Family.FILING_CONFIRMED, claim, number + "与名录相符：" + note);
    }
    return name.isEmpty() || told
        ? sighting(Family.FILING_UNVERIFIED, claim, number + "在名录中属于" + note + (told ? "；页面写有该机构，是否合作、是否授权待核" : "；页面没有写明主体"))
        : sighting(Family.FILING_CONTRADICTED, claim, number + "在名录中属于另一机构" + note + "，页面主体为“" + name.get() + "”");
  }

  private Sighting absent(PageContext page, Claim claim, String number) {
    PromoterStatus status = page.promoter().promoter().status();
    boolean whole = registry.filter(r -> r.complete() && r.numbers(claim.kinds())).isPresent();
    if (whole && status == PromoterStatus.UNAPPROVED) {
      return sighting(Family.FILING_CONTRADICTED, claim, number + "不在名录中，名录完整，也没有该主体");
    }
    if (!page.promoter().filings().isEmpty()) {
      return sighting(Family.FILING_UNVERIFIED, claim, number + "与名录中该主体的号码不同（" + page.promoter().promoter().note() + "）");
    }
    String why = registry.isEmpty() ? "没有可查的备案名录" : whole ? "名录中没有此号，主体未识别" : "名录中没有此号，名录不完整或不含此类号码";
    return sighting(Family.FILING_UNVERIFIED, claim, number + "无从核对：" + why);
  }

  /** 经人社部门备案, without a number: true of who is filed, and false only where the registry, not a person, says so. */
  private static Optional<Sighting> claimed(PageContext page, Claim claim) {
    String told = "页面自称“" + words(page, claim) + "”而未写号码；" + page.promoter().promoter().note();
    return switch (page.promoter().promoter().status()) {
      case FILED, ORGAN -> Optional.empty();
      case UNAPPROVED -> Optional.of(
          sighting(page.promoter().given() ? Family.FILING_UNVERIFIED : Family.FILING_CONTRADICTED, claim, told));
      case UNKNOWN -> Optional.of(sighting(Family.FILING_UNVERIFIED, claim, told));
    };
  }

  private static String words(PageContext page, Claim claim) {
    return page.surface(claim.span()).strip();
  }

  /** It issues certificates and shows no number anywhere. */
  private static Optional<Sighting> missing(PageContext page) {
    if (page.page().host().isEmpty() || page.folded().length() < WHOLE_PAGE) {
      return Optional.empty();
    }
    return page.cues().of(CueKind.ISSUING)
        .filter(c -> !page.cues().has(Passage.of(page.folded(), c.span()).clause(), CueKind.NOT_FILING, CueKind.NOT_ITEM))
        .findFirst()
        .map(c -> new Sighting(Family.FILING_MISSING, c.span(), "页面自称评价、发证，全页未见备案号或许可证号", Optional.empty(), true));
  }

  private static Sighting sighting(Family family, Claim claim, String told) {
    return new Sighting(family, claim.span(), told, Optional.empty(), true);
  }
}
