package cn.qingzheng.analyzer;

import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The full legal names under which a page says who stands behind it: behind a label (主办单位：…), and in a footer also
 * right before 版权所有 or the number of the site's ICP filing. At every such place a bounded piece of text is read.
 */
final class PromoterNames {
  /** Where a name is read; in the order in which they are believed. */
  private enum Place {
    LABEL, OWNED, RIGHTS, ICP, FIELD
  }

  private record Sign(String text, Place place) {}

  /** Small letters: the text is searched without regard to case. */
  private static final List<Sign> SIGNS =
      Stream.of(
              signs(Place.LABEL, "主办单位", "主办"),
              signs(Place.OWNED, "版权所有"),
              signs(Place.RIGHTS, "copyright", "©"),
              signs(Place.ICP, "icp备", "icp证"),
              signs(Place.FIELD, "机构名称", "公司名称", "企业名称", "单位名称", "运营主体", "经营者", "开办单位", "承办单位", "店铺名称", "培训机构"))
          .flatMap(s -> s).toList();
  private static final Automaton<Integer> IN_TEXT =
      new Automaton<>(IntStream.range(0, SIGNS.size()).boxed().toList(), i -> written(SIGNS.get(i).text()));
  private static final List<String> ENDS =
      List.of("有限责任公司", "有限公司", "学校", "公司", "协会", "学会", "研究院", "中心", "学院", "联合会", "事务所", "培训部", "促进会");
  /** What names of bodies without a company's form end with. */
  private static final List<String> BODIES = List.of("商会", "联盟", "委员会", "研究会", "基金会", "书院", "组委会", "机构", "网", "研究所", "总会");
  /** With which the numbers of ICP filings begin. */
  private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新";
  /** Behind these stands whoever made the site or is only linked to; small letters. */
  private static final String MAKERS =
      "技术支持|技术提供|技术服务|技术|支持|(?:网站)?(?:建设|设计|制作|开发|维护|运维|承建|托管)|建站|合作|链接|指导|赞助|power(?:ed)? by|design(?:ed)? by";
  private static final Pattern MAKER_BEFORE = Pattern.compile("(?:" + MAKERS + ")(?:单位|机构|公司|平台|方|商)?[\\s:：]*+$");
  private static final Pattern MAKER_BEHIND = Pattern.compile("\\s{0,3}+(?:提供|负责)?(?:技术支持|技术服务|网站建设|网站设计|网站制作|建站)");
  private static final Pattern GLUED_MAKER = Pattern.compile("^(?:本?网?站?由?)?(?:技术支持|技术提供|网站(?:建设|设计|制作))");
  /** Where a second name begins in a run without a gap. */
  private static final Pattern NEXT_MAKER = Pattern.compile("技术支持|技术提供");
  /** How a sentence about the owner begins: 本网站由…版权所有. */
  private static final Pattern OPENING = Pattern.compile("^(?:本网?站|网站|版权|[由归])*+");
  /** What may stand between a name and the number of its ICP filing. */
  private static final Pattern BEFORE_NUMBER = Pattern.compile("(?:网站|工信部|icp)?备案(?:序?号)?[ \\t:：]*+$");
  private static final int LONGEST_NAME = 40;
  private static final int LABEL_REACH = 12;
  /** “© 2019 - 2026 www.a.example All Rights Reserved. ” may stand before the name. */
  private static final int RIGHTS_REACH = 64;
  private static final int MAX_NAMES = 20;

  private PromoterNames() {}

  private static Stream<Sign> signs(Place place, String... texts) {
    return Stream.of(texts).map(t -> new Sign(t, place));
  }

  /**
   * Names, the most trusted first. The footer of a platform names the platform, not the seller, and is not read.
   *
   * @param clue what a seed or a platform says is believed first
   */
  static List<String> of(Page page, PromoterClue clue) {
    List<String> names = new ArrayList<>();
    clue.name().ifPresent(names::add);
    page.listing().flatMap(Listing::seller).filter(PromoterNames::full).ifPresent(names::add);
    List<List<At>> found = SIGNS.stream().<List<At>>map(s -> new ArrayList<>()).toList();
    IN_TEXT.scan(page.text().raw(), (start, end, i) -> found.get(i).add(new At(start, end, SIGNS.get(i))));
    if (found.stream().allMatch(List::isEmpty)) {
      return names.stream().distinct().toList();
    }
    String text = small(page.text().raw());
    found.stream().flatMap(List::stream)
        .filter(at -> page.listing().isEmpty() || at.sign().place() == Place.LABEL || at.sign().place() == Place.FIELD)
        .map(at -> name(text, at)).flatMap(Optional::stream)
        .limit(Math.max(0, MAX_NAMES - names.size()))
        .forEach(names::add);
    return names.stream().distinct().toList();
  }

  private record At(int start, int end, Sign sign) {}

  private static Optional<String> name(String text, At at) {
    return switch (at.sign().place()) {
      case LABEL, FIELD -> behind(text, at.end(), LABEL_REACH);
      case RIGHTS -> behind(text, at.end(), RIGHTS_REACH);
      case OWNED -> labels(text, at.end())
          ? behind(text, at.end(), LABEL_REACH)
          : before(text, at.start()).or(() -> behind(text, at.end(), LABEL_REACH));
      case ICP -> number(text, at.start()).flatMap(from -> before(text, from));
    };
  }

