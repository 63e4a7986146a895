package cn.qingzheng.crawler.seed;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page, or an item of it, in which fields are looked up. */
sealed interface Piece {
  /** What stands at the place, in order; for JSON the elements of the array there. */
  List<Piece> all(Place place);

  /** What stands at the place first. */
  Optional<Piece> first(Place place);

  /**
   * @param what {@code text}, {@code html} or {@code @attribute}; a JSON value has nothing but its text
   * @return empty if there is nothing
   */
  String take(String what);

  /**
   * Reads a page. What is no JSON where JSON should be is read as the HTML that platforms send instead: it may be a
   * wall that has to be recognised. External entities are never resolved: jsoup's parsers know none.
   */
  static Piece parse(ListType type, String text, URI base) {
    return switch (type) {
      case HTML -> new Markup(Jsoup.parse(text, base.toString()));
      case XML -> new Markup(Jsoup.parse(text, base.toString(), Parser.xmlParser()));
      case JSON -> Json.parse(text).orElseGet(() -> new Markup(Jsoup.parse(text, base.toString())));
    };
  }

  /** Of HTML or XML. */
  record Markup(Element element) implements Piece {
    @Override
    public List<Piece> all(Place place) {
      return select(place).map(Piece.class::cast).toList();
    }

    @Override
    public Optional<Piece> first(Place place) {
      return place.text().isEmpty() ? Optional.of(this) : select(place).map(Piece.class::cast).findFirst();
    }

    private Stream<Markup> select(Place place) {
      return switch (place.language()) {
        case CSS -> element.select(place.text()).stream().map(Markup::new);
        case XPATH -> element.selectXpath(place.text()).stream().map(Markup::new);
        case POINTER -> Stream.empty();
      };
    }

    @Override
    public String take(String what) {
      return switch (what) {
        case "text" -> element.text();
        case "html" -> element.html();
        default -> element.attr(what.substring(1));
      };
    }
  }

  /** Of JSON. */
  record Json(JsonNode node) implements Piece {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Optional<Piece> parse(String text) {
      try {
        return Optional.of(new Json(MAPPER.readTree(text))).filter(j -> j.node.isContainer()).map(Piece.class::cast);
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }

    @Override
    public List<Piece> all(Place place) {
      JsonNode at = at(place);
      return at.isArray() ? at.valueStream().<Piece>map(Json::new).toList() : List.of();
    }

    @Override
    public Optional<Piece> first(Place place) {
      JsonNode at = at(place);
      return at.isMissingNode() ? Optional.empty() : Optional.of(new Json(at));
    }

    private JsonNode at(Place place) {
      return place.text().isEmpty() ? node : node.at(place.text());
    }

    @Override
    public String take(String what) {
      return node.isValueNode() && !node.isNull() ? node.asString() : "";
    }
  }
}
