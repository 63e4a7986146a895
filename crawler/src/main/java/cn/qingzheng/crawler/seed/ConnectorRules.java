package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the selectors of a connector; one that cannot be parsed is a mistake. */
final class ConnectorRules {
  private static final Set<String> STOPS = Set.of("EMPTY", "DUPLICATE_PAGE");

  private final Problems problems;

  ConnectorRules(Problems problems) {
    this.problems = problems;
  }

  Connector.ListRules list(YamlMap y) {
    y.onlyKeys(Set.of("type", "item", "fields", "min_items"), problems);
    ListType type = type(y);
    Place item = place(y, "item", type, y.requiredText("item", problems));
    Map<String, FieldRule> fields = fields(y.requiredMap("fields", problems), type);
    for (String needed : List.of("title", "link")) {
      if (!fields.containsKey(needed)) {
        y.problem("fields", "字段中缺少“" + needed + "”", "title 和 link 必须有", problems);
      }
    }
    return new Connector.ListRules(type, item, fields, y.integer("min_items", 0, 10_000, 1, problems));
  }

  private ListType type(YamlMap y) {
    String text = y.text("type", problems).orElse("html");
    Optional<ListType> type =
        Arrays.stream(ListType.values()).filter(t -> t.name().toLowerCase(Locale.ROOT).equals(text)).findFirst();
    if (type.isEmpty()) {
      y.problem("type", "不支持的列表类型 " + text, "可写：html、xml、json", problems);
    }
    return type.orElse(ListType.HTML);
  }

  private Place place(YamlMap y, String key, ListType type, String text) {
    Place place = Place.of(type, text);
    place.wrong().ifPresent(wrong -> y.problem(key, wrong, advice(type), problems));
    return place;
  }

  private static String advice(ListType type) {
    return type == ListType.JSON ? "请写成 /data/items 的形式（RFC 6901）" : "请检查括号、引号和符号";
  }

  Connector.Detail detail(YamlMap y, Connector.ListRules list) {
    y.onlyKeys(Set.of("follow", "limit", "hosts", "paths_allowed", "paths_refused", "fields"), problems);
    String follow = y.requiredText("follow", problems);
    if (!follow.isEmpty() && !list.fields().containsKey(follow)) {
      y.problem("follow", "列表中没有字段“" + follow + "”", "请写 list.fields 中的一个字段名", problems);
    }
    List<String> hosts = new ArrayList<>();
    for (YamlMap.Located host : y.located("hosts", problems)) {
      Optional<URI> url = CanonicalUrl.of("http://" + host.text() + "/").filter(u -> u.getHost().equalsIgnoreCase(host.text()));
      Optional<String> wrong = url.isEmpty() ? Optional.of("主机名 " + host.text() + " 不对") : PublicHost.wrong(url.get());
      wrong.ifPresent(w -> problems.add(y.source(), host.line(), w, "请写平台对外的主机名，如 item.platform.example"));
      hosts.add(host.text());
    }
    Map<String, FieldRule> fields = y.map("fields", problems).map(f -> fields(f, ListType.HTML)).orElse(Map.of());
    return new Connector.Detail(follow, y.integer("limit", 1, 100_000, 20, problems), hosts, paths(y), fields);
  }

  private PathRules paths(YamlMap y) {
    return new PathRules(paths(y, "paths_allowed"), paths(y, "paths_refused"));
  }

  private List<String> paths(YamlMap y, String key) {
    List<String> patterns = new ArrayList<>();
    for (YamlMap.Located pattern : y.located(key, problems)) {
      PathPattern.wrong(pattern.text()).ifPresent(w -> problems.add(y.source(), pattern.line(), w, PathPattern.ADVICE));
      patterns.add(pattern.text());
    }
    return patterns;
  }