  /** In every mixture of small and capital letters. */
  private static List<Automaton.Key> written(String sign) {
    Set<String> ways = Set.of("");
    for (char c : sign.toCharArray()) {
      ways = ways.stream().flatMap(w -> Stream.of(w + c, w + Character.toUpperCase(c))).collect(Collectors.toSet());
    }
    return ways.stream().map(Automaton.Key::whole).toList();
  }

  /** Letter by letter, so that places stay the same. */
  private static String small(String text) {
    char[] letters = text.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      letters[i] = Character.toLowerCase(letters[i]);
    }
    return new String(letters);
  }

  /** Whether a name of a body ends within the text. */
  static boolean bodyIn(String text) {
    return Stream.concat(ENDS.stream(), BODIES.stream()).anyMatch(e -> text.indexOf(e) > 0);
  }

  private static boolean full(String name) {
    return ENDS.stream().anyMatch(e -> name.endsWith(e) && name.length() >= e.length() + 3);
  }

  private static boolean labels(String text, int at) {
    return at < text.length() && ":：".indexOf(text.charAt(at)) >= 0;
  }

  /** A name that begins within a few characters, for example after a colon or a year, and is not its maker's. */
  private static Optional<String> behind(String text, int at, int reach) {
    return next(text, at, reach)
        .filter(n -> !maker(text, n.start()) && !makes(text, n.end()))
        .map(n -> n.of(text))
        .filter(n -> full(n) && !GLUED_MAKER.matcher(n).find());
  }

  /** What reads like the next name in the line. */
  private static Optional<Span> next(String text, int at, int reach) {
    int start = at;
    while (start < text.length() && start - at < reach && !Character.isIdeographic(text.charAt(start))) {
      if (text.charAt(start) == '\n') {
        return Optional.empty();
      }
      start++;
    }
    int end = start;
    while (end < text.length() && end - start < LONGEST_NAME && nameCharacter(text.charAt(end))) {
      end++;
    }
    Matcher second = NEXT_MAKER.matcher(text).region(start, end);
    String run = text.substring(start, second.find() ? second.start() : end);
    int best = ENDS.stream().mapToInt(e -> run.lastIndexOf(e) < 2 ? -1 : run.lastIndexOf(e) + e.length()).max().orElse(-1);
    return best < 0 ? Optional.empty() : Optional.of(new Span(start, start + best));
  }

  /** A name that ends right before, signs and years aside; a run of letters that is too long is a sentence, no name. */
  private static Optional<String> before(String text, int at) {
    int end = at;
    while (end > 0 && at - end < RIGHTS_REACH && between(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start <= LONGEST_NAME && nameCharacter(text.charAt(start - 1))) {
      start--;
    }
    if (end - start > LONGEST_NAME) {
      return Optional.empty();
    }
    String run = text.substring(start, end);
    String open = run.substring(labelled(run)).replaceFirst("^[（）()·]+", "");
    boolean others = maker(text, start) || GLUED_MAKER.matcher(open).find();
    return Optional.of(OPENING.matcher(open).replaceFirst("")).filter(n -> full(n) && !others);
  }

  /** Behind the last label in the run: 主办单位甲学校版权所有. */
  private static int labelled(String run) {
    return SIGNS.stream().filter(s -> s.place() == Place.LABEL || s.place() == Place.OWNED).map(Sign::text)
        .mapToInt(s -> run.lastIndexOf(s) < 0 ? 0 : run.lastIndexOf(s) + s.length()).max().orElse(0);
  }

  private static boolean between(char c) {
    return "\n。！？；".indexOf(c) < 0 && !Character.isIdeographic(c);
  }

  /** Where the number of an ICP filing begins, with what announces it. */
  private static Optional<Integer> number(String text, int icp) {
    int at = icp > 0 && text.charAt(icp - 1) == ' ' ? icp - 2 : icp - 1;
    if (at < 0 || PROVINCES.indexOf(text.charAt(at)) < 0) {
      return Optional.empty();
    }
    int from = Math.max(0, at - LABEL_REACH);
    Matcher announced = BEFORE_NUMBER.matcher(text.substring(from, at));
    return Optional.of(announced.find() ? from + announced.start() : at);
  }

  /** Whether what stands before says that a maker's name follows. */
  private static boolean maker(String text, int start) {
    int from = Math.max(0, start - LABEL_REACH - LABEL_REACH);
    String near = text.substring(from, start);
    return MAKER_BEFORE.matcher(near.substring(near.lastIndexOf('\n') + 1)).find();
  }

  /** Whether what follows says that this was the maker's name: 甲有限公司提供技术支持, but not 甲有限公司 技术支持：乙. */
  private static boolean makes(String text, int end) {
    Matcher m = MAKER_BEHIND.matcher(text).region(end, Math.min(text.length(), end + LABEL_REACH));
    return m.lookingAt() && !labels(text, m.end()) && next(text, m.end(), 2).isEmpty();
  }

  private static boolean nameCharacter(char c) {
    return Character.isIdeographic(c) || "（）()·".indexOf(c) >= 0;
  }
}
