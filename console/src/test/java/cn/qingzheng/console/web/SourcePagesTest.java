package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.ConnectorDecision;
import cn.qingzheng.casework.ConnectorDecisions;
import cn.qingzheng.casework.LeadState;
import cn.qingzheng.casework.Leads;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scans go by, seen and changed from the console: leads, the list of institutions, connectors. */
class SourcePagesTest {
  @TempDir static Path home;
  private static Path seeds;
  private static TestConsole data;
  private static WebConsole console;
  private static ConsoleClient analyst;

  @BeforeAll
  static void start() throws IOException {
    data = new TestConsole(home);
    data.register("B001", "白果", Role.ANALYST);
    data.register("E001", "鄂云", Role.SEAL_KEEPER);
    seeds = home.resolve("seeds");
    copy(SampleScan.root().resolve("seeds/demo"), seeds);
    Files.writeString(new Home(home).seedsNote(), seeds + "\n");
    console = WebConsole.start(WebSettings.loopback(0), data, data.office());
    analyst = ConsoleClient.signedIn(console.port(), "B001", TestConsole.PASSWORD);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static HttpResponse<byte[]> send(ConsoleClient who, String path, Map<String, String> fields) {
    String[] flat = fields.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray(String[]::new);
    return who.post("/leads", path, flat);
  }

  @AfterAll
  static void stop() {
    console.close();
    data.close();
  }

  @Test
  void a_lead_is_entered_looked_into_and_made_a_seed() throws IOException {
    send(
        analyst, "/leads",
        Map.of(
            "channel", "COMPLAINT", "received", "2026-11-20", "shop", "青禾课堂<b>", "platform", "示例商城", "url",
            "https://qinghe.example/", "text", "电话 13800138000 说包过", "reporter", "匿名甲", "contact", "400-000-1234"));
    String number = new Leads(data.office().casebook()).all(Optional.empty()).get(0).number();
    String list = analyst.page("/leads");
    assertTrue(list.contains(number) && list.contains("青禾课堂&lt;b&gt;"), list);
    String page = analyst.page("/leads/" + number);
    assertFalse(page.contains("13800138000") || page.contains("匿名甲") || list.contains("匿名甲"), "personal data stays covered");
    send(analyst, "/leads/" + number + "/reporter", Map.of("reason", ""));
    assertTrue(analyst.page("/leads/" + number).contains("必须写明理由"));
    send(analyst, "/leads/" + number + "/reporter", Map.of("reason", "回访"));
    assertTrue(analyst.page("/leads/" + number).contains("匿名甲"));
    assertFalse(analyst.page("/leads/" + number).contains("匿名甲"), "shown once");
    send(analyst, "/leads/" + number + "/seed", Map.of());
    assertTrue(Files.readString(seeds.resolve("institutions.csv")).contains("https://qinghe.example/"));
    assertEquals(LeadState.SEEDED, new Leads(data.office().casebook()).find(number).orElseThrow().state());
    assertTrue(analyst.page("/leads/" + number).contains("下次扫描即排查"));
    assertTrue(analyst.page("/sources").contains("qinghe.example"));
    send(analyst, "/leads/" + number + "/seed", Map.of());
    assertTrue(analyst.page("/leads/" + number).contains("已在清单中"));
  }

  @Test
  void a_lead_with_something_wrong_is_not_kept_and_the_form_comes_back() {
    int before = new Leads(data.office().casebook()).all(Optional.empty()).size();
    send(analyst, "/leads", Map.of("channel", "MEDIA", "received", "2026-11-20", "url", "javascript:alert(1)", "text", "某报道"));
    String page = analyst.page("/leads");
    assertTrue(page.contains("网址应写成") && page.contains("某报道"), page);
    assertEquals(before, new Leads(data.office().casebook()).all(Optional.empty()).size());
  }

  @Test
  void a_connector_is_stopped_and_let_run_again_as_it_was_seen() throws IOException {
    SourceRoom sources = data.office().sources();
    String id = sources.plan().connectors().get(0).id();
    String seen = sources.plan().connectors().get(0).fingerprint();
    assertEquals(Optional.empty(), sources.stopped(sources.plan().connectors().get(0)));
    send(analyst, "/sources/" + id, Map.of("act", "SUSPENDED", "seen", seen, "reason", ""));
    assertTrue(analyst.page("/sources/" + id).contains("必须写明理由"));
    send(analyst, "/sources/" + id, Map.of("act", "SUSPENDED", "seen", seen, "reason", "平台改版"));
    assertTrue(analyst.page("/sources").contains("白果（B001）已停用：平台改版"));
    assertTrue(sources.stopped(sources.plan().connectors().get(0)).isPresent());
    send(analyst, "/sources/" + id, Map.of("act", "APPROVED", "seen", "what was there before", "reason", "已核对"));
    assertTrue(analyst.page("/sources/" + id).contains("刚有改动"));
    send(analyst, "/sources/" + id, Map.of("act", "APPROVED", "seen", seen, "reason", "已核对"));
    assertEquals(Optional.empty(), sources.stopped(sources.plan().connectors().get(0)));
    assertEquals(2, new ConnectorDecisions(data.office().casebook()).of(id).size());
    Path file = file(id);
    Files.writeString(file, Files.readString(file).replaceFirst("(?m)^version: *(\\d+)", "version: 9$1"));
    assertTrue(sources.stopped(sources.plan().connectors().get(0)).orElseThrow().contains("须重新准用"));
    assertTrue(sources.plan().stopped(sources::stopped).connectors().get(0).idle().isPresent(), "a scan leaves it out");
  }

  private static Path file(String id) throws IOException {
    try (Stream<Path> files = Files.walk(seeds.resolve("connectors"))) {
      return files.filter(f -> f.getFileName().toString().equals(id + ".yaml")).findFirst().orElseThrow();
    }
  }

  @Test
  void who_decides_nothing_changes_no_source_either() {
    ConsoleClient keeper = ConsoleClient.signedIn(console.port(), "E001", TestConsole.PASSWORD);
    String id = data.office().sources().plan().connectors().get(0).id();
    int before = new ConnectorDecisions(data.office().casebook()).of(id).size();
    assertEquals(403, send(keeper, "/sources/" + id, Map.of("act", ConnectorDecision.Act.SUSPENDED.name(), "seen", "x", "reason", "y")).statusCode());
    assertEquals(403, send(keeper, "/leads", Map.of("channel", "MEDIA")).statusCode());
    assertEquals(before, new ConnectorDecisions(data.office().casebook()).of(id).size());
  }

  @Test
  void mistakes_in_the_files_are_shown_instead_of_an_error() throws IOException {
    Path broken = seeds.resolve("connectors/broken.yaml");
    Files.writeString(broken, "id: broken\n");
    try {
      String page = analyst.page("/sources");
      assertTrue(page.contains("broken.yaml") && page.contains("扫描不会开始"), page);
    } finally {
      Files.delete(broken);
    }
  }
}
