package cn.qingzheng.crawler;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;
import java.util.Locale;

/** Whether two addresses belong to the same owner, as far as names tell. */
final class SameSite {
  private SameSite() {}

  /** The same host, with or without {@code www.}: what links may lead to. */
  static boolean host(URI a, URI b) {
    return bare(a).equals(bare(b));
  }

  /** The same registered domain: what redirects may lead to. */
  static boolean domain(URI a, URI b) {
    if (host(a, b)) {
      return true;
    }
    String domain = EffectiveTldFinder.getAssignedDomain(lower(a), true, false);
    return domain != null && domain.equals(EffectiveTldFinder.getAssignedDomain(lower(b), true, false));
  }

  private static String bare(URI url) {
    String host = lower(url);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static String lower(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT);
  }
}
