package cn.qingzheng.crawler.browser;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A page after its scripts ran.
 *
 * @param html the document as it then is
 * @param url where it is after redirects and navigation by script
 * @param complete whether it finished loading in time; if not, the HTML is what was there
 * @param traffic what it asked for on the way
 */
public record Rendered(String html, URI url, String title, boolean complete, Traffic traffic) {
  public Rendered {
    Objects.requireNonNull(html);
    Objects.requireNonNull(url);
    Objects.requireNonNull(title);
    Objects.requireNonNull(traffic);
  }

  /** {@code host:port} of every request that was refused, whole addresses of documents that were not allowed. */
  public List<String> refused() {
    return traffic.refused();
  }

  /**
   * @param browser name and version
   * @param at when the browser was told to go there
   * @param resources what the page was made of besides its document, as far as it was kept
   * @param contacts every connection that was made
   * @param refused {@code host:port} of every request that was refused: private addresses, and what came over the limits;
   *     whole addresses of frames and jumps that were not allowed
   */
  public record Traffic(
      String browser, Instant at, List<Resource> resources, List<Contact> contacts, List<String> refused) {
    public Traffic {
      Objects.requireNonNull(browser);
      Objects.requireNonNull(at);
      resources = List.copyOf(resources);
      contacts = List.copyOf(contacts);
      refused = List.copyOf(refused);
    }
  }

  /**
   * An answer to a GET of the page's, as the browser had it after decoding. Compared by the identity of its bytes, which
   * nobody changes.
   *
   * @param type Content-Type as the server said, may be empty
   */
  public record Resource(URI url, int status, String type, byte[] body) {}

  /** @param ip the address that was checked and connected to */
  public record Contact(String host, int port, String ip) {}
}
