package cn.qingzheng.console.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's seeds name the hosts that are served, and nothing else. */
class DemoSeedsTest {

  private static final SampleWeb WEB = SampleWeb.start();
  private static final String CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  @AfterAll
  static void stop() {
    WEB.close();
  }

  private static List<String[]> csv(String file) throws IOException {
    return Files.readAllLines(Expected.seeds().resolve(file)).stream().filter(line -> !line.startsWith("#"))
        .skip(1).map(line -> line.split(",", -1)).toList();
  }

  @Test
  void institutions_cover_every_host_once() throws IOException {
    List<String[]> rows = csv("institutions.csv");
    rows.forEach(row -> assertEquals(10, row.length, String.join(",", row)));
    List<String> hosts = rows.stream().map(row -> URI.create(row[3]).getHost()).toList();
    assertEquals(WEB.addresses().keySet(), Set.copyOf(hosts));
    assertEquals(rows.size(), hosts.size());
    assertEquals(rows.size(), rows.stream().map(row -> row[0]).distinct().count());
  }

  /** GB 32100-2015: the last sign makes the weighted sum a multiple of 31. */
  @Test
  void credit_codes_have_the_right_check_sign() throws IOException {
    List<String> codes = Stream.concat(csv("institutions.csv").stream().map(row -> row[4]),
        csv("registry.csv").stream().map(row -> row[1])).filter(code -> !code.isEmpty()).toList();
    assertTrue(codes.size() > 20);
    for (String code : codes) {
      int sum = 0;
      int weight = 1;
      for (char sign : code.substring(0, 17).toCharArray()) {
        assertTrue(CODE_SIGNS.indexOf(sign) >= 0, code);
        sum += CODE_SIGNS.indexOf(sign) * weight;
        weight = weight * 3 % 31;
      }
      assertEquals(18, code.length());
      assertEquals(0, (sum + CODE_SIGNS.indexOf(code.charAt(17))) % 31, code);
    }
  }

  @Test
  void registry_sites_are_hosts_of_the_sample_web() throws IOException {
    List<String[]> rows = csv("registry.csv");
    Set<String> kinds = rows.stream().map(row -> row[2]).collect(Collectors.toSet());
    assertEquals(Set.of("评价机构", "培训机构", "行政机关"), kinds);
    rows.forEach(row -> assertTrue(WEB.addresses().containsKey(row[8]), row[8]));
    assertTrue(rows.stream().anyMatch(row -> row[7].startsWith("2023")), "one filing has run out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-mall", "demo-classified"})
  void connector_fixture_is_what_the_platform_answers(String connector) throws IOException {
    Path folder = Expected.seeds().resolve("connectors");
    String expected = Files.readString(folder.resolve("fixtures/" + connector + "-list.expected.json"));
    Matcher url = Pattern.compile("\"url\": \"([^\"]+)\"").matcher(expected);
    assertTrue(url.find());
    String live = new Client(WEB).get(url.group(1)).text();
    assertEquals(Files.readString(folder.resolve("fixtures/" + connector + "-list.html")), live);
    Matcher title = Pattern.compile("\"title\": \"([^\"]+)\"").matcher(expected);
    int items = 0;
    for (; title.find(); items++) {
      assertTrue(live.contains(">" + title.group(1) + "<"), title.group(1));
    }
    assertTrue(items >= 5, items + " items");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-mall", "demo-classified"})
  void connector_asks_a_served_host_and_is_cleared_for_use(String connector) throws IOException {
    String yaml = Files.readString(Expected.seeds().resolve("connectors/" + connector + ".yaml"));
    Matcher url = Pattern.compile("url: \"(http://[^/]+)/search").matcher(yaml);
    assertTrue(url.find());
    assertTrue(WEB.addresses().containsKey(URI.create(url.group(1)).getHost()));
    assertTrue(yaml.contains("verdict: ALLOWED") && yaml.contains("impact_assessment: \"DEMO-1\""));
    Matcher terms = Pattern.compile("terms_url: (\\S+)").matcher(yaml);
    assertTrue(terms.find());
    assertEquals(200, new Client(WEB).get(terms.group(1)).status());
    assertFalse(yaml.contains("\t"));
  }
}
