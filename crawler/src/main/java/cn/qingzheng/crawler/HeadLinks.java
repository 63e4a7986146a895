package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * What the {@code <link>} elements in the head of a page name. Read from the bytes as they are, since addresses and
 * types are ASCII in every encoding a page may have; the first part of a page is enough.
 *
 * @param feeds RSS and Atom
 * @param canonical the address that the page gives as its own (RFC 6596)
 */
record HeadLinks(List<URI> feeds, Optional<URI> canonical) {
  private static final int LOOKED_AT = 64 * 1024;
  private static final Pattern LINK = Pattern.compile("<link\\b[^<>]{1,2000}>", Pattern.CASE_INSENSITIVE);

  static HeadLinks of(URI page, byte[] body) {
    String start = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
    String head = start.substring(0, end(start));
    List<URI> feeds = new ArrayList<>();
    Optional<URI> canonical = Optional.empty();
    Matcher links = LINK.matcher(head);
    while (links.find()) {
      Attributes link = attributes(links.group());
      Optional<URI> target = CanonicalUrl.resolve(page, link.getIgnoreCase("href")).filter(u -> link.hasKeyIgnoreCase("href"));
      List<String> rel = List.of(link.getIgnoreCase("rel").toLowerCase(Locale.ROOT).split("\\s+"));
      if (rel.contains("alternate") && isFeed(link.getIgnoreCase("type"))) {
        target.ifPresent(feeds::add);
      } else if (rel.contains("canonical") && canonical.isEmpty()) {
        canonical = target;
      }
    }
    return new HeadLinks(List.copyOf(feeds), canonical);
  }

  /** Where the body begins; the end if it does not. */
  private static int end(String start) {
    for (int at = start.indexOf('<'); at >= 0; at = start.indexOf('<', at + 1)) {
      if (start.regionMatches(true, at + 1, "body", 0, 4)) {
        return at;
      }
    }
    return start.length();
  }

  private static boolean isFeed(String type) {
    return type.toLowerCase(Locale.ROOT).strip().matches("application/(rss|atom)\\+xml.*");
  }

  private static Attributes attributes(String link) {
    Element element = Jsoup.parse(link, "", Parser.xmlParser()).firstElementChild();
    return element == null ? new Attributes() : element.attributes();
  }
}
