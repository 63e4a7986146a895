package cn.qingzheng.crawler.robots;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The program's reading of a robots.txt, for tests of other packages. */
public final class ProgramRules {
  private final RobotsRules rules;

  private ProgramRules(RobotsRules rules) {
    this.rules = rules;
  }

  public static ProgramRules parse(URI robotsTxt, byte[] body, String name) {
    return new ProgramRules(RobotsRules.parse(robotsTxt, body, name));
  }

  /**
   * Empty if the program would never ask for it, whatever the rules.
   *
   * @param url as it would come out of a page, in need of escapes perhaps
   */
  public Optional<Boolean> allows(String url) {
    return CanonicalUrl.of(url).map(rules::allows);
  }

  public List<String> sitemaps() {
    return rules.sitemaps();
  }
}
