package cn.qingzheng.crawler.robots;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one site allows this program. */
public final class RobotsRules {
  private static final Pattern PATH = Pattern.compile("(?i)(?<=^|[\\r\\n])([ \\t]*(?:dis)?allow[ \\t]*:)([^\\r\\n#]*)");
  private static final Pattern INNER_DOLLAR = Pattern.compile("\\$(?=\\S)");

  private final BaseRobotRules rules;
  private final boolean unavailable;

  private RobotsRules(BaseRobotRules rules, boolean unavailable) {
    this.rules = Objects.requireNonNull(rules);
    this.unavailable = unavailable;
  }

  /** There is no robots.txt (4xx): everything is allowed (RFC 9309 §2.3.1.3). */
  static RobotsRules none() {
    return new RobotsRules(new SimpleRobotRules(SimpleRobotRules.RobotRulesMode.ALLOW_ALL), false);
  }

  /** The server cannot give its robots.txt (5xx): nothing is allowed (RFC 9309 §2.3.1.4). */
  static RobotsRules unavailable() {
    return new RobotsRules(new SimpleRobotRules(SimpleRobotRules.RobotRulesMode.ALLOW_NONE), true);
  }

  /**
   * Rules of our own in the form of robots.txt.
   *
   * @param allowed patterns as after {@code Allow:}
   * @param refused patterns as after {@code Disallow:}
   */
  public static RobotsRules of(List<String> allowed, List<String> refused) {
    StringBuilder text = new StringBuilder("User-agent: *\n");
    refused.forEach(p -> text.append("Disallow: ").append(p).append('\n'));
    allowed.forEach(p -> text.append("Allow: ").append(p).append('\n'));
    return parse(URI.create("http://rules.invalid/robots.txt"), text.toString().getBytes(StandardCharsets.UTF_8), "qingzheng");
  }

  /** @param name the product token to look for */
  static RobotsRules parse(URI robotsTxt, byte[] body, String name) {
    // A very long Crawl-delay means "slowly", which the caller caps, not "never", as the parser would have it.
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    return new RobotsRules(
        parser.parseContent(robotsTxt.toString(), escaped(body), "text/plain", Set.of(name.toLowerCase(Locale.ROOT))), false);
  }

  /** A dollar means the end of an address only at the end of a rule (RFC 9309 §2.2.3); the parser ends at any. */
  private static byte[] escaped(byte[] body) {
    // One byte, one sign, whatever the encoding.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return PATH.matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(m.group(1) + INNER_DOLLAR.matcher(m.group(2)).replaceAll("%24")))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  public boolean allows(URI url) {
    return rules.isAllowed(url.toString());
  }

  /** Whether nothing is allowed because the rules could not be had. */
  public boolean isUnavailable() {
    return unavailable;
  }

  /** Zero if the site does not ask for any. */
  public Duration crawlDelay() {
    return Duration.ofMillis(Math.max(0, rules.getCrawlDelay()));
  }

  /** Addresses of sitemaps as written. */
  public List<String> sitemaps() {
    return rules.getSitemaps();
  }
}
