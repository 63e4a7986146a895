package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
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

  private final Preamble preamble;
  private final Urls urls;
  private final boolean nofollow;
  private final List<Page.Link> links = new ArrayList<>();
  private final List<Page.PageImage> images = new ArrayList<>();
  private final Deque<OpenLink> open = new ArrayDeque<>();
  private final Set<String> declared = new TreeSet<>();
  private final List<Inner> inner = new ArrayList<>();
  private final List<Script> scripts = new ArrayList<>();

  Attributes(Document page, URI url, String encoding) {
    this.preamble = Preamble.of(page);
    Urls fromPage = new Urls(url, encoding);
    this.urls = preamble.base().flatMap(fromPage::resolve).map(base -> new Urls(base, encoding)).orElse(fromPage);
    this.nofollow = preamble.nofollow();
  }

  /** Takes a text that belongs beside the block. */
  interface Aside {
    void add(BlockKind kind, String text, boolean hidden);
  }

  /** A page written into an attribute, and the place it stands at. */
  record Inner(String html, String path, Visibility visibility) {}

  /** A script element and its place. */
  record Script(Element element, String path) {}

  Preamble preamble() {
    return preamble;
  }

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

  void read(Marks marks, Frame frame, Aside aside) {
    Element e = marks.element();
    boolean hidden = frame.visibility.hidden();
    switch (e.normalName()) {
      case "meta" -> meta(e, aside);
      case "script" -> scripts.add(new Script(e, frame.path()));
      case "a" -> open.push(new OpenLink(e, new StringBuilder()));
      case "area" -> {
        aside.add(BlockKind.IMAGE_ALT, value(e, "alt"), hidden);
        link(value(e, "href"), value(e, "alt"), isNofollow(e));
      }
      case "iframe", "frame" -> {
        link(value(e, "src"), "", false);
        if (has(e, "srcdoc")) {
          inner.add(new Inner(value(e, "srcdoc"), frame.path(), frame.visibility.ofFrame()));
        }
      }
      case "img", "amp-img" -> image(e, hidden, aside);
      case "input" -> input(e, hidden, aside);
      case "textarea" -> aside.add(BlockKind.PLACEHOLDER, value(e, "placeholder"), hidden);
      case "video" -> picture(value(e, "poster"), "");
      case "option" -> option(e, hidden, aside);
      case "optgroup" -> aside.add(BlockKind.LIST_ITEM, value(e, "label"), hidden);
      default -> {}
    }
    if (marks.told()) {
      told(e, hidden, aside);
    }
  }

  private void told(Element e, boolean hidden, Aside aside) {
    aside.add(BlockKind.TOOLTIP, value(e, "title"), hidden);
    aside.add(BlockKind.TOOLTIP, value(e, "aria-label"), hidden);
    aside.add(BlockKind.TOOLTIP, value(e, "aria-description"), hidden);
    aside.add(BlockKind.PLACEHOLDER, value(e, "aria-placeholder"), hidden);
    declare("schema", value(e, "itemtype"));
    picture(first(CSS_URL, value(e, "style")), "");
    String onclick = value(e, "onclick");
    if (!onclick.isEmpty()) {
      link(first(GOES_TO, onclick), "", isNofollow(e));
    }
  }

  void linkText(String text) {
    if (!open.isEmpty() && open.peek().text().length() < LONGEST_LINK_TEXT) {
      open.peek().text().append(text, 0, Math.min(text.length(), LONGEST_LINK_TEXT));
    }
  }

  void close(Element e) {
    if (!open.isEmpty() && open.peek().element() == e) {
      link(value(e, "href"), open.pop().text().toString(), isNofollow(e));
    }
  }

  private void meta(Element e, Aside aside) {
    String name = (has(e, "name") ? value(e, "name") : value(e, "property")).toLowerCase(Locale.ROOT);
    String content = value(e, "content");
    String item = value(e, "itemprop").toLowerCase(Locale.ROOT);
    if (name.equals("og:type")) {
      declare("og", content);
    }
    if (TOLD.contains(name) || TOLD.contains(value(e, "http-equiv").toLowerCase(Locale.ROOT)) || TOLD_ITEMS.contains(item)) {
      aside.add(BlockKind.META, content, false);
    }
    if (name.equals("og:image")) {
      picture(content, "");
    }
    if (value(e, "http-equiv").equalsIgnoreCase("refresh")) {
      Matcher m = REFRESH.matcher(bounded(content));
      if (m.lookingAt()) {
        link(m.group(1), "", false);
      }
    }
  }

  private void image(Element e, boolean hidden, Aside aside) {
    aside.add(BlockKind.IMAGE_ALT, value(e, "alt"), hidden);
    if (!open.isEmpty() && open.peek().text().toString().isBlank()) {
      linkText(value(e, "alt"));
    }
    Set<String> sources = new LinkedHashSet<>();
    PICTURE.forEach(name -> sources.add(value(e, name)));
    sources.forEach(s -> picture(s, value(e, "alt")));
    if (!has(e, "src") && has(e, "srcset")) {
      picture(value(e, "srcset").strip().split("[\\s,]+")[0], value(e, "alt"));
    }
  }

  private void input(Element e, boolean hidden, Aside aside) {
    String type = value(e, "type").toLowerCase(Locale.ROOT);
    aside.add(BlockKind.PLACEHOLDER, value(e, "placeholder"), hidden);
    if (PUSHED.contains(type)) {
      aside.add(BlockKind.BUTTON, value(e, "value"), hidden);
    } else if (type.equals("image")) {
      image(e, hidden, aside);
    } else if (type.equals("hidden")) {
      // Mostly tokens; what is written for people is Chinese.
      aside.add(BlockKind.PLACEHOLDER, chinese(value(e, "value")) ? value(e, "value") : "", true);
    } else if (!UNREAD.contains(type)) {
      aside.add(BlockKind.PLACEHOLDER, value(e, "value"), hidden);
    }
  }

  private static boolean chinese(String value) {
    return value.codePoints().filter(Character::isIdeographic).limit(2).count() == 2;
  }

  /** A label is shown instead of the text; in a list of suggestions the value is. */
  private static void option(Element e, boolean hidden, Aside aside) {
    aside.add(BlockKind.LIST_ITEM, value(e, "label"), hidden);
    if (e.parent() != null && e.parent().normalName().equals("datalist")) {
      aside.add(BlockKind.LIST_ITEM, value(e, "value"), hidden);
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
    if (!href.isBlank() && links.size() < MOST) {
      urls.resolve(href).ifPresent(u -> links.add(new Page.Link(u, InlineText.collapse(text), nofollow || relNofollow)));
    }
  }

  private void picture(String source, String alt) {
    if (source.isBlank() || images.size() >= MOST) {
      return;
    }
    Optional<URI> uri = source.startsWith("data:image/") ? data(source) : urls.resolve(source);
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

  /** Names of attributes that are read whatever the element. */
  static boolean told(String name) {
    return switch (name) {
      case "title", "aria-label", "aria-description", "aria-placeholder", "itemtype", "style", "onclick" -> true;
      default -> false;
    };
  }

  private static boolean isNofollow(Element e) {
    return !value(e, "rel").isEmpty() && NOFOLLOW.matcher(bounded(value(e, "rel"))).find();
  }

  /** As {@code Element.attr}, for names in lower case, as the parser leaves them; empty if there is none. */
  static String value(Element e, String name) {
    return e.attributesSize() == 0 ? "" : e.attributes().get(name);
  }

  static boolean has(Element e, String name) {
    return e.attributesSize() > 0 && e.attributes().hasKey(name);
  }

  /** Enough of an attribute for the patterns, which are not linear on everything. */
  static String bounded(String attribute) {
    return attribute.length() <= 2000 ? attribute : attribute.substring(0, 2000);
  }

  /** The first address in a style or script; empty if there is none, as nearly always. */
  private static String first(Pattern pattern, String attribute) {
    if (attribute.indexOf('(') < 0 && attribute.indexOf('=') < 0) {
      return "";
    }
    Matcher m = pattern.matcher(bounded(attribute));
    return m.find() ? m.group(1) : "";
  }
}
