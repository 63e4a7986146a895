package cn.qingzheng.crawler.seed;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;

/**
 * An address with places for a keyword and the number of the page.
 *
 * @param charset in which the site wants keywords encoded
 */
public record UrlTemplate(String text, Charset charset) {
  /** In a query, where a blank is {@code +}. */
  static final String KEYWORD = "{keyword|urlencode}";
  /** In a path, where a blank is {@code %20}. */
  static final String PATH_KEYWORD = "{keyword|pathencode}";
  static final String PAGE = "{page}";

  public UrlTemplate {
    Objects.requireNonNull(text);
    Objects.requireNonNull(charset);
  }

  /** What may stand in it. */
  static List<String> places() {
    return List.of(KEYWORD, PATH_KEYWORD, PAGE);
  }

  /** Whether it searches at all; a list of everything needs no keyword. */
  public boolean takesKeyword() {
    return text.contains(KEYWORD) || text.contains(PATH_KEYWORD);
  }

  public boolean takesPage() {
    return text.contains(PAGE);
  }

  /** The address to ask for. */
  public URI fill(String keyword, int page) {
    String encoded = URLEncoder.encode(keyword, charset);
    return URI.create(
        text.replace(KEYWORD, encoded)
            .replace(PATH_KEYWORD, encoded.replace("+", "%20"))
            .replace(PAGE, Integer.toString(page)));
  }
}
