package cn.qingzheng.crawler.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every connector that is shipped reads its own samples. */
class ShippedConnectorsTest {
  private static List<Connector> connectors(String folder) {
    Problems problems = new Problems();
    SeedPlan plan =
        SeedFiles.load(
            Path.of(System.getProperty("qingzheng.root"), folder), Set.of("restricted-goods", "copycat-names"), problems);
    assertEquals(List.of(), problems.list());
    return plan.connectors();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seeds", "seeds/demo"})
  void a_shipped_connector_finds_on_its_samples_what_it_should(String folder) {
    assertTrue(connectors(folder).size() >= 2);
    for (Connector c : connectors(folder)) {
      FixtureCheck.Result result = FixtureCheck.run(c);
      assertEquals(List.of(), result.differences(), c.id());
      assertTrue(result.passed() && result.items() > 0, c.id());
    }
  }

  /** Else a rule that never matched anything would be shipped as working. */
  @ParameterizedTest
  @ValueSource(strings = {"seeds", "seeds/demo"})
  void every_required_field_is_seen_in_some_sample(String folder) {
    for (Connector c : connectors(folder)) {
      Set<String> seen = new HashSet<>();
      FixtureCheck.run(c).results().forEach(r -> r.items().forEach(i -> seen.addAll(i.fields().keySet())));
      Map<String, FieldRule> rules = c.list().fields();
      assertTrue(seen.containsAll(rules.keySet()), c.id() + " " + rules.keySet() + " seen " + seen);
    }
  }

  @Test
  void a_template_never_runs_by_itself() {
    connectors("seeds").forEach(c -> assertTrue(c.id().startsWith("template-") && c.idle().isPresent() && c.unfilled().isPresent(), c.id()));
  }
}
