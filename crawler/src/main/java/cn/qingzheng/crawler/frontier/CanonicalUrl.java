package cn.qingzheng.crawler.frontier;

import crawlercommons.filters.basic.BasicURLNormalizer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * One spelling for an address, so that the same page is fetched once: lower-case host in ASCII, no default port, no
 * {@code ..}, one way of escaping, no fragment, no session id, no campaign mark. The order of parameters stays as
 * the site wrote it: some sites mind, and the address is evidence.
 */
public final class CanonicalUrl {
  private static final int MAX_LENGTH = 2000;
  private static final Pattern SESSION_IN_PATH =
      Pattern.compile(";[^/?#;=]*(?:sess|sid)[^/?#;=]*=[^/?#;]*", Pattern.CASE_INSENSITIVE);

  /** Parameters that say who came from where, not what is shown. */
  private static final Set<String> NO_CONTENT =
      Set.of(
          "jsessionid", "phpsessid", "sessionid", "session_id", "sid", "aspsessionid", "cfid", "cftoken",
          "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm");

  private static final BasicURLNormalizer NORMALIZER = new BasicURLNormalizer();

  private CanonicalUrl() {}

  /** As a browser resolves what stands in a page, then as {@link #of}. */
  public static Optional<URI> resolve(URI base, String reference) {
    Element link = new Element("a").attr("href", reference.strip());
    link.setBaseUri(base.toString());
    return of(link.absUrl("href"));
  }

  /** Empty if it is no http or https address with a host, or longer than any real one. */
  public static Optional<URI> of(String address) {
    if (address.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String plain = SESSION_IN_PATH.matcher(address.strip()).replaceAll("").split("#", 2)[0];
    String[] parts = plain.split("\\?", 2);
    String normal = NORMALIZER.filter(parts[0]);
    if (normal == null) {
      return Optional.empty();
    }
    String query = parts.length == 2 ? query(parts[1]) : "";
    return parsed(query.isEmpty() ? normal : normal + "?" + query);
  }

  private static Optional<URI> parsed(String address) {
    try {
      URI uri = new URI(address);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean whole = web && uri.getHost() != null && uri.getRawUserInfo() == null;
      return whole && address.length() <= MAX_LENGTH ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String query(String raw) {
    return Arrays.stream(raw.split("&"))
        .filter(p -> !p.isEmpty() && !NO_CONTENT.contains(p.split("=", 2)[0].toLowerCase(Locale.ROOT)))
        .map(CanonicalUrl::escaped)
        .collect(Collectors.joining("&"));
  }

  /** Escapes what RFC 3986 §3.4 does not allow in a query, and leaves what is escaped. */
  private static String escaped(String parameter) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = parameter.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean escape = c == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) && hex(bytes[i + 2]);
      boolean allowed = c < 128 && (Character.isLetterOrDigit(c) || "-._~!$'()*+,;=:@/?".indexOf(c) >= 0);
      if (escape || allowed) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static boolean hex(byte b) {
    return Character.digit(b, 16) >= 0;
  }
}
