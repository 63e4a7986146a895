package cn.qingzheng.crawler.seed;

import java.util.Objects;
import java.util.Optional;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;
import tools.jackson.core.JsonPointer;

/**
 * Where something stands in a page or in an item of it.
 *
 * @param text a CSS selector as jsoup takes it, an XPath 1.0 expression, or a JSON Pointer (RFC 6901); empty for the
 *     page or item itself
 */
public record Place(Language language, String text) {
  /** What the place is written in. */
  public enum Language {
    CSS("CSS 选择器"),
    XPATH("XPath"),
    POINTER("JSON 指针");

    private final String label;

    Language(String label) {
      this.label = label;
    }
  }

  public Place {
    Objects.requireNonNull(language);
    Objects.requireNonNull(text);
  }

  static Place itself() {
    return new Place(Language.CSS, "");
  }

  /** A place in a page of that type; in HTML and XML what begins as no CSS selector can is XPath. */
  static Place of(ListType type, String text) {
    if (type == ListType.JSON) {
      return new Place(Language.POINTER, text.equals("/") ? "" : text);
    }
    return new Place(text.matches("(?s)[./(]*/.*") ? Language.XPATH : Language.CSS, text);
  }

  /** What is wrong with it, in Chinese; empty if nothing. */
  Optional<String> wrong() {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      switch (language) {
        case CSS -> QueryParser.parse(text);
        case XPATH -> XPathFactory.newInstance().newXPath().compile(text);
        case POINTER -> JsonPointer.compile(text);
      }
      return Optional.empty();
    } catch (Selector.SelectorParseException | IllegalArgumentException | XPathExpressionException e) {
      return Optional.of(language.label + " " + text + " 无法解析");
    }
  }
}
