package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code packs/*.yaml}. Every mistake is reported; what can be read is read. */
final class PackReader {
  private static final Set<String> PACK_KEYS =
      Set.of("schema", "id", "version", "title", "number", "issuer", "region", "valid_from", "valid_to", "source",
          "retrieved", "groups");
  private static final Set<String> GROUP_KEYS =
      Set.of("rule", "name", "family", "facet", "severity", "context", "basis", "terms", "exemptions", "note");

  private final Set<String> statutes;
  private final Problems problems;
  private final Map<String, String> packIds = new HashMap<>();
  private final Set<String> termsOfRules = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private boolean unread;

  PackReader(Set<String> statutes, Problems problems) {
    this.statutes = statutes;
    this.problems = problems;
  }

  List<Rule> read(Path file) {
    Optional<YamlMap> map = YamlMap.read(file, problems);
    unread |= map.isEmpty();
    return map.map(this::pack).orElse(List.of());
  }

  /**
   * Whether a term is written in a pack, or may be in a part that could not be read: a mistake in a group shall not
   * make all that other files say of its terms look wrong.
   */
  boolean mayHave(String term) {
    return unread || written.contains(term);
  }

  /** Whether nothing was left out and still no pack has a term. */
  boolean termless() {
    return !unread && written.isEmpty();
  }

  private List<Rule> pack(YamlMap map) {
    map.onlyKeys(PACK_KEYS, problems);
    if (!map.requiredText("schema", problems).equals("pack/1")) {
      map.problem("schema", "不是规则包格式", "请写 schema: pack/1", problems);
    }
    Validity validity = new Validity(map.date("valid_from", problems), map.date("valid_to", problems));
    if (validity.reversed()) {
      map.problem("valid_to", "valid_to 早于 valid_from", "请改正日期", problems);
    }
    for (String key : List.of("issuer", "source", "retrieved")) {
      map.requiredText(key, problems);
    }
    Pack pack =
        new Pack(map.source(), map.requiredText("id", problems), map.integer("version", 1, 100_000, 1, problems),
            map.requiredText("title", problems), map.text("number", problems).orElse(""),
            map.text("region", problems).orElse(""), validity);
    String earlier = packIds.putIfAbsent(pack.id(), map.source());
    if (earlier != null) {
      map.problem("id", "规则包编号 " + pack.id() + " 已用于 " + earlier, "请换一个编号", problems);
    }
    List<YamlMap> groups = map.maps("groups", problems);
    if (groups.isEmpty()) {
      map.problem("groups", "规则包没有任何规则", "请至少写一组", problems);
      unread = true;
    }
    return groups(pack, groups);
  }

  private List<Rule> groups(Pack pack, List<YamlMap> groups) {
    List<Rule> rules = new ArrayList<>();
    for (YamlMap group : groups) {
      group(pack, group.onlyKeys(GROUP_KEYS, problems)).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<Rule> group(Pack pack, YamlMap group) {
    String id = group.requiredText("rule", problems);
    String name = group.requiredText("name", problems);
    Optional<Family> family = group.constant("family", Family.class, problems);
    Optional<Facet> facet = group.constant("facet", Facet.class, problems);
    Optional<Severity> severity = group.constant("severity", Severity.class, problems);
    String word = group.text("context", problems).orElse("any");
    Optional<TermContext> context = TermContext.of(word);
    if (context.isEmpty()) {
      group.problem("context", "“context”不能是 " + word, "可写：any、certificate、listing-title、page", problems);
    }
    List<String> basis = basis(group);
    boolean whole = context.filter(TermContext.PAGE::equals).isPresent();
    List<String> terms = whole ? noTerms(group, id, family) : terms(group);
    Map<Exemption, String> exemptions = exemptions(group);
    if (id.isEmpty() || family.isEmpty() || facet.isEmpty() || severity.isEmpty() || context.isEmpty()) {
      return Optional.empty();
    }
    Rule rule =
        new Rule(pack, id, name, family.get(), facet.get(), severity.get(), context.get(), basis, exemptions, terms);
    for (String term : terms) {
      if (!termsOfRules.add(pack.id() + "\t" + id + "\t" + term)) {
        group.problem("terms", "规则 " + id + " 在本规则包中重复写了词条 " + term, "请删去一个", problems);
      }
    }
    return Optional.of(rule);
  }

  private List<String> basis(YamlMap group) {
    List<YamlMap.Located> ids = group.located("basis", problems);
    if (ids.isEmpty()) {
      group.problem("basis", "没有写依据", "请写 statutes.tsv 中的编号", problems);
    }
    for (YamlMap.Located id : ids) {
      if (!statutes.contains(id.text())) {
        problems.add(group.source(), id.line(), "statutes.tsv 中没有依据 " + id.text(), "请改正编号或补充该条");
      }
    }
    return ids.stream().map(YamlMap.Located::text).filter(statutes::contains).toList();
  }

  private List<String> terms(YamlMap group) {
    Set<String> terms = new LinkedHashSet<>();
    for (YamlMap.Located term : group.located("terms", problems)) {
      if (term.text().isBlank()) {
        problems.add(group.source(), term.line(), "词条为空", "请删去该行或写上词语");
      } else if (TermShape.parse(term.text()).filter(s -> !s.choice()).isEmpty()) {
        problems.add(group.source(), term.line(), "词条写法不对：" + term.text(), "花括号只能写 {数} 或 {部}，且须另有文字");
      } else if (!terms.add(term.text())) {
        problems.add(group.source(), term.line(), "词条重复：" + term.text(), "请删去一个");
      }
    }
    if (terms.isEmpty()) {
      group.problem("terms", "没有任何词条", "请至少写一个词", problems);
      unread = true;
    }
    written.addAll(terms);
    return List.copyOf(terms);
  }

  /** A group about the whole page: the program has to know what to look for. */
  private List<String> noTerms(YamlMap group, String id, Optional<Family> family) {
    if (group.has("terms")) {
      group.problem("terms", "整页规则不写词条", "请删去 terms，或改写 context", problems);
    }
    Set<Family> known = PageRules.FAMILIES.getOrDefault(id, Set.of());
    if (known.isEmpty()) {
      group.problem("rule", "程序没有整页规则 " + id,
          "可写：" + PageRules.FAMILIES.keySet().stream().sorted().collect(Collectors.joining("、")), problems);
    } else if (family.filter(f -> !known.contains(f)).isPresent()) {
      group.problem("family", "整页规则 " + id + " 没有 " + family.get(),
          "可写：" + known.stream().sorted().map(Family::name).collect(Collectors.joining("、")), problems);
    }
    return List.of();
  }

  private Map<Exemption, String> exemptions(YamlMap group) {
    Map<Exemption, String> exemptions = new EnumMap<>(Exemption.class);
    for (YamlMap map : group.maps("exemptions", problems)) {
      map.onlyKeys(Set.of("id", "reason"), problems);
      String id = map.requiredText("id", problems);
      String reason = map.requiredText("reason", problems);
      Optional<Exemption> exemption = Exemption.of(id);
      if (exemption.isEmpty() && !id.isEmpty()) {
        String ids = Arrays.stream(Exemption.values()).map(Exemption::id).collect(Collectors.joining("、"));
        map.problem("id", "不认识的豁免 " + id, "可写：" + ids, problems);
      }
      exemption.ifPresent(e -> exemptions.put(e, reason));
    }
    return exemptions;
  }
}
