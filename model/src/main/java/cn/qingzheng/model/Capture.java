package cn.qingzheng.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One answer of a server, as it was archived.
 *
 * @param id unique, sorts by time, safe as a file name
 * @param url the address that answered, after redirects
 * @param at when the request was sent, UTC
 * @param records where its WARC records lie: for every hop of the redirect chain request and response, in
 *     order; empty only for pages that came from a file
 */
public record Capture(
    String id, Origin origin, URI url, Instant at, Exchange exchange, Payload payload, List<ArchivedRecord> records) {
  public Capture {
    Objects.requireNonNull(id);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(url);
    Objects.requireNonNull(at);
    Objects.requireNonNull(exchange);
    Objects.requireNonNull(payload);
    records = List.copyOf(records);
  }

  /**
   * Why it was fetched.
   *
   * @param runId the scan
   * @param seedId the seed or connector
   * @param depth links away from the seed
   * @param listing where on a platform it stands, and what is known of the offer there
   * @param approvals the written decisions under which it was fetched; usually none
   * @param imported how it came in if it was not fetched but handed in by a person
   */
  public record Origin(
      String runId,
      String seedId,
      int depth,
      Optional<Listing> listing,
      List<CrawlApproval> approvals,
      Optional<Import> imported) {
    public Origin {
      // A capture stored before these were kept has none.
      approvals = approvals == null ? List.of() : List.copyOf(approvals);
      imported = imported == null ? Optional.empty() : imported;
    }

    /** Fetched, not handed in. */
    public Origin(
        String runId, String seedId, int depth, Optional<Listing> listing, List<CrawlApproval> approvals) {
      this(runId, seedId, depth, listing, approvals, Optional.empty());
    }

    /** Without an approval. */
    public Origin(String runId, String seedId, int depth, Optional<Listing> listing) {
      this(runId, seedId, depth, listing, List.of());
    }
  }

  /**
   * @param requestedUrl the address first asked for
   * @param redirects every hop between, in order, without the last
   * @param headers of the last answer
   * @param remote IP address and port that answered
   * @param took from request to the last byte
   */
  public record Exchange(
      URI requestedUrl,
      List<URI> redirects,
      int status,
      List<HttpHeader> headers,
      Remote remote,
      Duration took) {
    public Exchange {
      redirects = List.copyOf(redirects);
      headers = List.copyOf(headers);
    }

    /** The first header of that name, whatever its case. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(h -> h.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
          .map(HttpHeader::value)
          .findFirst();
    }
  }

  /**
   * @param ip textual address, empty when the page came from a file
   * @param tls protocol, verdict and certificate fingerprint in words, if https
   */
  public record Remote(String ip, int port, Optional<String> tls) {}

  /**
   * @param sha256 of the body after transfer and content decoding, lower-case hex
   * @param length of that body in bytes
   * @param truncated whether the body was cut at the limit
   */
  public record Payload(String sha256, long length, boolean truncated) {}
}
