package cn.qingzheng.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader gets from one capture.
 *
 * @param captureId the {@link Capture}, or the file name of a page that came from a file
 * @param at when it was captured: catalogues and filings are looked up at this time
 * @param title empty if the page has none
 * @param listing where on a platform it stands; empty if it stands on none
 * @param declared what the page says it is in its metadata, in lower case: {@code og:article} from Open Graph,
 *     {@code schema:product} from JSON-LD or microdata (schema.org). Anybody can write it, so it proves nothing
 */
public record Page(
    String captureId,
    URI url,
    Instant at,
    String title,
    PageText text,
    List<Link> links,
    List<PageImage> images,
    Optional<Listing> listing,
    Set<String> declared) {
  public Page {
    Objects.requireNonNull(captureId);
    Objects.requireNonNull(url);
    Objects.requireNonNull(at);
    Objects.requireNonNull(title);
    Objects.requireNonNull(text);
    links = List.copyOf(links);
    images = List.copyOf(images);
    Objects.requireNonNull(listing);
    declared = Set.copyOf(declared);
  }

  /** A page that declares nothing of itself. */
  public Page(
      String captureId, URI url, Instant at, String title, PageText text, List<Link> links, List<PageImage> images,
      Optional<Listing> listing) {
    this(captureId, url, at, title, text, links, images, listing, Set.of());
  }

  /** The same page as it would be at another address and time. */
  public Page placed(URI otherUrl, Instant otherTime) {
    return new Page(captureId, otherUrl, otherTime, title, text, links, images, listing, declared);
  }

  /** Lower-case host of the url, empty if it has none (pages from files). */
  public String host() {
    return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
  }

  /** A link as resolved against the page. */
  public record Link(URI target, String text, boolean nofollow) {}

  /** @param alt the text given for the picture, empty if none */
  public record PageImage(URI source, String alt) {}
}
