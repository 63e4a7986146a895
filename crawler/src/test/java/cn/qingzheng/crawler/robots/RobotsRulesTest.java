package cn.qingzheng.crawler.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The rules of RFC 9309 §2.2 and what large search engines document of them, asked for {@code Qingzheng}. */
class RobotsRulesTest {
  private static final URI FILE = URI.create("https://www.school.example/robots.txt");

  private static RobotsRules rules(byte[] file) {
    return RobotsRules.parse(FILE, file, "Qingzheng");
  }

  private static RobotsRules rules(String file) {
    return rules(file.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean allows(RobotsRules rules, String path) {
    return rules.allows(URI.create("https://www.school.example" + path));
  }

  /** In the table, {@code |} stands for the end of a line and {@code U:}, {@code A:}, {@code D:} for the directives. */
  @ParameterizedTest(name = "{3}: {0} – {1}")
  @CsvFileSource(resources = "/robots/rules.csv", numLinesToSkip = 1, maxCharsPerColumn = 2000, quoteCharacter = '\'')
  void the_table_holds(String file, String path, boolean allowed, String why) {
    String text =
        file.replace("U:", "User-agent:").replace("A:", "Allow:").replace("D:", "Disallow:").replace("|", "\n").replace("\\t", "\t");
    assertEquals(allowed, allows(rules(text), path), why);
  }

  @Test
  void line_ends_and_a_byte_order_mark_are_no_part_of_the_rules() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      RobotsRules rules = rules("\uFEFFUser-agent: *" + end + "Disallow: /a" + end + "Disallow: /b" + end);
      assertTrue(!allows(rules, "/a") && !allows(rules, "/b") && allows(rules, "/c"), "after " + end.length() + " signs");
    }
  }

  @Test
  void bytes_that_are_no_text_do_not_undo_the_rules_around_them() {
    byte[] noise = new byte[4000];
    new java.util.Random(3).nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = noise[i] == '\n' || noise[i] == '\r' ? 0 : noise[i];
    }
    byte[] start = "User-agent: *\nDisallow: /a\n# ".getBytes(StandardCharsets.US_ASCII);
    byte[] end = "\nDisallow: /b\n".getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + noise.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(noise, 0, all, start.length, noise.length);
    System.arraycopy(end, 0, all, start.length + noise.length, end.length);
    RobotsRules rules = rules(all);
    assertTrue(!allows(rules, "/a") && !allows(rules, "/b") && allows(rules, "/c"));
  }

  @Test
  void rules_behind_many_others_count_up_to_the_limit_of_the_file() {
    StringBuilder file = new StringBuilder("User-agent: *\n");
    for (int i = 0; file.length() < 499 * 1024; i++) {
      file.append("Disallow: /no/").append(i).append('\n');
    }
    RobotsRules rules = rules(file.append("Disallow: /last\n").toString());
    assertTrue(!allows(rules, "/last") && !allows(rules, "/no/1000") && allows(rules, "/yes"));
  }

  @Test
  void a_pattern_made_to_take_for_ever_does_not() {
    String stars = "/" + "*a".repeat(200) + "*b$";
    assertTrue(allows(rules("User-agent: *\nDisallow: " + stars + "\n"), "/" + "a".repeat(2000)));
  }

  @Test
  void pauses_and_sitemaps_are_told() {
    RobotsRules rules = rules("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x\nSitemap: https://www.school.example/map.xml\n");
    assertEquals(Duration.ofMillis(2500), rules.crawlDelay());
    assertEquals(List.of("https://www.school.example/map.xml"), rules.sitemaps());
    assertEquals(Duration.ZERO, rules("User-agent: *\nDisallow: /x\n").crawlDelay());
    assertTrue(rules("User-agent: *\nCrawl-delay: 86400\nDisallow: /x\n").crawlDelay().compareTo(Duration.ofHours(1)) > 0);
    assertTrue(allows(rules("User-agent: *\nCrawl-delay: 86400\nDisallow: /x\n"), "/"), "slowly, not never");
    assertEquals(Duration.ZERO, rules("User-agent: *\nCrawl-delay: -5\n").crawlDelay());
  }
}