  Connector.Pagination pagination(YamlMap y, ListType type) {
    y.onlyKeys(Set.of("param", "first", "step", "max_pages", "next", "stop_when"), problems);
    List<String> stops = new ArrayList<>();
    for (YamlMap.Located stop : y.located("stop_when", problems)) {
      if (STOPS.contains(stop.text())) {
        stops.add(stop.text());
      } else {
        problems.add(y.source(), stop.line(), "不认识的停止条件 " + stop.text(), "可写：EMPTY、DUPLICATE_PAGE");
      }
    }
    return new Connector.Pagination(
        y.integer("first", 0, 1_000_000, 1, problems),
        y.integer("step", 1, 1000, 1, problems),
        y.integer("max_pages", 1, 1000, 1, problems),
        y.text("next", problems).filter(s -> !s.isBlank()).map(s -> next(y, type, s)),
        stops.contains("EMPTY"),
        stops.contains("DUPLICATE_PAGE"));
  }

  /** {@code selector@attribute}; in JSON the place of the address itself. */
  private FieldRule next(YamlMap y, ListType type, String text) {
    int at = type == ListType.JSON ? -1 : text.lastIndexOf('@');
    // The attribute of an XPath stands behind a slash of its own; an @ in brackets is a condition.
    boolean attribute = at >= 0 && text.indexOf(']', at) < 0;
    String where = attribute ? text.substring(0, at).replaceFirst("(?<=.)/$", "") : text;
    String get = attribute ? text.substring(at) : type == ListType.JSON ? "text" : "@href";
    checkGet(y, "next", get);
    return new FieldRule(place(y, "next", type, where), List.of(get), List.of(new Transform.AbsoluteUrl()), false);
  }

  private Map<String, FieldRule> fields(YamlMap y, ListType type) {
    Map<String, FieldRule> fields = new LinkedHashMap<>();
    for (String name : y.keys()) {
      y.map(name, problems).ifPresent(f -> fields.put(name, field(f, type)));
    }
    return fields;
  }

  private FieldRule field(YamlMap y, ListType type) {
    boolean json = type == ListType.JSON;
    y.onlyKeys(json ? Set.of("json", "transform", "required") : Set.of("css", "xpath", "get", "transform", "required"), problems);
    List<String> gets = json ? List.of("text") : List.of(y.text("get", problems).orElse("text").split("\\|"));
    gets.forEach(g -> checkGet(y, "get", g));
    List<Transform> transforms = new ArrayList<>();
    for (YamlMap.Located t : y.located("transform", problems)) {
      Optional<Transform> transform = Transform.parse(t.text());
      transform.ifPresent(transforms::add);
      if (transform.isEmpty()) {
        problems.add(y.source(), t.line(), "不认识的转换 " + t.text(), Transform.LIST);
      }
    }
    return new FieldRule(where(y, json), gets, transforms, y.flag("required", false, problems));
  }

  private Place where(YamlMap y, boolean json) {
    if (json) {
      return place(y, "json", ListType.JSON, y.requiredText("json", problems));
    }
    Optional<String> xpath = y.text("xpath", problems).filter(x -> !x.isBlank());
    Optional<String> css = y.text("css", problems).filter(c -> !c.isBlank());
    if (xpath.isPresent() && css.isPresent()) {
      y.problem("xpath", "css 和 xpath 只能写一个", "请删去其中之一", problems);
    }
    Place place =
        xpath.map(x -> new Place(Place.Language.XPATH, x))
            .orElseGet(() -> css.map(c -> new Place(Place.Language.CSS, c)).orElse(Place.itself()));
    place.wrong().ifPresent(w -> y.problem(xpath.isPresent() ? "xpath" : "css", w, advice(ListType.HTML), problems));
    return place;
  }

  private void checkGet(YamlMap y, String key, String get) {
    if (!get.matches("text|html|@[A-Za-z][A-Za-z0-9_:-]*")) {
      y.problem(key, "不认识的取值方式 " + get, "可写：text、html、@属性名，多个用 | 隔开", problems);
    }
  }
}
