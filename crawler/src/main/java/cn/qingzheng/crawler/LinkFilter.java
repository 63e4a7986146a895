package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.Found;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.model.Page;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which links of a page are followed: those of the same host that do not ask to be left alone, are not files, and do
 * not lead into a space without end. Remembers per run how many variants of an address it let through.
 */
final class LinkFilter {
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_SEGMENTS = 15;
  private static final int MAX_SAME_SEGMENT = 2;
  /** Different queries of one path with the same parameters. */
  private static final int MAX_QUERIES = 60;
  /** Combinations of parameters of one path: filters that can be combined at will. */
  private static final int MAX_COMBINATIONS = 12;
  /** Different queries of one path, whatever the parameters. */
  private static final int MAX_QUERIES_OF_PATH = 180;
  /** Addresses of one shape that look like a calendar. */
  private static final int MAX_DATES = 12;
  /** Addresses of one shape that end in a month or a day: the archives of three years. */
  private static final int MAX_ARCHIVES = 36;

  private static final Pattern FILE =
      Pattern.compile(
          ".*\\.(?:jpe?g|png|gif|bmp|webp|svg|ico|css|js|mjs|json|woff2?|ttf|eot|mp[34]|m4[av]|avi|mov|wmv|flv|webm"
              + "|zip|rar|7z|gz|tar|exe|msi|apk|dmg|iso|pdf|docx?|xlsx?|pptx?|wps)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CALENDAR_WORD =
      Pattern.compile(
          "(?:^|[/_-])(?:calendar|rili)(?:[/?._-]|$)|[?&](?:y|m|d|day|date|month|year|riqi)=", Pattern.CASE_INSENSITIVE);
  /** Whomever it is addressed to: what one crawler is asked, this one grants too. */
  private static final Pattern NOFOLLOW = Pattern.compile("(?i)(?<![\\w-])(?:nofollow|none)(?![\\w-])");
  private static final Pattern PATH_DATE =
      Pattern.compile("/(?:19|20|21)\\d\\d[/-](?:0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\\d|3[01]))?/?$");
  /** A session that stands in the path, in the form of ASP.NET. */
  private static final Pattern PATH_SESSION = Pattern.compile("/\\((?:[A-Z]\\([^()/]*\\))+\\)(?=/)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Map<String, Set<String>> variants = new ConcurrentHashMap<>();

  /** The addresses a page leads to, for a seed. */
  List<UrlTask> follow(UrlTask from, Target target, Page page, Fetched.Answer answer) {
    if (from.depth() >= target.maxDepth() || nofollow(answer)) {
      return List.of();
    }
    Set<URI> found = new LinkedHashSet<>();
    for (Page.Link link : page.links()) {
      if (!link.nofollow()) {
        CanonicalUrl.of(link.target().toString())
            .filter(u -> SameSite.host(from.url(), u))
            .filter(u -> target.paths().allows(u) && accepts(u))
            .ifPresent(found::add);
      }
    }
    return found.stream()
        .map(u -> UrlTask.of(from.seedId(), UrlKind.PAGE, u, from.depth() + 1, Baggage.none(), Found.by(Found.How.LINK, from)))
        .toList();
  }

  /** The header form of meta robots; the reader of the page sees to the other. */
  private static boolean nofollow(Fetched.Answer answer) {
    return answer.headers().stream()
        .filter(h -> h.name().equalsIgnoreCase("X-Robots-Tag"))
        .anyMatch(h -> NOFOLLOW.matcher(h.value()).find());
  }

  /** Whether an address is worth a request, whoever names it. */
  boolean accepts(URI url) {
    return refusal(url).isEmpty() && underLimit(url, path(url));
  }

  /** Why an address is not worth a request by its own look, in Chinese; empty if it is. */
  static Optional<String> refusal(URI url) {
    if (url.toString().length() > MAX_LENGTH) {
      return Optional.of("网址超过 " + MAX_LENGTH + " 个字符");
    }
    if (FILE.matcher(path(url)).matches()) {
      return Optional.of("是图片、文档、压缩包等文件，不是网页");
    }
    return winding(path(url)) ? Optional.of("路径层数过多或自身重复，疑为无尽的地址") : Optional.empty();
  }

  private static String path(URI url) {
    return url.getRawPath() == null ? "" : url.getRawPath();
  }

  /** A path that repeats itself comes from relative links on pages that answer to everything. */
  private static boolean winding(String path) {
    List<String> segments = Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    Map<String, Integer> times = new HashMap<>();
    segments.forEach(s -> times.merge(s, 1, Integer::sum));
    return segments.size() > MAX_SEGMENTS || times.values().stream().anyMatch(n -> n > MAX_SAME_SEGMENT);
  }

  private boolean underLimit(URI url, String path) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    String whole = query.isEmpty() ? path : path + "?" + query;
    if (PATH_SESSION.matcher(path).find()) {
      // Every answer may name a session of its own; each page once is enough.
      return admitted(url, PATH_SESSION.matcher(whole).replaceAll("/#"), whole, 1);
    }
    boolean calendar = CALENDAR_WORD.matcher(whole).find() && NUMBER.matcher(whole).find();
    if (calendar && !admitted(url, NUMBER.matcher(whole).replaceAll("#"), whole, MAX_DATES)) {
      return false;
    }
    if (query.isEmpty()) {
      return !PATH_DATE.matcher(path).find() || admitted(url, PATH_DATE.matcher(path).replaceAll("/#"), whole, MAX_ARCHIVES);
    }
    String names = names(query);
    return admitted(url, path + "?", names, MAX_COMBINATIONS)
        && admitted(url, path + "?" + names, whole, MAX_QUERIES)
        && admitted(url, path + "?*", whole, MAX_QUERIES_OF_PATH);
  }

  /** The parameters of a query, whatever their order. */
  private static String names(String query) {
    return Arrays.stream(query.split("&")).map(p -> p.split("=", 2)[0]).distinct().sorted().collect(Collectors.joining("&"));
  }

  private boolean admitted(URI url, String shape, String whole, int max) {
    Set<String> known = variants.computeIfAbsent(url.getHost() + shape, k -> ConcurrentHashMap.newKeySet());
    if (known.contains(whole)) {
      return true;
    }
    return known.size() < max && known.add(whole);
  }
}
