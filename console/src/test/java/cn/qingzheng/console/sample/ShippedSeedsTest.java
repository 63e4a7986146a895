package cn.qingzheng.console.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.command.CommandLineTree;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problem;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in {@code seeds/} for an operator to start from, and the document that explains it. */
class ShippedSeedsTest {
  private static final Path ROOT = Path.of(System.getProperty("qingzheng.root"));
  private static final Path SEEDS = ROOT.resolve("seeds");
  private static final Path TEMPLATE = SEEDS.resolve("connectors/template-html.yaml");
  private static final Path JSON_TEMPLATE = SEEDS.resolve("connectors/template-app-store.yaml");
  private static final Path DOCUMENT = ROOT.resolve("docs/connectors.md");
  /** A key that opens a block of others, whatever comment stands behind it. */
  private static final Pattern OPENING = Pattern.compile("( *)([a-z_]+):\\s*(?:#.*)?");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern ANY_FIELD = Pattern.compile("\\.fields\\.[^.]+");

  @TempDir Path dir;

  @Test
  void the_shipped_seeds_are_right_but_hold_nothing_to_scan() {
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(SEEDS, problems);
    assertEquals(List.of(), problems.list());
    assertFalse(plan.runnable());
    assertEquals(List.of(), plan.seeds());
    assertTrue(plan.connectors().stream().allMatch(c -> c.idle().equals(Optional.of("未启用"))));
  }

  @Test
  void a_scan_of_the_shipped_seeds_says_that_there_is_nothing_to_scan() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandLineTree.create(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute("scan", "--home", dir.resolve("home").toString());
    assertEquals(2, code, out + "\n" + err);
    assertTrue(err.toString().contains("没有任何可以抓取的对象 – 请在 institutions.csv 中写入机构"), err.toString());
    assertFalse(Files.exists(dir.resolve("home/qingzheng.db")));
  }

  @Test
  void the_shipped_list_takes_rows_and_explains_every_column() throws IOException {
    String shipped = Files.readString(SEEDS.resolve("institutions.csv"));
    Files.writeString(
        dir.resolve("institutions.csv"),
        shipped + "jia,示例甲学校,TRAINING,http://www.jia.example/,91379901MAC0L6H16Q,望海区,60,4,AUTO,/|/zs/,/zs/x,\"备注, 有逗号\"\n");
    Problems problems = new Problems();
    Seed seed = SeedFiles.load(dir, problems).seeds().get(0);
    assertEquals(List.of(), problems.list());
    assertEquals(
        new Seed.Limits(60, 4, RenderMode.AUTO, new PathRules(List.of("/", "/zs/"), List.of("/zs/x"))), seed.limits());
    String header = shipped.lines().filter(l -> !l.startsWith("#")).findFirst().orElseThrow();
    for (String column : header.split(",")) {
      assertTrue(shipped.lines().anyMatch(l -> l.startsWith("# " + column + " ")), column);
    }
    for (SeedKind kind : SeedKind.values()) {
      assertTrue(shipped.lines().anyMatch(l -> l.startsWith("#          " + kind + " ")), kind.name());
    }
  }

  @Test
  void the_template_runs_once_it_is_enabled_and_its_compliance_block_filled_in() throws IOException {
    String filled =
        withOverride()
            .replace("enabled: false", "enabled: true")
            .replace("terms_url: \"\"", "terms_url: https://www.platform.example/terms")
            .replace("by: \"\"", "by: 甲")
            .replace("on: \"\"", "on: 2026-11-01")
            .replace("verdict: UNREVIEWED", "verdict: RESTRICTED");
    assertEquals(
        Optional.of("合规信息未填写：影响评估编号（impact_assessment）"), connector(filled).connectors().get(0).idle());
    SeedPlan plan = connector(filled.replace("impact_assessment: \"\"", "impact_assessment: IA-1"));
    assertEquals(Optional.empty(), plan.connectors().get(0).idle());
    assertTrue(plan.runnable());
  }

