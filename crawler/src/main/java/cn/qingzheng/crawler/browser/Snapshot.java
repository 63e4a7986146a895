package cn.qingzheng.crawler.browser;

import cn.qingzheng.model.Screenshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a page is at one moment, from one visit. Compared by the identity of its bytes, which nobody changes.
 *
 * @param document the page's own document as the browser had it after decoding, if it could be kept
 * @param mhtml the page with what it is made of in one file (RFC 2557)
 * @param text as a reader would copy it
 * @param sights of the marks asked for, in their order
 */
public record Snapshot(
    Rendered rendered, Optional<Rendered.Resource> document, Screenshot screenshot, byte[] mhtml, String text, List<Sight> sights) {
  public Snapshot {
    Objects.requireNonNull(rendered);
    Objects.requireNonNull(document);
    Objects.requireNonNull(screenshot);
    Objects.requireNonNull(text);
    sights = List.copyOf(sights);
  }
}
