package cn.qingzheng.crawler.seed;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads one field from a page or an item.
 *
 * @param place where it stands in the item; empty for the item itself
 * @param get what to take, in order of preference: {@code text}, {@code html} or {@code @attribute}
 * @param required whether an item without it counts against the connector's health
 */
public record FieldRule(Place place, List<String> get, List<Transform> transforms, boolean required) {
  public FieldRule {
    Objects.requireNonNull(place);
    get = List.copyOf(get);
    transforms = List.copyOf(transforms);
  }

  /**
   * The field's value, absent if nothing is there.
   *
   * @param base the page's address
   */
  Optional<String> read(Piece item, URI base) {
    return item.first(place).flatMap(this::taken).flatMap(v -> transformed(v, base));
  }

  private Optional<String> taken(Piece at) {
    return get.stream().map(at::take).filter(v -> !v.isBlank()).map(String::strip).findFirst();
  }

  private Optional<String> transformed(String value, URI base) {
    Optional<String> result = Optional.of(value);
    for (Transform t : transforms) {
      result = result.flatMap(v -> t.apply(v, base));
    }
    return result;
  }
}
