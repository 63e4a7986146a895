package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.page.Charsets;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.FieldRule;
import cn.qingzheng.model.Listing;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads result pages of platforms as their connectors declare. */
final class SearchStage {
  private final Function<String, Target> targets;
  private final Function<String, ConnectorStats> stats;
  private final Charsets charsets = new Charsets();

  SearchStage(Function<String, Target> targets, Function<String, ConnectorStats> stats) {
    this.targets = targets;
    this.stats = stats;
  }

  /** The first result page of every keyword. */
  static List<UrlTask> searches(Connector c, List<String> keywords) {
    return keywords.stream()
        .limit(c.keywords().perRun())
        .map(k -> search(c, c.request().fill(k, c.pagination().first()), k, 0))
        .toList();
  }

  private static UrlTask search(Connector c, URI url, String keyword, int page) {
    URI canonical = CanonicalUrl.of(url.toString()).orElse(url);
    return UrlTask.of(c.id(), UrlKind.LIST, canonical, 0, Baggage.of(new Baggage.Search(keyword, page)));
  }

  /** One offer as it stands on a result page. */
  private record Item(Map<String, String> fields, boolean complete) {
    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /** What a result page leads to: the offers and the next page. */
  Taken read(UrlTask task, Fetched.Answer answer) {
    Connector c = targets.apply(task.seedId()).connector().orElseThrow();
    Document page = parse(answer);
    List<Item> items = page.select(c.list().item()).stream().map(e -> item(c, e, task.url())).toList();
    Optional<String> sign = items.isEmpty() ? BlockSigns.inText(page.text(), c) : Optional.empty();
    if (sign.isPresent()) {
      return new Taken(List.of(), Optional.empty(), blocked(sign.get(), c));
    }
    Baggage.Search search = task.baggage().search().orElseThrow();
    ConnectorStats count = stats.apply(c.id());
    count.searched(search.page(), items.size(), (int) items.stream().filter(Item::complete).count());
    List<UrlTask> found = new ArrayList<>(details(c, items, task.url()));
    boolean fresh = count.anyNew(search.keyword(), items.stream().map(i -> i.field("link")).toList());
    next(c, search, task.url(), page, items.isEmpty(), fresh).ifPresent(found::add);
    return Taken.handled(found, "检索“" + search.keyword() + "”第 " + (search.page() + 1) + " 页，" + items.size() + " 条");
  }

  private static Turn.Failed blocked(String sign, Connector c) {
    return new Turn.Failed(FailureCause.BLOCKED, sign, Optional.empty(), Optional.of(c.blocked().suspension()));
  }

  private Document parse(Fetched.Answer answer) {
    String html = charsets.decode(answer.header("Content-Type"), answer.body()).text();
    return Jsoup.parse(html, answer.url().toString());
  }

  private static Item item(Connector c, Element element, URI base) {
    Map<String, String> fields = new HashMap<>();
    boolean complete = true;
    for (Map.Entry<String, FieldRule> f : c.list().fields().entrySet()) {
      Optional<String> value = f.getValue().read(element, base);
      value.ifPresent(v -> fields.put(f.getKey(), v));
      complete &= value.isPresent() || !f.getValue().required();
    }
    return new Item(fields, complete);
  }

  private static List<UrlTask> details(Connector c, List<Item> items, URI base) {
    String follow = c.detail().map(Connector.Detail::follow).orElse("link");
    List<UrlTask> found = new ArrayList<>();
    for (Item item : items) {
      CanonicalUrl.resolve(base, item.field(follow))
          .filter(u -> SameSite.domain(base, u))
          .map(u -> UrlTask.of(c.id(), UrlKind.PAGE, u, 1, Baggage.of(listing(c, item.fields(), Optional.empty()))))
          .ifPresent(found::add);
    }
    return found;
  }

  /** The fields as a listing; what is not there comes from the other. */
  private static Listing listing(Connector c, Map<String, String> fields, Optional<Listing> other) {
    return new Listing(
        c.id(),
        c.name(),
        Optional.ofNullable(fields.get("title")).or(() -> other.map(Listing::title)).orElse(""),
        Optional.ofNullable(fields.get("price")).or(() -> other.flatMap(Listing::price)),
        Optional.ofNullable(fields.get("seller")).or(() -> other.flatMap(Listing::seller)));
  }

  private static Optional<UrlTask> next(
      Connector c, Baggage.Search search, URI at, Document page, boolean empty, boolean fresh) {
    Connector.Pagination p = c.pagination();
    int number = search.page() + 1;
    boolean stop = empty && p.stopWhenEmpty() || !empty && !fresh && p.stopWhenRepeated();
    if (stop || number >= p.maxPages()) {
      return Optional.empty();
    }
    if (p.next().isPresent()) {
      return p.next().get().read(page, at)
          .flatMap(CanonicalUrl::of)
          .filter(u -> SameSite.host(at, u))
          .map(u -> search(c, u, search.keyword(), number));
    }
    return Optional.of(search(c, c.request().fill(search.keyword(), p.first() + number * p.step()), search.keyword(), number));
  }

  /** What is known of the offer that a page shows: from the page itself, else from the result page. */
  Optional<Listing> listing(UrlTask task, Target target, PageAnswer answer) {
    Optional<Listing> known = task.baggage().listing();
    if (known.isEmpty() || target.connector().isEmpty()) {
      return known;
    }
    if (answer.unchanged().isPresent()) {
      return answer.unchanged().get().origin().listing().or(() -> known);
    }
    return Optional.of(listing(target.connector().get(), details(target.connector().get(), answer.answer()), known));
  }

  private Map<String, String> details(Connector c, Fetched.Answer answer) {
    Map<String, String> fields = new HashMap<>();
    Map<String, FieldRule> rules = c.detail().map(Connector.Detail::fields).orElse(Map.of());
    if (!rules.isEmpty()) {
      Document page = parse(answer);
      rules.forEach((name, rule) -> rule.read(page, answer.url()).ifPresent(v -> fields.put(name, v)));
    }
    return fields;
  }

  /** Whether an offer's page is a wall: none of its fields is there, and its text says so. */
  Optional<Turn> blocked(UrlTask task, Target target, PageAnswer answer) {
    if (task.baggage().listing().isEmpty() || target.connector().isEmpty() || answer.unchanged().isPresent()) {
      return Optional.empty();
    }
    Connector c = target.connector().get();
    boolean lacking = c.detail().map(d -> !d.fields().isEmpty()).orElse(false) && details(c, answer.answer()).isEmpty();
    return lacking
        ? BlockSigns.inText(parse(answer.answer()).text(), c).map(sign -> blocked(sign, c))
        : Optional.empty();
  }
}
