package cn.qingzheng.crawler.browser;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A page after its scripts ran.
 *
 * @param html the document as it then is
 * @param url where it is after redirects and navigation by script
 * @param refused {@code host:port} of every request that was refused: private addresses, and what came over the limits
 * @param complete whether it finished loading in time; if not, the HTML is what was there
 */
public record Rendered(String html, URI url, String title, List<String> refused, boolean complete) {
  public Rendered {
    Objects.requireNonNull(html);
    Objects.requireNonNull(url);
    Objects.requireNonNull(title);
    refused = List.copyOf(refused);
  }
}
