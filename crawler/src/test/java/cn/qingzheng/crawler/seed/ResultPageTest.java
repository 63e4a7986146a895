package cn.qingzheng.crawler.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPageTest {
  private static final URI AT = URI.create("http://shop.example/search?q=x&page=1");

  @TempDir Path dir;

  private Connector connector(String list, String... replaced) throws IOException {
    String yaml = ConnectorSample.YAML;
    yaml = yaml.substring(0, yaml.indexOf("list:")) + list + yaml.substring(yaml.indexOf("detail:"));
    for (int i = 0; i < replaced.length; i += 2) {
      assertTrue(yaml.contains(replaced[i]), replaced[i]);
      yaml = yaml.replace(replaced[i], replaced[i + 1]);
    }
    Files.createDirectories(dir.resolve("connectors"));
    Files.writeString(dir.resolve("connectors/a.yaml"), yaml);
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(dir, problems);
    assertEquals(List.of(), problems.list());
    return plan.connectors().get(0);
  }

  @Test
  void a_feed_of_results_is_read_as_xml_and_no_entity_of_its_own_is_opened() throws IOException {
    Connector c =
        connector(
            """
            list:
              type: xml
              item: "channel > item"
              fields:
                title: {css: title}
                link: {xpath: "./link"}
                seller: {css: author}
            """);
    ResultPage page =
        ResultPage.read(
            c,
            "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><item><title>包过</title>"
                + "<link>http://shop.example/item/1</link><author>&x;</author></item></channel></rss>",
            AT);
    assertEquals("http://shop.example/item/1", page.items().get(0).field("link"));
    assertEquals("包过", page.items().get(0).field("title"));
    assertEquals("&x;", page.items().get(0).field("seller"));
  }

  @Test
  void a_field_can_be_found_by_what_stands_before_it() throws IOException {
    Connector c =
        connector(
            """
            list:
              item: //table/tbody/tr
              fields:
                title: {xpath: "./td[1]"}
                link: {xpath: "./td[1]/a", get: "@href", transform: [absolute_url]}
                seller: {xpath: ".//*[contains(., '店铺')]/following-sibling::td[1]"}
            """,
            "stop_when", "next: \"//a[@rel='next']/@href\", stop_when");
    ResultPage page =
        ResultPage.read(
            c,
            "<table><tr><td><a href='/item/7'>甲</a></td><td>店铺</td><td>乙店</td></tr></table><a rel='next' href='?p=2'>下一页</a>",
            AT);
    assertEquals(
        Map.of("title", "甲", "link", "http://shop.example/item/7", "seller", "乙店"), page.items().get(0).fields());
    assertEquals(Optional.of(URI.create("http://shop.example/search?p=2")), page.next());
  }

  @Test
  void json_of_another_form_gives_nothing_and_does_not_fail() throws IOException {
    Connector c =
        connector(
            "list: {type: json, item: /items, fields: {title: {json: /t, required: true}, link: {json: /u, transform: [absolute_url]}}}\n",
            "stop_when", "next: /paging/next, stop_when");
    assertEquals(List.of(), ResultPage.read(c, "{\"items\":{\"0\":{}}}", AT).items());
    assertEquals(List.of(), ResultPage.read(c, "[[[", AT).items());
    assertEquals(List.of(), ResultPage.read(c, "", AT).items());
    ResultPage odd = ResultPage.read(c, "{\"items\":[{\"t\":[1],\"u\":\"/x\"},3,null],\"paging\":{\"next\":\"/p2\"}}", AT);
    assertEquals(3, odd.items().size());
    assertEquals(Map.of("link", "http://shop.example/x"), odd.items().get(0).fields());
    assertTrue(odd.items().stream().noneMatch(ResultPage.Item::complete));
    assertEquals(Optional.of(URI.create("http://shop.example/p2")), odd.next());
    assertEquals(List.of(), ResultPage.read(c, "[".repeat(200_000), AT).items());
  }

  @Test
  void values_that_do_not_fit_a_transform_are_not_there() {
    assertEquals(Optional.of("2025-11-22"), apply("epoch_seconds", "1763740800"));
    assertEquals(Optional.of("2025-11-22"), apply("epoch_millis", "1763740800000"));
    assertEquals(Optional.empty(), apply("epoch_millis", "昨天"));
    assertEquals(Optional.of("http://a.example/p"), apply("query:u", "/jump?x=1&u=http%3A%2F%2Fa.example%2Fp#f"));
    assertEquals(Optional.empty(), apply("query:u", "/jump?x=%"));
    assertEquals(Optional.empty(), apply("query:u", "/jump?u=%zz"));
    assertEquals(Optional.of("http://shop.example/i/a%20b%2Fc"), apply("fill:http://shop.example/i/{value}", "a b/c"));
    assertEquals(Optional.of("碳 管理师 <b>"), apply("plain_text", "<em>碳</em> 管理师 &lt;b&gt;<script>x</script>"));
    assertEquals(Optional.empty(), Transform.parse("fill:javascript:{value}"));
    assertEquals(Optional.empty(), Transform.parse("query:"));
  }

  private static Optional<String> apply(String transform, String value) {
    return Transform.parse(transform).orElseThrow().apply(value, AT);
  }
}
