package cn.qingzheng.crawler.seed;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An address with {@code {keyword|urlencode}} and {@code {page}} in it.
 *
 * @param charset in which the site wants keywords encoded
 */
public record UrlTemplate(String text, Charset charset) {
  static final String KEYWORD = "{keyword|urlencode}";
  static final String PAGE = "{page}";

  public UrlTemplate {
    Objects.requireNonNull(text);
    Objects.requireNonNull(charset);
  }

  static UrlTemplate utf8(String text) {
    return new UrlTemplate(text, StandardCharsets.UTF_8);
  }

  /** The address to ask for. */
  public URI fill(String keyword, int page) {
    return URI.create(
        text.replace(KEYWORD, URLEncoder.encode(keyword, charset)).replace(PAGE, Integer.toString(page)));
  }
}
