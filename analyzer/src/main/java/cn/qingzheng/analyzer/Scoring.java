package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weights and thresholds.
 *
 * @param severity what a rule's severity counts
 * @param features what a circumstance of a hit counts, by id
 * @param pageFeatures what a page can show, by id
 * @param pageKinds in the order of the file; the kind that exceeds its threshold by most wins, else OTHER
 */
record Scoring(
    Map<Severity, Integer> severity, Map<String, Reason> features, Thresholds thresholds,
    Map<String, PageFeature> pageFeatures, List<KindWeights> pageKinds) {
  /** Circumstances of a hit that the program can see. */
  static final Set<String> HIT_FEATURES =
      Set.of("guarantee", "rental", "speed", "price", "call-to-action", "authority", "organ-name", "emblem",
          "certificate-copycat", "certificate-unlisted", "income", "no-threshold", "obfuscated",
          "prominent", "listing", "promoter-unapproved", "promoter-out-of-scope", "hidden", "promoter-filed",
          "promoter-organ", "host-official", "document-number", "enforcement", "warning", "negation", "prohibition",
          "quotation", "question", "law-title", "catalogue-item", "disclaimer");

  /**
   * @param highRisk least score of a finding for HIGH_RISK
   * @param insufficientChars fewer letters than this, and no hit, is INSUFFICIENT
   * @param mostHits so many occurrences of a page are judged one by one; the rest are counted
   */
  record Thresholds(int highRisk, int insufficientChars, int mostHits) {}

  /**
   * Something that a page can show.
   *
   * @param text for a lay reader, in Chinese
   * @param words empty for what the program sees by itself
   * @param least so many different words have to stand in the zone
   */
  record PageFeature(String id, String text, PageZone zone, int least, List<TermShape> words) {}

  /**
   * @param needs at least one of them has to be there, whatever the sum; empty if nothing has to
   * @param features weight by feature of the page
   */
  record KindWeights(PageKind kind, int threshold, Set<String> needs, Map<String, Integer> features) {}

  static Scoring read(Path file, Problems problems) {
    Optional<YamlMap> read = YamlMap.read(file, problems);
    if (read.isEmpty()) {
      return new Scoring(Map.of(), Map.of(), new Thresholds(1, 1, 1), Map.of(), List.of());
    }
    YamlMap map =
        read.get().onlyKeys(
            Set.of("schema", "version", "source", "retrieved", "severity", "features", "outcome", "page_features", "page_kinds"),
            problems);
    if (!map.requiredText("schema", problems).equals("scoring/1")) {
      map.problem("schema", "不是评分格式", "请写 schema: scoring/1", problems);
    }
    YamlMap outcome = map.requiredMap("outcome", problems);
    outcome.onlyKeys(Set.of("high_risk", "review", "insufficient_chars", "most_hits"), problems);
    Thresholds thresholds =
        new Thresholds(outcome.integer("high_risk", 1, 10_000, 60, problems),
            outcome.integer("insufficient_chars", 0, 10_000, 12, problems),
            outcome.integer("most_hits", 1, 1_000_000, 2_000, problems));
    Map<String, PageFeature> pageFeatures = pageFeatures(map, problems);
    return new Scoring(severities(map, problems), features(map, problems), thresholds, pageFeatures,
        kinds(map, pageFeatures.keySet(), problems));
  }

  private static Map<Severity, Integer> severities(YamlMap map, Problems problems) {
    YamlMap weights = map.requiredMap("severity", problems);
    weights.onlyKeys(Set.of("LOW", "MEDIUM", "HIGH"), problems);
    Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
    for (Severity severity : List.of(Severity.LOW, Severity.MEDIUM, Severity.HIGH)) {
      weights.requiredText(severity.name(), problems);
      severities.put(severity, weights.integer(severity.name(), 0, 1000, 0, problems));
    }
    severities.put(Severity.NONE, 0);
    return severities;
  }

  private static Map<String, Reason> features(YamlMap map, Problems problems) {
    Map<String, Reason> features = new HashMap<>();
    for (YamlMap item : map.maps("features", problems)) {
      item.onlyKeys(Set.of("id", "weight", "text"), problems);
      String id = item.requiredText("id", problems);
      if (!id.isEmpty() && !HIT_FEATURES.contains(id)) {
        item.problem("id", "不认识的特征 " + id, "可写：" + sorted(HIT_FEATURES), problems);
      }
      Reason reason =
          new Reason(id, item.integer("weight", -1000, 1000, 0, problems), item.requiredText("text", problems));
      if (features.put(id, reason) != null) {
        item.problem("id", "特征 " + id + " 重复", "请删去一个", problems);
      }
    }
    return features;
  }

  private static Map<String, PageFeature> pageFeatures(YamlMap map, Problems problems) {
    Map<String, PageFeature> features = new HashMap<>();
    for (YamlMap item : map.maps("page_features", problems)) {
      PageFeature feature = pageFeature(item, problems);
      boolean seen = PageFeatures.NAMES.contains(feature.id());
      if (seen != feature.words().isEmpty()) {
        item.problem("id", seen ? "特征 " + feature.id() + " 由程序识别，不用词" : "特征 " + feature.id() + " 没有词", seen ? "请删去 words" : "请写 words", problems);
      }
      if (features.put(feature.id(), feature) != null) {
        item.problem("id", "特征 " + feature.id() + " 重复", "请删去一个", problems);
      }
    }
    PageFeatures.NAMES.stream().filter(n -> !features.containsKey(n)).sorted()
        .forEach(n -> map.problem("page_features", "缺少特征 " + n + " 的说明", "请写 {id: " + n + ", text: …}", problems));
    return features;
  }

  private static PageFeature pageFeature(YamlMap item, Problems problems) {
    item.onlyKeys(Set.of("id", "text", "zone", "least", "words"), problems);
    List<TermShape> words = new ArrayList<>();
    for (String word : item.texts("words", problems)) {
      TermShape.parse(word).ifPresentOrElse(words::add,
          () -> item.problem("words", "词的写法不对：" + word, "花括号只能写 {数}、{部} 或 {甲|乙|}，且须另有文字", problems));
    }
    PageZone zone = item.has("zone") ? item.constant("zone", PageZone.class, problems).orElse(PageZone.PAGE) : PageZone.PAGE;
    return new PageFeature(item.requiredText("id", problems), item.requiredText("text", problems), zone, item.integer("least", 1, 20, 1, problems), words);
  }

  private static List<KindWeights> kinds(YamlMap map, Set<String> known, Problems problems) {
    List<KindWeights> kinds = new ArrayList<>();
    Set<PageKind> seen = new HashSet<>();
    for (YamlMap item : map.maps("page_kinds", problems)) {
      item.onlyKeys(Set.of("kind", "threshold", "needs", "features"), problems);
      int threshold = item.integer("threshold", 1, 10_000, 40, problems);
      YamlMap features = item.requiredMap("features", problems);
      features.onlyKeys(known, problems);
      Map<String, Integer> weights = new HashMap<>();
      features.keys().forEach(k -> weights.put(k, features.integer(k, -1000, 1000, 0, problems)));
      Optional<PageKind> kind = item.constant("kind", PageKind.class, problems);
      kind.filter(k -> !seen.add(k)).ifPresent(k -> item.problem("kind", "页面类型 " + k + " 重复", "请合并", problems));
      kind.ifPresent(k -> kinds.add(new KindWeights(k, threshold, needs(item, known, problems), weights)));
    }
    return kinds;
  }

  private static Set<String> needs(YamlMap item, Set<String> known, Problems problems) {
    List<String> needs = item.texts("needs", problems);
    needs.stream().filter(n -> !known.contains(n))
        .forEach(n -> item.problem("needs", "不认识的特征 " + n, "可写 page_features 中的特征", problems));
    return Set.copyOf(needs);
  }

  private static String sorted(Set<String> names) {
    return String.join("、", names.stream().sorted().toList());
  }
}
