package cn.qingzheng.crawler.frontier;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * One spelling for an address, so that the same page is fetched once: lower-case host in ASCII, no default port, no
 * {@code ..}, one way of escaping, no fragment, no session id, no campaign mark.
 */
public final class CanonicalUrl {
  private static final int MAX_LENGTH = 2000;
  private static final Pattern SESSION_IN_PATH =
      Pattern.compile(";[^/?#;=]*(?:sess|sid)[^/?#;=]*=[^/?#;]*", Pattern.CASE_INSENSITIVE);
  private static final List<String> NO_CONTENT =
      List.of(
          "jsessionid", "phpsessid", "sessionid", "session_id", "sid", "aspsessionid", "cfid", "cftoken",
          "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm");
  private static final BasicURLNormalizer NORMALIZER =
      BasicURLNormalizer.newBuilder().queryParamsToRemove(withCases(NO_CONTENT)).build();

  private CanonicalUrl() {}

  /** As a browser resolves what stands in a page, then as {@link #of}. */
  public static Optional<URI> resolve(URI base, String reference) {
    Element link = new Element("a").attr("href", reference.strip());
    link.setBaseUri(base.toString());
    return of(link.absUrl("href"));
  }

  private static Set<String> withCases(List<String> names) {
    Set<String> all = new java.util.HashSet<>(names);
    names.forEach(n -> all.add(n.toUpperCase(java.util.Locale.ROOT)));
    all.add("sessionId");
    return all;
  }

  /** Empty if it is no http or https address with a host, or longer than any real one. */
  public static Optional<URI> of(String address) {
    if (address.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String plain = SESSION_IN_PATH.matcher(address.strip()).replaceAll("");
    String normal = NORMALIZER.filter(plain);
    if (normal == null || normal.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(normal);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
