package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.page.Charsets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tries a connector's rules on its saved pages. What is expected is an object for every page, in an array if there
 * are several: {@code {"url","items":[{…}],"next"?}} for a page of results, {@code {"url","fields":{…}}} for the page
 * of one offer, {@code {"url","blocked":true}} for a wall.
 */
public final class FixtureCheck {
  private static final Set<String> KEYS = Set.of("url", "items", "next", "fields", "blocked");

  private final Connector connector;
  private final Charsets charsets = new Charsets();
  private final List<String> differences = new ArrayList<>();
  private final List<ResultPage> read = new ArrayList<>();

  private FixtureCheck(Connector connector) {
    this.connector = connector;
  }

  /**
   * What came of it.
   *
   * @param pages how many pages were read; none means that there is no sample, which proves nothing
   * @param results what was found on those of results
   * @param differences from what is expected, in Chinese
   */
  public record Result(int pages, List<ResultPage> results, List<String> differences) {
    public Result {
      results = List.copyOf(results);
      differences = List.copyOf(differences);
    }

    public boolean passed() {
      return pages > 0 && differences.isEmpty();
    }

    public int items() {
      return results.stream().mapToInt(r -> r.items().size()).sum();
    }
  }

  /** Reads every page; a file that cannot be read is a difference like any other. */
  public static Result run(Connector connector) {
    FixtureCheck check = new FixtureCheck(connector);
    List<Path> pages = connector.fixture().pages();
    if (!pages.isEmpty() && connector.fixture().expect().isPresent()) {
      check.pages(pages, connector.fixture().expect().get());
    }
    return new Result(pages.size(), check.read, check.differences);
  }

  private void pages(List<Path> pages, Path expect) {
    List<JsonNode> expected = expected(expect);
    if (expected.size() != pages.size() && differences.isEmpty()) {
      differences.add(expect.getFileName() + "：写了 " + expected.size() + " 页，样本有 " + pages.size() + " 页");
    }
    for (int i = 0; i < Math.min(pages.size(), expected.size()); i++) {
      page(pages.get(i), expected.get(i));
    }
  }

  private List<JsonNode> expected(Path expect) {
    try {
      JsonNode all = JsonMapper.shared().readTree(Files.readAllBytes(expect));
      return all.isArray() ? all.valueStream().toList() : List.of(all);
    } catch (IOException | JacksonException e) {
      differences.add(expect.getFileName() + "：不是可读的 JSON");
      return List.of();
    }
  }

  private void page(Path file, JsonNode expected) {
    String name = String.valueOf(file.getFileName());
    expected.propertyNames().stream()
        .filter(k -> !KEYS.contains(k))
        .forEach(k -> differences.add(name + "：不认识的键“" + k + "”，可写 " + String.join("、", new TreeSet<>(KEYS))));
    URI url;
    String text;
    try {
      url = URI.create(expected.path("url").asString(""));
      text = charsets.decode(Optional.empty(), Files.readAllBytes(file)).text();
    } catch (IOException | IllegalArgumentException e) {
      differences.add(name + "：样本或它的 url 无法读取");
      return;
    }
    if (url.getHost() == null) {
      differences.add(name + "：缺少 url，相对链接无从补全");
    } else if (expected.has("fields")) {
      fields(name, object(expected.get("fields")), ResultPage.detail(connector, text, url));
    } else {
      results(name, expected, ResultPage.read(connector, text, url));
    }
  }

  private void results(String name, JsonNode expected, ResultPage found) {
    read.add(found);
    boolean wall = found.items().isEmpty() && connector.blocked().wall(found.text()).isPresent();
    if (expected.path("blocked").asBoolean(false) != wall) {
      differences.add(name + (wall ? "：被当作拦截页" : "：没有认出是拦截页"));
    }
    List<JsonNode> items = expected.path("items").valueStream().toList();
    if (items.size() != found.items().size()) {
      differences.add(name + "：应有 " + items.size() + " 条，取到 " + found.items().size() + " 条");
    }
    for (int i = 0; i < Math.min(items.size(), found.items().size()); i++) {
      fields(name + " 第 " + (i + 1) + " 条", object(items.get(i)), found.items().get(i).fields());
    }
    String next = expected.path("next").asString("");
    String foundNext = found.next().map(URI::toString).orElse("");
    if (!next.equals(foundNext)) {
      differences.add(name + "：下一页应为 " + shown(next) + "，取到 " + shown(foundNext));
    }
  }

  private void fields(String where, Map<String, String> expected, Map<String, String> found) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      String wanted = expected.getOrDefault(name, "");
      String got = found.getOrDefault(name, "");
      if (!wanted.equals(got)) {
        differences.add(where + "：" + name + " 应为 " + shown(wanted) + "，取到 " + shown(got));
      }
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "（无）" : "“" + value + "”";
  }

  private static Map<String, String> object(JsonNode node) {
    Map<String, String> values = new TreeMap<>();
    node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asString("")));
    return values;
  }
}
