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
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Lists of addresses that sites offer (sitemaps.org). */
final class SiteMaps {
  private static final int MAX_NESTED = 50;
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

  private static UrlTask task(UrlTask from, UrlKind kind, URI url, int depth) {
    return UrlTask.of(from.seedId(), kind, url, depth, Baggage.none(), Found.by(Found.How.SITEMAP, from));
  }

  /**
   * What a sitemap lists: pages at depth 1, further sitemaps one level down.
   *
   * @throws IOException if it is no sitemap
   */
  static List<UrlTask> read(UrlTask map, Fetched.Answer answer, LinkFilter links) throws IOException {
    AbstractSiteMap parsed;
    try {
      parsed =
          new SiteMapParser(false)
              .parseSiteMap(answer.header("Content-Type").orElse(""), answer.body(), map.url().toURL());
    } catch (UnknownFormatException e) {
      throw new IOException("not a sitemap: " + map.url(), e);
    }
    List<UrlTask> found = new ArrayList<>();
    switch (parsed) {
      case SiteMapIndex index -> {
        if (map.depth() == 0) {
          addresses(index.getSitemaps().stream().map(AbstractSiteMap::getUrl).toList(), map, MAX_NESTED)
              .forEach(u -> found.add(task(map, UrlKind.SITEMAP, u, 1)));
        }
      }
      case SiteMap list ->
          addresses(list.getSiteMapUrls().stream().map(u -> u.getUrl()).toList(), map, MAX_PAGES)
              .filter(u -> links.accepts(u))
              .forEach(u -> found.add(task(map, UrlKind.PAGE, u, 1)));
      default -> throw new IOException("not a sitemap: " + map.url());
    }
    return found;
  }

  private static Stream<URI> addresses(Collection<URL> urls, UrlTask map, int max) {
    return urls.stream()
        .limit(max)
        .flatMap(u -> CanonicalUrl.of(u.toString()).stream())
        .filter(u -> SameSite.host(map.url(), u));
  }
}
