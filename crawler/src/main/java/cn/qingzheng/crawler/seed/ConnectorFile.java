package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.RenderMode;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads one connector file, {@code schema: connector/1}. */
final class ConnectorFile {
  private static final Set<String> KEYS =
      Set.of(
          "schema", "id", "name", "kind", "version", "enabled", "compliance", "politeness", "user_agent", "request",
          "pagination", "render", "list", "detail", "blocked_when", "on_blocked", "health", "keywords", "fixture");

  private final Path file;
  private final Problems problems;
  private final IdCheck ids;

  /** Hears of every id with its place. */
  @FunctionalInterface
  interface IdCheck {
    void id(String id, String source, int line);
  }

  ConnectorFile(Path file, Problems problems, IdCheck ids) {
    this.file = file;
    this.problems = problems;
    this.ids = ids;
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
    y.integer("version", 1, Integer.MAX_VALUE, 1, problems);
    ComplianceBlock compliance = ComplianceBlock.read(y.requiredMap("compliance", problems), problems);
    ConnectorRules rules = new ConnectorRules(problems);
    Connector.ListRules list = rules.list(y.requiredMap("list", problems));
    fixture(y);
    return new Connector(
        id,
        y.requiredText("name", problems),
        y.constant("kind", ConnectorKind.class, problems).orElse(ConnectorKind.CLASSIFIED),
        y.flag("enabled", false, problems) ? compliance.unfilled() : Optional.of("未启用"),
        compliance.compliance(),
        ConnectorLimits.politeness(y.requiredMap("politeness", problems), problems),
        userAgent(y),
        request(y.requiredMap("request", problems)),
        rules.pagination(y.requiredMap("pagination", problems)),
        render(y),
        list,
        y.map("detail", problems).map(d -> rules.detail(d, list)),
        ConnectorLimits.blocked(y, problems),
        ConnectorLimits.health(y, problems),
        ConnectorLimits.keywords(y.requiredMap("keywords", problems), problems));
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

  private UrlTemplate request(YamlMap y) {
    y.onlyKeys(Set.of("method", "url", "charset", "headers", "cookies"), problems);
    expect(y, "method", "GET", "只支持 GET：本程序不提交表单");
    expect(y, "cookies", "none", "只支持 none：本程序不保持登录状态");
    y.map("headers", problems)
        .filter(h -> !h.keys().isEmpty())
        .ifPresent(h -> y.problem("headers", "不支持自定义请求头", "请写 headers: {}", problems));
    UrlTemplate template = new UrlTemplate(y.requiredText("url", problems), charset(y));
    checkTemplate(y, template);
    return template;
  }

  private void expect(YamlMap y, String key, String only, String why) {
    y.text(key, problems)
        .filter(v -> !v.equals(only))
        .ifPresent(v -> y.problem(key, "“" + key + "”不能是 " + v + "，" + why, "请写 " + key + ": " + only, problems));
  }

  private Charset charset(YamlMap y) {
    String name = y.text("charset", problems).orElse("auto");
    if (name.equals("auto")) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      y.problem("charset", "不认识的字符集 " + name, "请写 auto、UTF-8、GBK 等", problems);
      return StandardCharsets.UTF_8;
    }
  }

  private void checkTemplate(YamlMap y, UrlTemplate template) {
    if (template.text().isEmpty()) {
      return;
    }
    if (!template.text().contains(UrlTemplate.KEYWORD)) {
      y.problem("url", "网址中没有 " + UrlTemplate.KEYWORD, "请在关键词的位置写 " + UrlTemplate.KEYWORD, problems);
    }
    String filled = template.text().replace(UrlTemplate.KEYWORD, "a").replace(UrlTemplate.PAGE, "1");
    Optional<URI> url = filled.contains("{") ? Optional.empty() : CanonicalUrl.of(filled);
    if (url.isEmpty()) {
      y.problem("url", "网址模板 " + template.text() + " 不对", "请写 http(s) 网址，占位符只有 "
          + UrlTemplate.KEYWORD + " 和 " + UrlTemplate.PAGE, problems);
    } else {
      PublicHost.wrong(url.get()).ifPresent(wrong -> y.problem("url", wrong, "请写平台对外的网址", problems));
    }
  }

  private RenderMode render(YamlMap y) {
    Optional<YamlMap> render = y.map("render", problems);
    render.ifPresent(r -> r.onlyKeys(Set.of("mode", "wait_for", "scroll", "timeout_ms"), problems));
    return render.flatMap(r -> r.constant("mode", RenderMode.class, problems)).orElse(RenderMode.NONE);
  }

  /** The sample pages that the connector is tried on without the network. */
  private void fixture(YamlMap y) {
    Optional<YamlMap> fixture = y.map("fixture", problems);
    fixture.ifPresent(f -> f.onlyKeys(Set.of("pages", "expect"), problems));
    fixture.ifPresent(
        f -> {
          for (YamlMap.Located page : f.located("pages", problems)) {
            exists(f.source(), page.line(), page.text());
          }
          f.text("expect", problems).ifPresent(expect -> exists(f.source(), f.line("expect"), expect));
        });
  }

  private void exists(String source, int line, String name) {
    Path folder = file.toAbsolutePath().getParent();
    Path sample = folder.resolve(name).normalize();
    if (!sample.startsWith(folder) || !Files.isRegularFile(sample)) {
      problems.add(source, line, "样本文件 " + name + " 不存在", "请写相对于本文件的路径");
    }
  }
}
