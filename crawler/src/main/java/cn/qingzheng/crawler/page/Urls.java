package cn.qingzheng.crawler.page;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses as written in pages, resolved as browsers do (WHATWG URL Standard): white space and backslashes mended,
 * Chinese in paths as UTF-8 and in queries in the encoding of the page, fragments dropped.
 */
final class Urls {
  private static final int LONGEST = 8000;
  private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\r]");
  private static final Pattern CLIMBS = Pattern.compile("^(/\\.\\.)+(?=/|$)");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final URI base;
  private final Optional<String> origin;
  private final Charset query;

  /** @param encoding of the page, as {@link CharsetChoice#used()} */
  Urls(URI base, String encoding) {
    this.base = base;
    this.origin = web(base).map(b -> b.getScheme() + "://" + b.getRawAuthority());
    Charset charset = Encodings.jdk(encoding);
    this.query = encoding.startsWith("UTF-16") || !charset.canEncode() ? StandardCharsets.UTF_8 : charset;
  }

  /** Empty for what is no http(s) address, {@code javascript:} and the like. */
  Optional<URI> resolve(String written) {
    if (origin.isPresent() && nothingToResolve(written)) {
      return Optional.of(URI.create(origin.get() + written)); // most links
    }
    String href = clean(written);
    if (href.length() > LONGEST || href.startsWith("#")) {
      return Optional.empty();
    }
    try {
      return web(resolved(href));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A path from the root, perhaps with a query, in which every character and every step stands for itself. */
  private static boolean nothingToResolve(String href) {
    if (!href.startsWith("/") || href.length() > LONGEST || href.contains("//") || href.contains("/.") || href.indexOf('#') >= 0) {
      return false;
    }
    int i = 1;
    while (i < href.length() && plain(href.charAt(i))) {
      i++;
    }
    return i == href.length();
  }

  private static Optional<URI> web(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    return web && uri.getHost() != null ? Optional.of(lowerCase(uri)) : Optional.empty();
  }

  private static URI lowerCase(URI uri) {
    String text = uri.toString();
    String written = text.substring(0, uri.getScheme().length() + 3 + uri.getRawAuthority().length());
    String lower = written.toLowerCase(Locale.ROOT);
    return lower.equals(written) ? uri : URI.create(lower + text.substring(written.length()));
  }

  private URI resolved(String href) throws URISyntaxException {
    String escaped = escape(withAsciiHost(href));
    if (escaped.startsWith("?")) {
      // java.net.URI would drop the last step of the base's path (JDK-4708535).
      String path = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : base.getRawPath();
      return new URI(base.getScheme() + "://" + base.getRawAuthority() + path + escaped);
    }
    URI relative = new URI(escaped);
    URI root = base.getRawPath() == null || base.getRawPath().isEmpty() ? base.resolve("/") : base;
    URI uri = escaped.isEmpty() ? root : root.resolve(relative).normalize();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (!path.startsWith("/..")) {
      return uri;
    }
    // java.net.URI keeps the steps that climb above the root.
    String climbed = CLIMBS.matcher(path).replaceFirst("");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new URI(uri.getScheme() + "://" + uri.getRawAuthority() + climbed + query);
  }

  /** Spaces around, line breaks within, the fragment, and backslashes before the query. */
  private static String clean(String written) {
    String href = BREAKS.matcher(written.strip()).replaceAll("");
    int hash = href.indexOf('#');
    if (hash > 0) {
      href = href.substring(0, hash);
    }
    int mark = href.indexOf('?');
    String path = mark < 0 ? href : href.substring(0, mark);
    return path.replace('\\', '/') + (mark < 0 ? "" : href.substring(mark));
  }

  private static String withAsciiHost(String href) {
    int start = href.startsWith("//") ? 2 : href.indexOf("://") + 3;
    if (start < 2 || start == 2 && !href.startsWith("//") || start > 12) {
      return href;
    }
    int end = start;
    while (end < href.length() && "/?:".indexOf(href.charAt(end)) < 0) {
      end++;
    }
    String host = href.substring(start, end);
    boolean ascii = host.chars().allMatch(c -> c < 0x80);
    return ascii ? href : href.substring(0, start) + IDN.toASCII(host) + href.substring(end);
  }

  /** Whether a character stands for itself in every place. */
  private static boolean plain(int c) {
    return c >= 'a' && c <= 'z' || c >= '-' && c <= '9' || c > 0x20 && c < 0x7f && "\"<>[\\]^`{|}%".indexOf(c) < 0;
  }

  private String escape(String href) {
    StringBuilder out = new StringBuilder(href.length() + 16);
    boolean inQuery = false;
    for (int i = 0; i < href.length(); ) {
      int c = href.codePointAt(i);
      i += Character.charCount(c);
      inQuery |= c == '?';
      boolean escape = c == '%' && i + 1 < href.length() && isHex(href.charAt(i)) && isHex(href.charAt(i + 1));
      if (plain(c) || escape || c == '[' || c == ']') {
        out.append((char) c);
      } else {
        for (byte b : Character.toString(c).getBytes(inQuery ? query : StandardCharsets.UTF_8)) {
          out.append('%').append(HEX.toHexDigits(b));
        }
      }
    }
    return out.toString();
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 0x80;
  }
}
