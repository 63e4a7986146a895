package cn.qingzheng.index;

import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.WrittenForm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a search can be narrowed by, in the query ({@code 域名:a.example}) and by facet. Values of closed fields are
 * the identifiers of the enum; the query takes the Chinese label too.
 */
public enum SearchField {
  HOST("host", "域名", List.of("网站", "site", "domain")),
  OUTCOME("outcome", "结论", List.of(), labels(Outcome.values(), Outcome::label)),
  RULE("rule", "规则", List.of()),
  TERM("term", "词语", List.of("词", "禁用词")),
  SEVERITY("severity", "严重", List.of("严重程度", "程度"), labels(Severity.values(), Severity::label)),
  FORM("form", "写法", List.of(), labels(WrittenForm.values(), WrittenForm::label)),
  FACET("facet", "方面", List.of("内容"), labels(Facet.values(), Facet::label)),
  LAW("law", "法条", List.of("依据", "basis")),
  PLATFORM("platform", "平台", List.of()),
  /** As recognised; in a query {@code 机构:} asks for a part of the name. */
  INSTITUTION("institution", "机构", List.of()),
  /** 行政区划代码 of who stands behind the page; what somebody may see is told by it. */
  REGION("region", "地区", List.of("区划")),
  SEED("seed", "种子", List.of("来源")),
  KIND("kind", "页面", List.of("页面类型", "类型"), labels(PageKind.values(), PageKind::label)),
  PROMOTER_STATUS("status", "备案", List.of("备案状态"), labels(PromoterStatus.values(), PromoterStatus::label)),
  FILING("filing", "机构类别", List.of(), labels(FilingKind.values(), FilingKind::label)),
  STATE("state", "状态", List.of("处理"), labels(FindingState.values(), FindingState::label)),
  CASE("case", "案件", List.of()),
  CAPTURE("capture", "采集", List.of("采集编号")),
  /** Pages of one group say the same or nearly the same; a search can be folded by it. */
  COPIES("copies", "同文", List.of("同文组")),
  MONTH("month", "月份", List.of());

  private final String key;
  private final String label;
  private final List<String> otherNames;
  private final Map<String, String> values;

  SearchField(String key, String label, List<String> otherNames) {
    this(key, label, otherNames, Map.of());
  }

  SearchField(String key, String label, List<String> otherNames, Map<String, String> values) {
    this.key = key;
    this.label = label;
    this.otherNames = otherNames;
    this.values = values;
  }

  private static <E extends Enum<E>> Map<String, String> labels(E[] constants, Function<E, String> label) {
    Map<String, String> labels = new LinkedHashMap<>();
    Arrays.stream(constants).forEach(e -> labels.put(e.name(), label.apply(e)));
    return labels;
  }

  /** The short English name, as in a query and in an address. */
  public String key() {
    return key;
  }

  /** In Chinese, as shown to users and as in a query. */
  public String label() {
    return label;
  }

  /** A stored value as shown to users. */
  public String display(String value) {
    return values.getOrDefault(value, value);
  }

  /** The field of that name, Chinese or English, in any case. */
  public static Optional<SearchField> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(f -> f != INSTITUTION)
        .filter(f -> f.key.equals(wanted) || f.label.equals(wanted) || f.otherNames.contains(wanted))
        .findFirst();
  }

  static SearchField ofKey(String key) {
    return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("key should be of a field, was: " + key));
  }

  /** What is stored for a value as typed; absent if the field is closed and has no such value. */
  Optional<String> stored(String typed) {
    if (values.isEmpty()) {
      return Optional.of(normal(typed));
    }
    return values.entrySet().stream()
        .filter(v -> v.getKey().equalsIgnoreCase(typed) || v.getValue().equals(typed))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The values of a closed field in Chinese; empty if any value is possible. */
  List<String> choices() {
    return List.copyOf(values.values());
  }

  /** Open values are compared without case. */
  String normal(String value) {
    return values.isEmpty() ? value.strip().toLowerCase(Locale.ROOT) : value;
  }

  /** Whether it is known of findings only when somebody searches, and stands in no document. */
  boolean joined() {
    return this == STATE || this == CASE;
  }

  /** Whether the number of pages per value is counted with every search. */
  boolean counted() {
    return this != CAPTURE && this != COPIES && this != SEED;
  }
}
