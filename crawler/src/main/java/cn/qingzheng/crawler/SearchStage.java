package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.page.Charsets;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.ConnectorKind;
import cn.qingzheng.crawler.seed.Platforms;
import cn.qingzheng.crawler.seed.PublicHost;
import cn.qingzheng.crawler.seed.ResultPage;
import cn.qingzheng.model.Listing;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads result pages of platforms as their connectors declare. */
final class SearchStage {
  private final Function<String, Target> targets;
  private final Function<String, ConnectorStats> stats;
  private final Platforms platforms;
  private final CrawlListener listener;
  private final Charsets charsets = new Charsets();

  SearchStage(
      Function<String, Target> targets,
      Function<String, ConnectorStats> stats,
      Platforms platforms,
      CrawlListener listener) {
    this.targets = targets;
    this.stats = stats;
    this.platforms = platforms;
    this.listener = listener;
  }

  /**
   * The first result page of every keyword. If there are more keywords than a run may use, every day begins behind
   * those of the day before.
   */
  static List<UrlTask> searches(Connector c, List<String> keywords, LocalDate day) {
    if (!c.request().takesKeyword()) {
      return List.of(search(c, c.request().fill("", c.pagination().first()), "", 0));
    }
    List<String> turned = new ArrayList<>(keywords);
    if (keywords.size() > c.keywords().perRun()) {
      Collections.rotate(turned, (int) (-(day.toEpochDay() * c.keywords().perRun()) % keywords.size()));
    }
    return turned.stream()
        .limit(c.keywords().perRun())
        .map(k -> search(c, c.request().fill(k, c.pagination().first()), k, 0))
        .toList();
  }

  private static UrlTask search(Connector c, URI url, String keyword, int page) {
    URI canonical = CanonicalUrl.of(url.toString()).orElse(url);
    return UrlTask.of(c.id(), UrlKind.LIST, canonical, 0, Baggage.of(new Baggage.Search(keyword, page)));
  }

  /** What a result page leads to: the offers and the next page. */
  Taken read(UrlTask task, Fetched.Answer answer) {
    Connector c = targets.apply(task.seedId()).connector().orElseThrow();
    ResultPage page = ResultPage.read(c, text(answer), task.url());
    List<ResultPage.Item> items = page.items();
    Optional<String> sign = items.isEmpty() ? BlockSigns.inText(page.text(), c) : Optional.empty();
    if (sign.isPresent()) {
      return new Taken(List.of(), Optional.empty(), blocked(sign.get(), c));
    }
    Baggage.Search search = task.baggage().search().orElseThrow();
    ConnectorStats count = stats.apply(c.id());
    count.searched(search.page(), items.size(), (int) items.stream().filter(ResultPage.Item::complete).count());
    List<UrlTask> found = new ArrayList<>();
    if (c.kind() == ConnectorKind.SEARCH_ENGINE) {
      leads(c, search, items, task.url());
    } else {
      found.addAll(details(c, items, task.url()));
    }
    boolean fresh = count.anyNew(search.keyword(), items.stream().map(i -> i.field("link")).toList());
    next(c, search, task.url(), page, fresh).ifPresent(found::add);
    String what = search.keyword().isEmpty() ? "列表" : "检索“" + search.keyword() + "”";
    return Taken.handled(found, what + "第 " + (search.page() + 1) + " 页，" + items.size() + " 条");
  }

  /** The results of a search engine; its own pages and wrapped links that nobody unwrapped are none. */
  private void leads(Connector c, Baggage.Search search, List<ResultPage.Item> items, URI at) {
    List<SiteLead> leads = new ArrayList<>();
    for (ResultPage.Item item : items) {
      CanonicalUrl.of(item.field("link"))
          .filter(u -> !SameSite.domain(at, u) && PublicHost.wrong(u).isEmpty())
          .map(u -> new SiteLead(c.id(), search.keyword(), u, item.field("title"), item.field("summary")))
          .ifPresent(leads::add);
    }
    List<SiteLead> unknown = leads.stream().filter(l -> !platforms.watches(l.url())).toList();
    stats.apply(c.id()).led(leads.size(), unknown.stream().map(SiteLead::url).toList());
    unknown.forEach(listener::lead);
  }

