package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a connector's rules find on a page of results: the same in a scan, a preview and on a sample.
 *
 * @param next the page after this one, if the connector says where its link stands and it is there
 * @param text what a reader would see, to look for walls in
 */
public record ResultPage(List<Item> items, Optional<URI> next, String text) {
  public ResultPage {
    items = List.copyOf(items);
    Objects.requireNonNull(next);
    Objects.requireNonNull(text);
  }

  /**
   * One offer as it stands on the page.
   *
   * @param fields by name, only those that are there
   * @param complete whether all required ones are there
   */
  public record Item(Map<String, String> fields, boolean complete) {
    public Item {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Empty if it is not there. */
    public String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /**
   * @param text of the page, decoded
   * @param url where it stands; relative links are resolved against it
   */
  public static ResultPage read(Connector c, String text, URI url) {
    Piece page = Piece.parse(c.list().type(), text, url);
    List<Item> items = page.all(c.list().item()).stream().map(p -> item(c.list().fields(), p, url)).toList();
    Optional<URI> next = c.pagination().next().flatMap(n -> n.read(page, url)).flatMap(CanonicalUrl::of);
    return new ResultPage(items, next, seen(page, text));
  }

  private static String seen(Piece page, String text) {
    return page instanceof Piece.Markup m ? m.take("text") : text;
  }

  private static Item item(Map<String, FieldRule> rules, Piece piece, URI url) {
    Map<String, String> fields = fields(rules, piece, url);
    boolean complete = rules.entrySet().stream().allMatch(r -> !r.getValue().required() || fields.containsKey(r.getKey()));
    return new Item(fields, complete);
  }

  private static Map<String, String> fields(Map<String, FieldRule> rules, Piece piece, URI url) {
    Map<String, String> fields = new LinkedHashMap<>();
    rules.forEach((name, rule) -> rule.read(piece, url).ifPresent(v -> fields.put(name, v)));
    return fields;
  }

  /** What the connector's rules find on the page of one offer, by name; empty if it has no such rules. */
  public static Map<String, String> detail(Connector c, String text, URI url) {
    Map<String, FieldRule> rules = c.detail().map(Connector.Detail::fields).orElse(Map.of());
    return rules.isEmpty() ? Map.of() : fields(rules, Piece.parse(ListType.HTML, text, url), url);
  }

  /** What a reader sees of the page of an offer. */
  public static String seen(String text, URI url) {
    return Piece.parse(ListType.HTML, text, url).take("text");
  }
}
