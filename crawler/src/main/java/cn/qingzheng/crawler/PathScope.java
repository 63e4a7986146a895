package cn.qingzheng.crawler;

import cn.qingzheng.crawler.robots.RobotsRules;
import cn.qingzheng.model.PathRules;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides by {@link PathRules}, with the matcher that reads robots.txt. */
public final class PathScope {
  private final PathRules written;
  private final RobotsRules rules;

  private PathScope(PathRules written, RobotsRules rules) {
    this.written = written;
    this.rules = rules;
  }

  public static PathScope of(PathRules rules) {
    List<String> refused =
        rules.allowed().isEmpty()
            ? rules.refused()
            : Stream.concat(rules.refused().stream(), Stream.of("/")).toList();
    return new PathScope(rules, RobotsRules.of(rules.allowed(), refused));
  }

  public boolean allows(URI url) {
    return written.isAll() || rules.allows(url);
  }

  /** Why a page is not wanted, in Chinese; empty if it is. */
  public Optional<String> refusal(URI url) {
    if (allows(url)) {
      return Optional.empty();
    }
    List<String> fits =
        written.refused().stream().filter(p -> !RobotsRules.of(List.of(), List.of(p)).allows(url)).toList();
    return Optional.of(
        fits.isEmpty()
            ? "路径规则只抓 paths_allowed（" + String.join("、", written.allowed()) + "）"
            : "路径规则不抓 paths_refused（" + String.join("、", fits) + "）");
  }
}
