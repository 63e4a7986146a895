package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What the attributes of a page hold: texts to read, links and pictures. */
final class Attributes {
  private static final int MOST = 10_000;
  private static final int MOST_DECLARED = 50;
  private static final int LONGEST_LINK_TEXT = 200;
  private static final int LONGEST_DATA_URI = 700_000;
  private static final List<String> PICTURE =
      List.of("src", "data-src", "data-original", "data-lazy-src", "data-lazyload", "data-url");
  private static final Set<String> PUSHED = Set.of("submit", "button", "reset");
  private static final Set<String> UNREAD = Set.of("password", "checkbox", "radio", "file", "color", "range", "date", "time", "month", "week", "datetime-local");
  private static final Pattern CSS_URL = Pattern.compile("url\\(\\s*+['\"]?([^'\"()]{1,2000}+)['\"]?\\s*+\\)");
  private static final Pattern GOES_TO =
      Pattern.compile("(?:location(?:\\.href)?\\s*=|location\\.(?:assign|replace)\\s*\\(|window\\.open\\s*\\()\\s*['\"]([^'\"]{1,2000})['\"]");
  /** Metadata in which a page speaks to people, not to programs. */
  private static final Set<String> TOLD =
      Set.of(
          "description", "keywords", "application-name", "apple-mobile-web-app-title", "og:title", "og:description",
          "og:site_name", "og:image:alt", "twitter:title", "twitter:description", "twitter:image:alt", "abstract", "subject", "dc.title", "dc.description");
  private static final Set<String> TOLD_ITEMS = Set.of("name", "headline", "alternativeheadline", "alternatename", "description", "keywords", "abstract", "slogan");
  private static final Pattern NOFOLLOW = Pattern.compile("(?i)\\bnofollow\\b");
  private static final Pattern REFRESH = Pattern.compile("(?i)\\s*+[\\d.]*+\\s*+[;,]\\s*+(?:url\\s*+=\\s*+)?['\"]?([^'\"]++)");

  private final Urls urls;
  private final URI base;
  private final boolean nofollow;
  private final List<Page.Link> links = new ArrayList<>();
  private final List<Page.PageImage> images = new ArrayList<>();
  private final Deque<OpenLink> open = new ArrayDeque<>();
  private final Set<String> declared = new TreeSet<>();
  private final List<Inner> inner = new ArrayList<>();
  private final List<Script> scripts = new ArrayList<>();

  Attributes(Document page, URI url, String encoding) {
    this.urls = new Urls(encoding);
    this.base = base(page, url);
    this.nofollow = robots(page);
  }

  /** Takes a text that belongs beside the block. */
  interface Aside {
    void add(BlockKind kind, String text, boolean hidden);
  }

  /** A page written into an attribute, and the place it stands at. */
  record Inner(String html, String path, Visibility visibility) {}

  /** A script element and its place. */
  record Script(Element element, String path) {}

  private record OpenLink(Element element, StringBuilder text) {}

  List<Page.Link> links() {
    return links;
  }

  List<Page.PageImage> images() {
    return images;
  }

  /** What the page says it is, see {@link Page#declared()}. */
  Set<String> declared() {
    return declared;
  }

  List<Inner> inner() {
    return inner;
  }

  List<Script> scripts() {
    return scripts;
  }

  void read(Element e, Frame frame, Aside aside) {
    boolean hidden = frame.visibility.hidden();
    switch (e.normalName()) {
      case "meta" -> meta(e, aside);
      case "script" -> scripts.add(new Script(e, frame.path()));
      case "a" -> open.push(new OpenLink(e, new StringBuilder()));
      case "area" -> {
        aside.add(BlockKind.IMAGE_ALT, e.attr("alt"), hidden);
        link(e.attr("href"), e.attr("alt"), isNofollow(e));
      }
      case "iframe", "frame" -> {
        link(e.attr("src"), "", false);
        if (e.hasAttr("srcdoc")) {
          inner.add(new Inner(e.attr("srcdoc"), frame.path(), frame.visibility.ofFrame()));
        }
      }
      case "img", "amp-img" -> image(e, hidden, aside);
      case "input" -> input(e, hidden, aside);
      case "textarea" -> aside.add(BlockKind.PLACEHOLDER, e.attr("placeholder"), hidden);
      case "video" -> picture(e.attr("poster"), "");
      case "option" -> option(e, hidden, aside);
      case "optgroup" -> aside.add(BlockKind.LIST_ITEM, e.attr("label"), hidden);
      default -> {}
    }
    if (e.attributesSize() == 0) {
      return;
    }
    aside.add(BlockKind.TOOLTIP, e.attr("title"), hidden);
    aside.add(BlockKind.TOOLTIP, e.attr("aria-label"), hidden);
    aside.add(BlockKind.TOOLTIP, e.attr("aria-description"), hidden);
    aside.add(BlockKind.PLACEHOLDER, e.attr("aria-placeholder"), hidden);
    declare("schema", e.attr("itemtype"));
    matches(CSS_URL, bounded(e.attr("style"))).ifPresent(u -> picture(u, ""));
    matches(GOES_TO, bounded(e.attr("onclick"))).ifPresent(u -> link(u, "", isNofollow(e)));
  }

