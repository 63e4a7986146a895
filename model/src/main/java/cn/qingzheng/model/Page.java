package cn.qingzheng.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reader gets from one capture.
 *
 * @param captureId the {@link Capture}, or the file name of a page that came from a file
 * @param at when it was captured: catalogues and filings are looked up at this time
 * @param title empty if the page has none
 * @param listing what a connector read about the offer, if one led here
 */
public record Page(
    String captureId,
    URI url,
    Instant at,
    String title,
    PageText text,
    List<Link> links,
    List<PageImage> images,
    Optional<Listing> listing) {
  public Page {
    Objects.requireNonNull(captureId);
    Objects.requireNonNull(url);
    Objects.requireNonNull(at);
    Objects.requireNonNull(title);
    Objects.requireNonNull(text);
    links = List.copyOf(links);
    images = List.copyOf(images);
    Objects.requireNonNull(listing);
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
