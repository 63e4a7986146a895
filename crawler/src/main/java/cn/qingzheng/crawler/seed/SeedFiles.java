package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.PathScope;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a folder of seeds: {@code institutions.csv}, {@code connectors/*.yaml} and {@code approvals.csv}; any may be
 * missing.
 */
public final class SeedFiles {
  private static final List<String> REQUIRED = List.of("id", "name", "kind", "url");
  private static final Set<String> COLUMNS =
      Set.of(
          "id", "name", "kind", "url", "unified_social_credit_code", "region", "max_pages", "max_depth", "render",
          "paths_allowed", "paths_refused", "note");
  private static final int MAX_PAGES = 100_000;
  private static final int MAX_DEPTH = 100;

  private final Problems problems;
  /** Where each id was first used. */
  private final Map<String, String> ids = new HashMap<>();

  private final Optional<Set<String>> keywordSets;

  private SeedFiles(Optional<Set<String>> keywordSets, Problems problems) {
    this.keywordSets = keywordSets;
    this.problems = problems;
  }

  /**
   * As {@link #load(Path, Set, Problems)}, where nobody knows which sets of keywords there are.
   */
  public static SeedPlan load(Path dir, Problems problems) {
    return load(dir, new SeedFiles(Optional.empty(), problems));
  }

  /**
   * Reads the folder; every mistake goes to the problems. The plan holds what is right, and is of use only if there
   * is no problem. It may hold nothing that runs: see {@link SeedPlan#runnable()}.
   *
   * @param keywordSets names of the sets that connectors may search for
   */
  public static SeedPlan load(Path dir, Set<String> keywordSets, Problems problems) {
    return load(dir, new SeedFiles(Optional.of(keywordSets), problems));
  }

  private static SeedPlan load(Path dir, SeedFiles files) {
    List<Seed> seeds = files.institutions(dir.resolve("institutions.csv"));
    List<Connector> connectors = files.connectors(dir.resolve("connectors"));
    Set<String> platforms = connectors.stream().map(Connector::id).collect(Collectors.toSet());
    return new SeedPlan(
        seeds, connectors,
        ApprovalFile.read(dir.resolve("approvals.csv"), files.ids.keySet(), platforms, files.problems));
  }

  private List<Seed> institutions(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Seed> seeds = new ArrayList<>();
    List<Row> rows = Table.csv(file, REQUIRED, problems).rows();
    rows.stream().findFirst().ifPresent(this::columns);
    for (Row row : rows) {
      seed(row).ifPresent(seeds::add);
    }
    return seeds;
  }

  private void columns(Row first) {
    first.cells().keySet().stream()
        .filter(c -> !COLUMNS.contains(c))
        .sorted()
        .forEach(c -> problems.add(first.source(), 0, "不认识的列“" + c + "”", "可写：" + String.join("、", COLUMNS.stream().sorted().toList())));
  }

  private Optional<Seed> seed(Row row) {
    int before = problems.list().size();
    String id = row.required("id", problems);
    id(id, row.source(), row.line());
    String name = row.required("name", problems);
    Optional<SeedKind> kind = row.constant("kind", SeedKind.class, problems);
    Optional<URI> url = url(row);
    Optional<String> code = row.optional("unified_social_credit_code");
    code.filter(c -> !CreditCode.valid(c))
        .ifPresent(c -> row.problem(problems, "统一社会信用代码 " + c + " 的长度、字符或校验码不对", "请核对 18 位代码（GB 32100-2015）"));
    String region = row.text("region");
    Seed.Limits limits =
        new Seed.Limits(
            row.integer("max_pages", 1, MAX_PAGES, 200, problems),
            row.integer("max_depth", 0, MAX_DEPTH, 3, problems),
            render(row),
            paths(row, url));
    if (problems.list().size() > before) {
      return Optional.empty();
    }
    return Optional.of(new Seed(id, name, kind.orElseThrow(), url.orElseThrow(), code, region, limits));
  }

  private RenderMode render(Row row) {
    return row.text("render").isEmpty()
        ? RenderMode.NONE
        : row.constant("render", RenderMode.class, problems).orElse(RenderMode.NONE);
  }

  /** The first page must be wanted, or else nothing would be found. */
  private PathRules paths(Row row, Optional<URI> start) {
    PathRules rules = new PathRules(patterns(row, "paths_allowed"), patterns(row, "paths_refused"));
    start
        .flatMap(u -> PathScope.of(rules).refusal(u))
        .ifPresent(why -> row.problem(problems, "起始页自己就不在要抓的路径之内：" + why, "请改路径规则，或换一个起始页"));
    return rules;
  }

  private List<String> patterns(Row row, String column) {
    List<String> patterns = row.list(column);
    patterns.forEach(p -> PathPattern.wrong(p).ifPresent(w -> row.problem(problems, w, PathPattern.ADVICE)));
    return patterns.stream().filter(p -> PathPattern.wrong(p).isEmpty()).toList();
  }

  private Optional<URI> url(Row row) {
    String text = row.required("url", problems);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> url = CanonicalUrl.of(text);
    if (url.isEmpty()) {
      row.problem(problems, "网址 " + text + " 不对", "请写成 http:// 或 https:// 开头的完整网址");
      return url;
    }
    PublicHost.wrong(url.get()).ifPresent(wrong -> row.problem(problems, wrong, "请写机构对外的网址"));
    return url;
  }

  /** Ids are unique over institutions and connectors, because findings name them. */
  private void id(String id, String source, int line) {
    if (id.isEmpty()) {
      return;
    }
    if (!id.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      problems.add(source, line, "编号 " + id + " 不对", "只用小写字母、数字、- 和 _");
    }
    String first = ids.putIfAbsent(id, source + ":" + line);
    if (first != null) {
      problems.add(source, line, "编号 " + id + " 重复，已用于 " + first, "请换一个编号");
    }
  }

  private List<Connector> connectors(Path folder) {
    List<Connector> connectors = new ArrayList<>();
    for (Path file : yamlFiles(folder)) {
      new ConnectorFile(file, problems, this::id, keywordSets).read().ifPresent(connectors::add);
    }
    return connectors;
  }

  private List<Path> yamlFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      problems.add(folder.toString(), 0, "无法读取：" + e.getMessage(), "请检查权限");
      return List.of();
    }
  }
}
