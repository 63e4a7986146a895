package cn.qingzheng.crawler.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema is what editors show an operator, the reader is what decides: neither may forbid what the other allows. */
class ConnectorSchemaTest {
  private static final Path SEEDS = Path.of(System.getProperty("qingzheng.root"), "seeds");

  @TempDir Path dir;
  private Schema schema;

  @BeforeEach
  void schema() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SEEDS.resolve("connectors/connector.schema.json")));
    Files.createDirectories(dir.resolve("connectors"));
  }

  private static JsonNode tree(String yaml) {
    return JsonMapper.shared().valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  private boolean schemaTakes(String yaml) {
    return schema.validate(tree(yaml)).isEmpty();
  }

  private List<String> readerSays(String yaml) throws IOException {
    Files.writeString(dir.resolve("connectors/a.yaml"), yaml);
    Problems problems = new Problems();
    SeedFiles.load(dir, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void every_shipped_connector_fits_the_schema() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("connectors", "demo/connectors")) {
      try (Stream<Path> all = Files.list(SEEDS.resolve(folder))) {
        all.filter(f -> f.toString().endsWith(".yaml")).forEach(files::add);
      }
    }
    assertTrue(files.size() >= 3, files.toString());
    for (Path file : files) {
      assertEquals(List.of(), schema.validate(tree(Files.readString(file))).stream().map(String::valueOf).toList(), file.toString());
    }
  }

  @Test
  void schema_and_reader_refuse_the_same() throws IOException {
    String yaml = ConnectorSample.YAML;
    assertTrue(schemaTakes(yaml), schema.validate(tree(yaml)).toString());
    assertEquals(List.of(), readerSays(yaml));
    Map<String, List<String>> changes =
        Map.ofEntries(
            Map.entry("schema: connector/1", List.of("schema: connector/2", "stranger: 1\nschema: connector/1")),
            Map.entry("id: shop\n", List.of("id: Shop\n", "", "id:\n")),
            Map.entry("kind: ECOMMERCE", List.of("kind: SHOP", "kind: SITEMAP", "kind:")),
            Map.entry("version: 1", List.of("version: 0", "version: a", "version: 1.5")),
            Map.entry("enabled: true", List.of("enabled: ja")),
            Map.entry("login_required: false", List.of("login_required: true")),
            Map.entry("robots: OBEY", List.of("robots: IGNORE", "robots: OVERRIDE_APPROVED")),
            Map.entry("robots_override: null", List.of("robots_override: {legal_basis: a}", "strange: 1")),
            Map.entry("verdict: ALLOWED", List.of("verdict: YES", "strange: 1")),
            Map.entry("on: \"2026-11-01\"", List.of("on: \"2026年\"")),
            Map.entry("impact_assessment: \"IA-1\"", List.of("note: x")),
            Map.entry("max_rps: 2,", List.of("max_rps: 0,", "max_rps: fast,", "rps: 2,")),
            Map.entry("concurrency: 1", List.of("concurrency: 2")),
            Map.entry("window: \"00:00-24:00\"", List.of("window: always", "window: \"25:00-26:00\"")),
            Map.entry("retries: 1", List.of("retries: 11", "retries: -1")),
            Map.entry("method: GET", List.of("method: POST", "verb: GET")),
            Map.entry("http://shop.example/search", List.of("ftp://shop.example/search", "http://shop.example/{other}/search")),
            Map.entry("headers: {}", List.of("headers: {Cookie: x}")),
            Map.entry("cookies: none", List.of("cookies: keep")),
            Map.entry("step: 1", List.of("step: 0", "by: 1")),
            Map.entry("stop_when: [EMPTY, DUPLICATE_PAGE]", List.of("stop_when: [NEVER]")),
            Map.entry("render: {mode: NONE}", List.of("render: {mode: SOME}", "render: {mode: NONE, scroll: 5}", "render: {mode: NONE, timeout_ms: 5}", "render: {mode: NONE, wait: x}")),
            Map.entry("type: html", List.of("type: csv", "type: json", "kind: html")),
            Map.entry("item: \"ul.goods > li\"", List.of("item: \"\"")),
            Map.entry("    title:  {", List.of("    name:  {")),
            Map.entry("get: \"@href\"", List.of("get: href", "got: x")),
            Map.entry("transform: [number]", List.of("transform: [eval]", "transform: [\"fill:x\"]")),
            Map.entry("min_items: 1", List.of("min_items: -1")),
            Map.entry("follow: link, ", List.of("", "strange: 1, follow: link, ")),
            Map.entry("status: [401, 403]", List.of("status: [40]", "code: [401]")),
            Map.entry("action: SUSPEND", List.of("action: RETRY")),
            Map.entry("for: 24h", List.of("for: soon", "for: 0h", "until: 24h", "for: 24h, notify: true")),
            Map.entry("required_field_rate: 0.95", List.of("required_field_rate: 2", "rate: 1")),
            Map.entry("sets: [restricted-goods]", List.of("sets: []", "set: a")));
    for (Map.Entry<String, List<String>> change : changes.entrySet()) {
      assertTrue(yaml.contains(change.getKey()), change.getKey());
      for (String other : change.getValue()) {
        String changed = yaml.replace(change.getKey(), other);
        assertTrue(!readerSays(changed).isEmpty(), "the reader takes " + other);
        assertTrue(!schemaTakes(changed), "the schema takes " + other);
      }
    }
  }

  @Test
  void schema_and_reader_take_the_same() throws IOException {
    String yaml = ConnectorSample.YAML;
    Map<String, List<String>> changes =
        Map.of(
            "version: 1\n", List.of(""),
            "kind: ECOMMERCE", List.of("kind: RSS"),
            "param: page, ", List.of("", "param: \"\", "),
            "transform: [number]", List.of("transform: [plain_text, \"query:u\"]", "transform: []"),
            "{css: \".price\", ", List.of("{xpath: \".//b\", ", "{"),
            "limit: 20, ", List.of("limit: 5, hosts: [item.shop.example], "),
            "by: \"甲\", on: \"2026-11-01\", verdict: ALLOWED", List.of("", "verdict: UNREVIEWED"),
            "charset: auto, headers: {}, cookies: none", List.of("charset: GBK"),
            "render: {mode: NONE}\n", List.of(""),
            "user_agent: \"Test/1.0 (+http://bureau.example/)\"\n", List.of("", "user_agent: \"\"\n"));
    for (Map.Entry<String, List<String>> change : changes.entrySet()) {
      assertTrue(yaml.contains(change.getKey()), change.getKey());
      for (String other : change.getValue()) {
        String changed = yaml.replace(change.getKey(), other);
        assertEquals(List.of(), readerSays(changed), other);
        assertEquals(List.of(), schema.validate(tree(changed)).stream().map(String::valueOf).toList(), other);
      }
    }
  }
}