  void linkText(String text) {
    if (!open.isEmpty() && open.peek().text().length() < LONGEST_LINK_TEXT) {
      open.peek().text().append(text, 0, Math.min(text.length(), LONGEST_LINK_TEXT));
    }
  }

  void close(Element e) {
    if (!open.isEmpty() && open.peek().element() == e) {
      link(e.attr("href"), open.pop().text().toString(), isNofollow(e));
    }
  }

  private void meta(Element e, Aside aside) {
    String name = (e.hasAttr("name") ? e.attr("name") : e.attr("property")).toLowerCase(Locale.ROOT);
    String content = e.attr("content");
    String item = e.attr("itemprop").toLowerCase(Locale.ROOT);
    if (name.equals("og:type")) {
      declare("og", content);
    }
    if (TOLD.contains(name) || TOLD.contains(e.attr("http-equiv").toLowerCase(Locale.ROOT)) || TOLD_ITEMS.contains(item)) {
      aside.add(BlockKind.META, content, false);
    }
    if (name.equals("og:image")) {
      picture(content, "");
    }
    if (e.attr("http-equiv").equalsIgnoreCase("refresh")) {
      Matcher m = REFRESH.matcher(bounded(content));
      if (m.lookingAt()) {
        link(m.group(1), "", false);
      }
    }
  }

  private void image(Element e, boolean hidden, Aside aside) {
    aside.add(BlockKind.IMAGE_ALT, e.attr("alt"), hidden);
    if (!open.isEmpty() && open.peek().text().toString().isBlank()) {
      linkText(e.attr("alt"));
    }
    PICTURE.stream().map(e::attr).filter(s -> !s.isBlank()).distinct().forEach(s -> picture(s, e.attr("alt")));
    if (!e.hasAttr("src") && e.hasAttr("srcset")) {
      picture(e.attr("srcset").strip().split("[\\s,]+")[0], e.attr("alt"));
    }
  }

  private void input(Element e, boolean hidden, Aside aside) {
    String type = e.attr("type").toLowerCase(Locale.ROOT);
    aside.add(BlockKind.PLACEHOLDER, e.attr("placeholder"), hidden);
    if (PUSHED.contains(type)) {
      aside.add(BlockKind.BUTTON, e.attr("value"), hidden);
    } else if (type.equals("image")) {
      image(e, hidden, aside);
    } else if (type.equals("hidden")) {
      // Mostly tokens; what is written for people is Chinese.
      aside.add(BlockKind.PLACEHOLDER, chinese(e.attr("value")) ? e.attr("value") : "", true);
    } else if (!UNREAD.contains(type)) {
      aside.add(BlockKind.PLACEHOLDER, e.attr("value"), hidden);
    }
  }

  private static boolean chinese(String value) {
    return value.codePoints().filter(Character::isIdeographic).limit(2).count() == 2;
  }

  /** A label is shown instead of the text; in a list of suggestions the value is. */
  private static void option(Element e, boolean hidden, Aside aside) {
    aside.add(BlockKind.LIST_ITEM, e.attr("label"), hidden);
    if (e.parent() != null && e.parent().normalName().equals("datalist")) {
      aside.add(BlockKind.LIST_ITEM, e.attr("value"), hidden);
    }
  }

  /** @param names one, or several with white space between, each perhaps an address that ends in the name */
  private void declare(String vocabulary, String names) {
    if (!names.isBlank() && declared.size() < MOST_DECLARED) {
      for (String name : bounded(names).strip().split("\\s+")) {
        declared.add(vocabulary + ":" + name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
      }
    }
  }

  private void link(String href, String text, boolean relNofollow) {
    if (href.isBlank() || links.size() >= MOST) {
      return;
    }
    String shown = InlineText.collapse(text);
    urls.resolve(base, href).ifPresent(u -> links.add(new Page.Link(u, shown, nofollow || relNofollow)));
  }

  private void picture(String source, String alt) {
    if (source.isBlank() || images.size() >= MOST) {
      return;
    }
    Optional<URI> uri = source.startsWith("data:image/") ? data(source) : urls.resolve(base, source);
    uri.map(u -> new Page.PageImage(u, InlineText.collapse(alt)))
        .filter(i -> images.isEmpty() || !images.get(images.size() - 1).equals(i))
        .ifPresent(images::add);
  }

  private static Optional<URI> data(String source) {
    boolean plain = source.length() <= LONGEST_DATA_URI && source.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    try {
      return plain ? Optional.of(URI.create(source)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private URI base(Document page, URI url) {
    Element base = page.selectFirst("base[href]");
    return base == null ? url : urls.resolve(url, base.attr("href")).orElse(url);
  }

  private static boolean robots(Document page) {
    return page.getElementsByTag("meta").stream()
        .filter(m -> m.attr("name").equalsIgnoreCase("robots"))
        .map(m -> m.attr("content").toLowerCase(Locale.ROOT))
        .anyMatch(c -> c.contains("nofollow") || c.matches(".*\\bnone\\b.*"));
  }

  private static boolean isNofollow(Element e) {
    return e.hasAttr("rel") && NOFOLLOW.matcher(bounded(e.attr("rel"))).find();
  }

  /** Enough of an attribute for the patterns, which are not linear on everything. */
  static String bounded(String attribute) {
    return attribute.length() <= 2000 ? attribute : attribute.substring(0, 2000);
  }

  private static Optional<String> matches(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return !text.isEmpty() && m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
