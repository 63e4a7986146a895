package cn.qingzheng.crawler.seed;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * Reads one field from an element.
 *
 * @param css selector below the element; empty for the element itself
 * @param get what to take, in order of preference: {@code text}, {@code html} or {@code @attribute}
 * @param required whether an item without it counts against the connector's health
 */
public record FieldRule(String css, List<String> get, List<Transform> transforms, boolean required) {
  public FieldRule {
    Objects.requireNonNull(css);
    get = List.copyOf(get);
    transforms = List.copyOf(transforms);
  }

  /**
   * The field's value, absent if nothing is there.
   *
   * @param base the page's address
   */
  public Optional<String> read(Element item, URI base) {
    Optional<Element> at = css.isEmpty() ? Optional.of(item) : Optional.ofNullable(item.selectFirst(css));
    return at.flatMap(this::taken).flatMap(v -> transformed(v, base));
  }

  private Optional<String> taken(Element at) {
    return get.stream().map(g -> take(at, g)).filter(v -> !v.isBlank()).map(String::strip).findFirst();
  }

  private static String take(Element at, String what) {
    return switch (what) {
      case "text" -> at.text();
      case "html" -> at.html();
      default -> at.attr(what.substring(1));
    };
  }

  private Optional<String> transformed(String value, URI base) {
    Optional<String> result = Optional.of(value);
    for (Transform t : transforms) {
      result = result.flatMap(v -> t.apply(v, base));
    }
    return result;
  }
}
