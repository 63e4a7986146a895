package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.Found;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.robots.RobotsRules;
import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Lists of addresses that sites offer: sitemaps (sitemaps.org), RSS and Atom (RFC 4287). */
final class SiteMaps {
  private static final int MAX_NESTED = 50;
  private static final int MAX_FEEDS = 5;
  /** sitemaps.org: no sitemap is longer. */
  private static final int MAX_BYTES = 50 << 20;
  private static final int MAX_PAGES = 50_000;

  private SiteMaps() {}

  /** The sitemaps of the site of a start page: those that robots.txt names, else the usual place. */
  static List<UrlTask> of(UrlTask start, RobotsRules rules) {
    List<URI> named =
        rules.sitemaps().stream()
            .flatMap(s -> CanonicalUrl.resolve(start.url(), s).stream())
            .filter(s -> SameSite.host(start.url(), s))
            .distinct()
            .limit(MAX_NESTED)
            .toList();
    List<URI> maps = named.isEmpty() ? List.of(start.url().resolve("/sitemap.xml")) : named;
    return maps.stream().map(m -> task(start, UrlKind.SITEMAP, m, 0)).toList();
  }

  /** The feeds that a start page names. */
  static List<UrlTask> feeds(UrlTask start, HeadLinks head) {
    return head.feeds().stream()
        .filter(f -> SameSite.host(start.url(), f))
        .limit(MAX_FEEDS)
        .map(f -> UrlTask.of(start.seedId(), UrlKind.SITEMAP, f, 0, Baggage.none(), Found.by(Found.How.FEED, start)))
        .toList();
  }

  private static UrlTask task(UrlTask from, UrlKind kind, URI url, int depth) {
    return UrlTask.of(from.seedId(), kind, url, depth, Baggage.none(), Found.by(Found.How.SITEMAP, from));
  }

  /**
   * What a sitemap or feed lists: pages at depth 1, further sitemaps one level down.
   *
   * @param wanted which pages are worth a request
   * @throws IOException if it is neither
   */
  static List<UrlTask> read(UrlTask map, Fetched.Answer answer, Predicate<URI> wanted) throws IOException {
    return switch (parsed(map, answer)) {
      case SiteMapIndex index -> map.depth() > 0 ? List.of() : maps(index, map);
      case SiteMap list -> pages(list, map).stream().filter(t -> wanted.test(t.url())).toList();
      default -> throw new IOException("not a sitemap: " + map.url());
    };
  }

  private static List<UrlTask> maps(SiteMapIndex index, UrlTask map) {
    List<UrlTask> maps = new ArrayList<>();
    for (AbstractSiteMap m : index.getSitemaps()) {
      address(m.getUrl(), map).ifPresent(u -> maps.add(task(map, UrlKind.SITEMAP, u, 1)));
    }
    return maps.subList(0, Math.min(maps.size(), MAX_NESTED));
  }

  private static List<UrlTask> pages(SiteMap list, UrlTask map) {
    List<UrlTask> pages = new ArrayList<>();
    for (SiteMapURL entry : list.getSiteMapUrls()) {
      page(entry, list, map).ifPresent(pages::add);
    }
    return pages.subList(0, Math.min(pages.size(), MAX_PAGES));
  }

  private static AbstractSiteMap parsed(UrlTask map, Fetched.Answer answer) throws IOException {
    byte[] body = unpacked(answer.body());
    String type = answer.header("Content-Type").orElse("");
    try {
      SiteMapParser parser = new SiteMapParser(false);
      return body == answer.body() && !type.contains("gzip")
          ? parser.parseSiteMap(type, body, map.url().toURL())
          : parser.parseSiteMap(body, map.url().toURL());
    } catch (UnknownFormatException e) {
      throw new IOException("not a sitemap: " + map.url(), e);
    }
  }

  /** sitemap.xml.gz is packed itself, whatever the connection does; what is longer than any sitemap may be is cut. */
  private static byte[] unpacked(byte[] body) throws IOException {
    if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readNBytes(MAX_BYTES);
    }
  }

  private static Optional<UrlTask> page(SiteMapURL entry, SiteMap list, UrlTask map) {
    boolean feed = list.getType() == AbstractSiteMap.SitemapType.RSS || list.getType() == AbstractSiteMap.SitemapType.ATOM;
    Found found =
        new Found(
            feed ? Found.How.FEED : Found.How.SITEMAP,
            map.id(),
            Optional.ofNullable(entry.getLastModified()).map(Date::toInstant));
    return address(entry.getUrl(), map)
        .map(u -> UrlTask.of(map.seedId(), UrlKind.PAGE, u, 1, Baggage.none(), found));
  }

  private static Optional<URI> address(URL url, UrlTask map) {
    return CanonicalUrl.of(url.toString()).filter(u -> SameSite.host(map.url(), u));
  }
}
