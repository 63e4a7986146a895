package cn.qingzheng.crawler.seed;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/** Reads the selectors of a connector; one that jsoup cannot parse is a mistake. */
final class ConnectorRules {
  private static final Set<String> STOPS = Set.of("EMPTY", "DUPLICATE_PAGE");

  private final Problems problems;

  ConnectorRules(Problems problems) {
    this.problems = problems;
  }

  Connector.ListRules list(YamlMap y) {
    y.onlyKeys(Set.of("type", "item", "fields", "min_items"), problems);
    y.text("type", problems)
        .filter(t -> !t.equals("html"))
        .ifPresent(t -> y.problem("type", "不支持的列表类型 " + t, "目前只能写 html", problems));
    String item = y.requiredText("item", problems);
    selector(y, "item", item);
    Map<String, FieldRule> fields = fields(y.requiredMap("fields", problems));
    for (String needed : List.of("title", "link")) {
      if (!fields.containsKey(needed)) {
        y.problem("fields", "字段中缺少“" + needed + "”", "title 和 link 必须有", problems);
      }
    }
    return new Connector.ListRules(item, fields, y.integer("min_items", 0, 10_000, 1, problems));
  }

  Connector.Detail detail(YamlMap y, Connector.ListRules list) {
    y.onlyKeys(Set.of("follow", "limit", "fields"), problems);
    String follow = y.requiredText("follow", problems);
    if (!follow.isEmpty() && !list.fields().containsKey(follow)) {
      y.problem("follow", "列表中没有字段“" + follow + "”", "请写 list.fields 中的一个字段名", problems);
    }
    Map<String, FieldRule> fields = y.map("fields", problems).map(this::fields).orElse(Map.of());
    return new Connector.Detail(follow, y.integer("limit", 1, 100_000, 20, problems), fields);
  }

  Connector.Pagination pagination(YamlMap y) {
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
        y.text("next", problems).filter(s -> !s.isBlank()).map(s -> next(y, s)),
        stops.contains("EMPTY"),
        stops.contains("DUPLICATE_PAGE"));
  }

  /** {@code selector@attribute}. */
  private FieldRule next(YamlMap y, String text) {
    int at = text.lastIndexOf('@');
    String css = at < 0 ? text : text.substring(0, at);
    selector(y, "next", css);
    String get = at < 0 ? "@href" : text.substring(at);
    checkGet(y, "next", get);
    return new FieldRule(css, List.of(get), List.of(new Transform.AbsoluteUrl()), false);
  }

  private Map<String, FieldRule> fields(YamlMap y) {
    Map<String, FieldRule> fields = new LinkedHashMap<>();
    for (String name : y.keys()) {
      y.map(name, problems).ifPresent(f -> fields.put(name, field(f)));
    }
    return fields;
  }

  private FieldRule field(YamlMap y) {
    y.onlyKeys(Set.of("css", "get", "transform", "required"), problems);
    String css = y.text("css", problems).orElse("");
    if (!css.isEmpty()) {
      selector(y, "css", css);
    }
    List<String> gets = List.of(y.text("get", problems).orElse("text").split("\\|"));
    gets.forEach(g -> checkGet(y, "get", g));
    List<Transform> transforms = new ArrayList<>();
    for (YamlMap.Located t : y.located("transform", problems)) {
      Optional<Transform> transform = Transform.parse(t.text());
      transform.ifPresent(transforms::add);
      if (transform.isEmpty()) {
        problems.add(
            y.source(), t.line(), "不认识的转换 " + t.text(), "可写：absolute_url、number、trim、date:yyyy-MM-dd");
      }
    }
    return new FieldRule(css, gets, transforms, y.flag("required", false, problems));
  }

  private void checkGet(YamlMap y, String key, String get) {
    if (!get.matches("text|html|@[A-Za-z][A-Za-z0-9_:-]*")) {
      y.problem(key, "不认识的取值方式 " + get, "可写：text、html、@属性名，多个用 | 隔开", problems);
    }
  }

  private void selector(YamlMap y, String key, String css) {
    try {
      if (!css.isEmpty()) {
        QueryParser.parse(css);
      }
    } catch (Selector.SelectorParseException | IllegalArgumentException e) {
      y.problem(key, "CSS 选择器 " + css + " 无法解析", "请检查括号、引号和符号", problems);
    }
  }
}
