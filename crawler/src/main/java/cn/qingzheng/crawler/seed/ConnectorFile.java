package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.RenderMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one connector file, {@code schema: connector/1}. */
final class ConnectorFile {
  private static final Set<String> KEYS =
      Set.of(
          "schema", "id", "name", "kind", "version", "enabled", "compliance", "politeness", "user_agent", "request",
          "pagination", "render", "list", "detail", "blocked_when", "on_blocked", "health", "keywords", "fixture");

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "INSTITUTION_SITE", "机构网站请写进 institutions.csv",
          "SITEMAP", "机构网站的站点地图自动读取；请写进 institutions.csv",
          "MANUAL_IMPORT", "人工取得的材料用 ./qingzheng import 导入，不需要连接器");

  private final Path file;
  private final Problems problems;
  private final IdCheck ids;
  private final Optional<Set<String>> sets;

  /** Hears of every id with its place. */
  @FunctionalInterface
  interface IdCheck {
    void id(String id, String source, int line);
  }

  /** @param sets the sets of keywords that there are; empty if nobody knows */
  ConnectorFile(Path file, Problems problems, IdCheck ids, Optional<Set<String>> sets) {
    this.file = file;
    this.problems = problems;
    this.ids = ids;
    this.sets = sets;
  }

  /** The connector, absent if there is any mistake in the file. */
  Optional<Connector> read() {
    int before = problems.list().size();
    Optional<Connector> connector = YamlMap.read(file, problems).map(this::connector);
    return problems.list().size() == before ? connector : Optional.empty();
  }

  private Connector connector(YamlMap y) {
    y.onlyKeys(KEYS, problems);
    schema(y);
    String id = y.requiredText("id", problems);
    ids.id(id, y.source(), y.line("id"));
    ComplianceBlock compliance = ComplianceBlock.read(y.requiredMap("compliance", problems), problems);
    ConnectorRules rules = new ConnectorRules(problems);
    Connector.ListRules list = rules.list(y.requiredMap("list", problems));
    Optional<Connector.Detail> detail = y.map("detail", problems).map(d -> rules.detail(d, list));
    compliance.checkFields(fields(list, detail), problems);
    YamlMap paging = y.requiredMap("pagination", problems);
    Connector.Pagination pagination = rules.pagination(paging, list.type());
    UrlTemplate request = new RequestBlock(problems).read(y.requiredMap("request", problems), paging, pagination);
    ConnectorKind kind = kind(y);
    if (kind == ConnectorKind.SEARCH_ENGINE && detail.isPresent()) {
      y.problem("detail", "搜索引擎的结果指向别的网站，程序只列为线索而不跟进", "请删去 detail", problems);
    }
    return new Connector(
        id,
        y.requiredText("name", problems),
        kind,
        y.integer("version", 1, Integer.MAX_VALUE, 1, problems),
        y.flag("enabled", false, problems),
        compliance.unfilled(),
        compliance.compliance(),
        ConnectorLimits.politeness(y.requiredMap("politeness", problems), problems),
        userAgent(y),
        request,
        pagination,
        render(y),
        list,
        detail,
        ConnectorLimits.blocked(y, problems),
        ConnectorLimits.health(y, problems),
        keywords(y, request),
        fixture(y));
  }

  private static Set<String> fields(Connector.ListRules list, Optional<Connector.Detail> detail) {
    Set<String> names = new HashSet<>(list.fields().keySet());
    detail.ifPresent(d -> names.addAll(d.fields().keySet()));
    return names;
  }

  /** Kinds of sources that are read in another way are told where they belong. */
  private ConnectorKind kind(YamlMap y) {
    String text = y.text("kind", problems).orElse("");
    Optional<String> elsewhere = Optional.ofNullable(ELSEWHERE.get(text));
    if (elsewhere.isPresent()) {
      y.problem("kind", "“kind”不能是 " + text, elsewhere.get(), problems);
      return ConnectorKind.CLASSIFIED;
    }
    return y.constant("kind", ConnectorKind.class, problems).orElse(ConnectorKind.CLASSIFIED);
  }

  private Connector.Keywords keywords(YamlMap y, UrlTemplate request) {
    if (request.text().isEmpty() || request.takesKeyword()) {
      return ConnectorLimits.keywords(y.requiredMap("keywords", problems), sets, problems);
    }
    if (y.has("keywords")) {
      y.problem("keywords", "request.url 中没有关键词的位置，关键词用不上", "请删去 keywords，或在网址中写 " + UrlTemplate.KEYWORD, problems);
    }
    return new Connector.Keywords(List.of(), 1);
  }

  private void schema(YamlMap y) {
    String schema = y.requiredText("schema", problems);
    if (!schema.isEmpty() && !schema.equals("connector/1")) {
      y.problem("schema", "不认识的格式 " + schema, "请写 connector/1", problems);
    }
  }

  private Optional<String> userAgent(YamlMap y) {
    Optional<String> agent = y.text("user_agent", problems).filter(s -> !s.isBlank());
    agent
        .filter(a -> !a.matches("[\\x20-\\x7e]+"))
        .ifPresent(a -> y.problem("user_agent", "user_agent 只能用 ASCII 字符", "请改用拼音或英文", problems));
    return agent;
  }

  private Connector.Rendering render(YamlMap y) {
    Optional<YamlMap> render = y.map("render", problems);
    render.ifPresent(r -> r.onlyKeys(Set.of("mode", "wait_for", "scroll", "timeout_ms"), problems));
    return new Connector.Rendering(
        render.flatMap(r -> r.constant("mode", RenderMode.class, problems)).orElse(RenderMode.NONE),
        render.map(this::options).orElseGet(RenderOptions::none));
  }

  private RenderOptions options(YamlMap r) {
    return new RenderOptions(
        r.text("wait_for", problems).map(String::strip).filter(s -> !s.isEmpty()),
        r.flag("scroll", false, problems),
        r.has("timeout_ms")
            ? Optional.of(Duration.ofMillis(r.integer("timeout_ms", 1000, 120_000, 15_000, problems)))
            : Optional.empty());
  }

  /** The sample pages that the connector is tried on without the network. */
  private Connector.Fixture fixture(YamlMap y) {
    Optional<YamlMap> block = y.map("fixture", problems);
    if (block.isEmpty()) {
      return new Connector.Fixture(List.of(), Optional.empty());
    }
    YamlMap f = block.get().onlyKeys(Set.of("pages", "expect"), problems);
    List<Path> pages =
        f.located("pages", problems).stream()
            .flatMap(page -> sample(f.source(), page.line(), page.text()).stream())
            .toList();
    Optional<Path> expect = f.text("expect", problems).flatMap(e -> sample(f.source(), f.line("expect"), e));
    if (f.has("pages") != f.has("expect")) {
      y.problem("fixture", "样本网页和应取到的内容要成对", "请同时写 pages 和 expect", problems);
    }
    return new Connector.Fixture(pages, expect);
  }

  private Optional<Path> sample(String source, int line, String name) {
    Path folder = file.toAbsolutePath().getParent();
    Path sample = folder.resolve(name).normalize();
    if (sample.startsWith(folder) && Files.isRegularFile(sample)) {
      return Optional.of(sample);
    }
    problems.add(source, line, "样本文件 " + name + " 不存在", "请写相对于本文件的路径");
    return Optional.empty();
  }
}
