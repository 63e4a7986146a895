package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.OfficialSites.Resemblance;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that poses as an official site: its title or main heading is the name of one or reads like one, its address
 * imitates one, and it asks for certificate numbers or says that it issues. A name that only stands in a longer title
 * or beside the publisher's own name is what an article is about.
 */
final class OfficialSiteLookalike implements PageRule {
  static final String ID = "official-site-lookalike";
  private static final Pattern PARTS = Pattern.compile("[^\\-_|｜—–·»>/,，。:：!！?？\n]+");
  private static final int SHORTEST = 6;
  private static final int LONGEST = 30;
  /** What schools without a company's form are called. */
  private static final List<String> SCHOOLS = List.of("大学", "教育", "培训", "网校", "课堂", "学堂", "书院");
  /** Talk of certificates that makes an imitated address worth a look. */
  private static final int TALK = 2;

  private final OfficialSites sites;
  private final Gazetteer gazetteer;
  private final Organs organs;

  OfficialSiteLookalike(OfficialSites sites, Gazetteer gazetteer, Organs organs) {
    this.sites = sites;
    this.gazetteer = gazetteer;
    this.organs = organs;
  }

  /**
   * @param site whose name it is; absent if it only reads like one
   * @param told in Chinese
   */
  private record Named(Span folded, Optional<OfficialSite> site, String told) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Sighting> look(PageContext page) {
    String host = page.page().host();
    boolean known = gazetteer.host(host).isPresent() || sites.official(host);
    long talk = page.cues().of(CueKind.CERTIFICATE_CONTEXT).count();
    if (known || page.promoter().promoter().status() == PromoterStatus.ORGAN || talk == 0) {
      return List.of();
    }
    Optional<Named> name = name(page);
    Optional<Resemblance> address = sites.resembling(host, name.flatMap(Named::site));
    if (name.isPresent()) {
      return List.of(posed(page, name.get(), address));
    }
    return address.filter(a -> a.sure() && talk >= TALK)
        .flatMap(a -> place(page).map(p -> new Sighting(Family.OFFICIAL_SITE_HINTED, p, a.told() + "；名称不像", Optional.empty(), false)))
        .stream().toList();
  }

  private static Sighting posed(PageContext page, Named name, Optional<Resemblance> address) {
    List<String> seen = new ArrayList<>(List.of(name.told()));
    address.ifPresent(a -> seen.add(a.told()));
    form(page).ifPresent(f -> seen.add("有查询表单，要填“" + f + "”"));
    issues(page).ifPresent(i -> seen.add("自称发证（“" + i + "”）"));
    Family family = seen.size() > 1 ? Family.OFFICIAL_SITE_POSED : Family.OFFICIAL_SITE_HINTED;
    return new Sighting(family, name.folded(), String.join("；", seen), Optional.empty(), false);
  }

  /** In the title, else in the first main heading, else in a name that the page gives itself. */
  private Optional<Named> name(PageContext page) {
    List<TextBlock> titles = blocks(page.page(), BlockKind.TITLE);
    if (titles.stream().anyMatch(t -> ownName(page, t))) {
      return Optional.empty();
    }
    List<TextBlock> all = new ArrayList<>(titles);
    blocks(page.page(), BlockKind.HEADING).stream().limit(1).forEach(all::add);
    blocks(page.page(), BlockKind.META).stream().filter(b -> b.text().length() <= LONGEST).forEach(all::add);
    return all.stream().flatMap(b -> parts(page, b).stream()).flatMap(p -> named(page, p).stream()).findFirst();
  }

  private static List<TextBlock> blocks(Page page, BlockKind kind) {
    return page.text().blocks().stream().filter(b -> b.kind() == kind && !b.hidden()).toList();
  }

  /** Folded spans of what stands between dashes, bars and the like. */
  private static List<Span> parts(PageContext page, TextBlock block) {
    List<Span> parts = new ArrayList<>();
    Matcher m = PARTS.matcher(block.text());
    while (m.find()) {
      page.text().foldedOf(new Span(block.start() + m.start(), block.start() + m.end())).ifPresent(parts::add);
    }
    return parts;
  }

  private Optional<Named> named(PageContext page, Span part) {
    String letters = letters(part.of(page.folded()));
    if (letters.length() < SHORTEST || letters.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<Named> exact =
        sites.named(letters)
            .filter(n -> n.getValue().isEmpty() || ends(page, part))
            .map(n -> new Named(part, Optional.of(n.getKey()), (n.getValue().isEmpty() ? "名称与官方网站“" : "名称的开头是官方网站“") + n.getKey().name()
                + "”（" + n.getKey().host() + "）" + (n.getValue().isEmpty() ? "的相同" : "的名称")));
    boolean reads =
        begins(page, part) && ends(page, part)
            && page.cues().has(new Span(part.start(), part.end()), CueKind.CERTIFICATE_CONTEXT);
    return exact.or(() -> reads ? Optional.of(new Named(part, Optional.empty(), "名称读来像官方网站")) : Optional.empty());
  }

  private boolean begins(PageContext page, Span part) {
    return page.cues().in(part).anyMatch(c -> c.kind() == CueKind.SITE_HEAD && c.span().start() == part.start())
        || organs.endOfNameStartingAt(page.folded(), part.start()).isPresent();
  }

  private static boolean ends(PageContext page, Span part) {
    return page.cues().in(part).anyMatch(c -> c.kind() == CueKind.SITE_TAIL && c.span().end() == part.end());
  }

  /** Whether a title shows a publisher of its own: 报名入口 - 青禾教育. */
  private boolean ownName(PageContext page, TextBlock title) {
    List<Span> parts = parts(page, title);
    return parts.size() > 1
        && parts.stream().anyMatch(p -> !begins(page, p) && named(page, p).isEmpty() && body(page, p));
  }

  /** 小师兄考试网, 蓝天教育, but not 官网报名 or 成绩查询. */
  private static boolean body(PageContext page, Span part) {
    String text = part.of(page.folded());
    boolean general = page.cues().in(part).anyMatch(c -> c.kind() == CueKind.SITE_TAIL && c.span().start() == part.start());
    return !general && (PromoterNames.bodyIn(text) || SCHOOLS.stream().anyMatch(text::endsWith));
  }

  private static String letters(String folded) {
    return folded.codePoints().filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  private static Optional<String> form(PageContext page) {
    Optional<String> asked = field(page, BlockKind.PLACEHOLDER);
    boolean button =
        blocks(page.page(), BlockKind.BUTTON).stream().anyMatch(b -> b.text().contains("查") || b.text().contains("登录"));
    return asked.or(() -> button
        ? page.cues().of(CueKind.QUERY_FIELD).map(c -> c.cue().text()).findFirst()
        : Optional.empty());
  }

  private static Optional<String> field(PageContext page, BlockKind kind) {
    return blocks(page.page(), kind).stream()
        .flatMap(b -> page.text().foldedOf(b.span()).stream())
        .flatMap(s -> page.cues().first(s, CueKind.QUERY_FIELD).stream())
        .map(c -> c.cue().text())
        .findFirst();
  }

  private static Optional<String> issues(PageContext page) {
    return page.cues().of(CueKind.ISSUING)
        .map(c -> page.surface(c.span()))
        .findFirst();
  }

  private static Optional<Span> place(PageContext page) {
    return java.util.stream.Stream.of(BlockKind.TITLE, BlockKind.HEADING)
        .flatMap(k -> blocks(page.page(), k).stream())
        .flatMap(b -> page.text().foldedOf(b.span()).stream())
        .findFirst();
  }
}