  private static Turn.Failed blocked(String sign, Connector c) {
    return new Turn.Failed(FailureCause.BLOCKED, sign, Optional.empty(), Optional.of(c.blocked().suspension()));
  }

  private String text(Fetched.Answer answer) {
    return charsets.decode(answer.header("Content-Type"), answer.body()).text();
  }

  private List<UrlTask> details(Connector c, List<ResultPage.Item> items, URI base) {
    String follow = c.detail().map(Connector.Detail::follow).orElse("link");
    List<UrlTask> found = new ArrayList<>();
    for (ResultPage.Item item : items) {
      CanonicalUrl.resolve(base, item.field(follow))
          .filter(u -> SameSite.domain(base, u) || c.hosts(u))
          .filter(targets.apply(c.id()).paths()::allows)
          .map(u -> UrlTask.of(c.id(), UrlKind.PAGE, u, 1, Baggage.of(listing(c, item.fields()))))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Listing listing(Connector c, Map<String, String> fields) {
    return new Listing(
        c.id(),
        c.name(),
        fields.getOrDefault("title", ""),
        Optional.ofNullable(fields.get("price")),
        Optional.ofNullable(fields.get("seller")));
  }

  private static Optional<UrlTask> next(Connector c, Baggage.Search search, URI at, ResultPage page, boolean fresh) {
    Connector.Pagination p = c.pagination();
    boolean empty = page.items().isEmpty();
    int number = search.page() + 1;
    boolean stop = empty && p.stopWhenEmpty() || !empty && !fresh && p.stopWhenRepeated();
    if (stop || number >= p.maxPages()) {
      return Optional.empty();
    }
    if (p.next().isPresent()) {
      return page.next().filter(u -> SameSite.host(at, u)).map(u -> search(c, u, search.keyword(), number));
    }
    return Optional.of(search(c, c.request().fill(search.keyword(), p.first() + number * p.step()), search.keyword(), number));
  }

  /**
   * Where on a platform a page stands. Of an offer it is what the page itself shows, else what stood on the result
   * page; of any other page of a platform, however it was come by, no more than the platform.
   */
  Optional<Listing> listing(UrlTask task, Target target, PageAnswer answer) {
    URI at = answer.answer().url();
    Optional<Listing> known = task.baggage().listing();
    Optional<Connector> rules = target.connector();
    if (known.isEmpty()) {
      Optional<Platforms.Platform> platform = platforms.of(at);
      known = platform.map(p -> new Listing(p.id(), p.name(), "", Optional.empty(), Optional.empty()));
      rules = platform.flatMap(Platforms.Platform::connector);
    }
    if (answer.unchanged().isPresent()) {
      Optional<Listing> before = answer.unchanged().get().origin().listing();
      return known.map(k -> before.map(b -> filled(b, k)).orElse(k));
    }
    Optional<Listing> shown =
        rules.map(c -> listing(c, ResultPage.detail(c, text(answer.answer()), at)))
            // A heading is on every page; only with a seller is it that of an offer.
            .filter(l -> task.baggage().listing().isPresent() || l.seller().isPresent());
    return known.map(k -> shown.map(s -> filled(s, k)).orElse(k));
  }

  /** What is not in the first comes from the second, and so does the platform's name as it is now. */
  private static Listing filled(Listing first, Listing second) {
    return new Listing(
        second.connectorId(),
        second.platform(),
        first.title().isBlank() ? second.title() : first.title(),
        first.price().or(second::price),
        first.seller().or(second::seller));
  }

  /** Whether an offer's page is a wall: none of its fields is there, and its text says so. */
  Optional<Turn> blocked(UrlTask task, Target target, PageAnswer answer) {
    if (task.baggage().listing().isEmpty() || target.connector().isEmpty() || answer.unchanged().isPresent()) {
      return Optional.empty();
    }
    Connector c = target.connector().get();
    String text = text(answer.answer());
    URI at = answer.answer().url();
    boolean expected = c.detail().map(d -> !d.fields().isEmpty()).orElse(false);
    return expected && ResultPage.detail(c, text, at).isEmpty()
        ? BlockSigns.inText(ResultPage.seen(text, at), c).map(sign -> blocked(sign, c))
        : Optional.empty();
  }
}
