package cn.qingzheng.crawler.archive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a browser made of a page. Compared by the identity of its bytes, which nobody changes.
 *
 * @param html after scripts ran, UTF-8
 * @param at when the browser was done
 * @param parts what the page was made of and is not in the archive yet
 * @param facts how it was rendered, to be written as JSON
 */
public record RenderedPage(byte[] html, Instant at, List<Part> parts, Map<String, Object> facts) {
  public RenderedPage {
    Objects.requireNonNull(html);
    Objects.requireNonNull(at);
    parts = List.copyOf(parts);
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  public static RenderedPage of(String html, Instant at, List<Part> parts, Map<String, Object> facts) {
    return new RenderedPage(html.getBytes(StandardCharsets.UTF_8), at, parts, facts);
  }

  /**
   * @param type Content-Type as the server said, may be empty
   * @param body as the browser had it after decoding
   */
  public record Part(URI url, String type, byte[] body) {}
}