  /** The three must say the same, or the document would send an operator astray. */
  @Test
  void code_template_and_document_know_the_same_keys() throws IOException {
    Set<String> written = new TreeSet<>();
    Set<String> accepted = new TreeSet<>();
    for (String template : List.of(withOverride(), Files.readString(JSON_TEMPLATE))) {
      keys(YamlMap.parse("template", template, new Problems()).orElseThrow(), "", written);
      accepted.addAll(accepted(template));
    }
    assertEquals(lines(accepted), lines(written), "accepted by the code, written in the templates");
    assertEquals(lines(written), lines(documented("各键")), "written in the template, documented");
  }

  @Test
  void the_document_names_the_keyword_sets_there_are() throws IOException {
    Set<String> sets =
        Files.readAllLines(ROOT.resolve("wordlists/keywords.tsv")).stream()
            .filter(l -> !l.startsWith("#") && !l.startsWith("set\t"))
            .map(l -> l.split("\t")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(lines(sets), lines(documented("关键词组")));
  }

  /** What stands as code in the first column of a section's tables. */
  private static Set<String> documented(String section) throws IOException {
    String text = Files.readString(DOCUMENT);
    int start = text.indexOf("\n## " + section + "\n");
    assertTrue(start >= 0, "no section " + section);
    int end = text.indexOf("\n## ", start + 1);
    Set<String> names = new TreeSet<>();
    Matcher row = DOCUMENTED.matcher(text.substring(start, end));
    while (row.find()) {
      assertTrue(names.add(row.group(1)), "documented twice: " + row.group(1));
    }
    return names;
  }

  private static String lines(Set<String> names) {
    return String.join("\n", names);
  }

  /** The template with its example of an approval to go against robots.txt in force. */
  private static String withOverride() throws IOException {
    return Files.readString(TEMPLATE)
        .replace("robots: OBEY ", "robots: OVERRIDE_APPROVED ")
        .replaceFirst("(?m)^  robots_override: null.*\n", "")
        .replaceAll("(?m)^  #\\| ", "  ");
  }

  private SeedPlan connector(String yaml) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("connectors/fixtures")).getParent();
    for (String sample : List.of("list.html", "item.html", "wall.html", "list.expected.json")) {
      String name = "fixtures/template-html-" + sample;
      Files.writeString(folder.resolve(name), Files.readString(TEMPLATE.resolveSibling(name)));
    }
    Files.writeString(folder.resolve("a.yaml"), yaml);
    Files.writeString(dir.resolve("institutions.csv"), "id,name,kind,url\na,甲,OTHER,http://a.example/\n");
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(dir, problems);
    assertEquals(List.of(), problems.list());
    return new SeedPlan(List.of(), plan.connectors());
  }

  private static void keys(YamlMap map, String path, Set<String> into) {
    for (String key : map.keys()) {
      String name = name(path + key);
      into.add(name);
      map.map(key, new Problems()).ifPresent(inner -> keys(inner, name + ".", into));
    }
    into.removeIf(k -> k.matches(".*\\.fields\\.<名称>"));
  }

  private static String name(String path) {
    return ANY_FIELD.matcher(path).replaceFirst(".fields.<名称>");
  }

  /** What the reader knows: a key that it does not is put into every block, and its answers name those it does. */
  private Set<String> accepted(String yaml) throws IOException {
    Map<Integer, String> places = new TreeMap<>();
    List<String> lines = new ArrayList<>(List.of("strange: 1"));
    places.put(1, "");
    List<String> open = new ArrayList<>();
    for (String line : yaml.lines().toList()) {
      lines.add(line);
      Matcher m = OPENING.matcher(line);
      if (m.matches()) {
        int depth = m.group(1).length() / 2;
        open = new ArrayList<>(open.subList(0, depth));
        open.add(m.group(2));
        lines.add("  ".repeat(depth + 1) + "strange: 1");
        places.put(lines.size(), name(String.join(".", open)) + ".");
      }
    }
    Path file = dir.resolve("strange/connectors/a.yaml");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    Problems problems = new Problems();
    SeedFiles.load(dir.resolve("strange"), problems);
    Set<String> known = new TreeSet<>();
    for (Problem p : problems.list()) {
      if (p.wrong().equals("不认识的键“strange”")) {
        for (String key : p.advice().replace("可写：", "").split("、")) {
          known.add(places.get(p.line()) + key);
        }
      }
    }
    return known;
  }
}
