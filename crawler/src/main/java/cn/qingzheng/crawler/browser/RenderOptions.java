package cn.qingzheng.crawler.browser;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a page needs before it is what a reader sees.
 *
 * @param waitFor CSS selector of what must have appeared; a page on which it never does is taken as it is, incomplete
 * @param scroll whether to go down the page once, so that what loads on the way is there
 * @param timeout for the whole page, instead of {@link BrowserLimits#deadline()}
 * @param anyCertificate whether a certificate that does not hold is looked past; only where that was approved
 * @param documents which frames may load, and where scripts may take the page; asked by a thread of the browser's
 */
public record RenderOptions(
    Optional<String> waitFor, boolean scroll, Optional<Duration> timeout, boolean anyCertificate,
    Predicate<URI> documents) {
  private static final Predicate<URI> ANY = url -> true;

  public RenderOptions {
    Objects.requireNonNull(documents);
    Objects.requireNonNull(waitFor);
    Objects.requireNonNull(timeout);
  }

  /** With certificates that hold. */
  public RenderOptions(Optional<String> waitFor, boolean scroll, Optional<Duration> timeout) {
    this(waitFor, scroll, timeout, false, ANY);
  }

  public RenderOptions withAnyCertificate(boolean any) {
    return new RenderOptions(waitFor, scroll, timeout, any, documents);
  }

  public RenderOptions withDocuments(Predicate<URI> allowed) {
    return new RenderOptions(waitFor, scroll, timeout, anyCertificate, allowed);
  }

  /** Whether there is nothing to ask. */
  boolean anyDocument() {
    return documents == ANY;
  }

  public static RenderOptions none() {
    return new RenderOptions(Optional.empty(), false, Optional.empty());
  }
}
