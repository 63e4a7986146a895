package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.seed.Connector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells when a site does not want this visitor. Nothing is ever done to get around it. */
final class BlockSigns {
  /** ASCII and GBK or UTF-8 alike are looked at as bytes, so only what survives that is searched. */
  private static final Pattern CAPTCHA = Pattern.compile("captcha|geetest|验证码|安全验证|人机验证|滑动验证");

  private BlockSigns() {}

  /** What an answer with an error status shows, in Chinese; empty if nothing. */
  static Optional<String> inStatus(Fetched.Answer answer, Optional<Connector> connector) {
    if (connector.isPresent() && connector.get().blocked().status().contains(answer.status())) {
      return Optional.of("HTTP " + answer.status());
    }
    boolean turnedAway = answer.status() == 401 || answer.status() == 403 || answer.status() == 429 || answer.status() == 503;
    String start = new String(answer.body(), 0, Math.min(answer.body().length, 64 * 1024), StandardCharsets.UTF_8);
    return turnedAway && CAPTCHA.matcher(start.toLowerCase(Locale.ROOT)).find()
        ? Optional.of("HTTP " + answer.status() + "，页面要求验证")
        : Optional.empty();
  }

  /** Whether a redirect leads to a login or CAPTCHA host. */
  static Optional<String> inRedirect(URI target, Optional<Connector> connector) {
    return connector.stream()
        .flatMap(c -> c.blocked().redirectHosts().stream())
        .filter(h -> h.equalsIgnoreCase(target.getHost()))
        .findFirst()
        .map(h -> "被转到 " + h);
  }

  /**
   * What the text of a page shows. Asked only of pages that lack what they should have: every shop writes
   * 请登录 on its pages too.
   */
  static Optional<String> inText(String text, Connector connector) {
    return connector.blocked().bodyMatches().stream()
        .filter(p -> p.matcher(text).find())
        .findFirst()
        .map(p -> "页面出现“" + p.pattern() + "”");
  }
}
