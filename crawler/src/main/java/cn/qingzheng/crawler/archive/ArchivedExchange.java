package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One fetch as it went over the wire: every hop of the redirect chain, the page last.
 *
 * @param captureId the {@link Capture} this becomes, written into the metadata records
 * @param runId the scan
 * @param requestedUrl the address first asked for; differs from the first hop only if that was rewritten
 * @param hops in order, at least one
 * @param approvals the written decisions under which it was fetched
 */
public record ArchivedExchange(
    String captureId, String runId, URI requestedUrl, List<Hop> hops, List<CrawlApproval> approvals) {
  public ArchivedExchange {
    approvals = List.copyOf(approvals);
    Objects.requireNonNull(captureId);
    Objects.requireNonNull(runId);
    Objects.requireNonNull(requestedUrl);
    hops = List.copyOf(hops);
    if (hops.isEmpty()) {
      throw new IllegalArgumentException("exchange should have a hop, was: " + captureId);
    }
  }

  public ArchivedExchange(String captureId, String runId, URI requestedUrl, List<Hop> hops) {
    this(captureId, runId, requestedUrl, hops, List.of());
  }

  /** Whether the last answer only refers to an earlier one. */
  public boolean refers() {
    return hops.get(hops.size() - 1).unchangedSince().isPresent();
  }

  /** The exchange with its last answer in full, where it would only refer to an earlier one. */
  public ArchivedExchange whole() {
    Hop last = hops.get(hops.size() - 1);
    List<Hop> all = new ArrayList<>(hops.subList(0, hops.size() - 1));
    all.add(new Hop(last.url(), last.at(), last.took(), last.remote(), last.wire(), last.truncated(), Optional.empty()));
    return new ArchivedExchange(captureId, runId, requestedUrl, all, approvals);
  }

  /**
   * One request and its answer.
   *
   * @param at when the request was sent, UTC
   * @param took from request to the last byte
   * @param truncated whether the body was cut, by a limit or by the other side
   * @param unchangedSince the response record of an earlier capture, when the server answered 304 or the body is
   *     the same byte for byte; the archive then writes a {@code revisit}. If the body turns out to differ from
   *     that record, it is written in full.
   */
  public record Hop(
      URI url,
      Instant at,
      Duration took,
      Capture.Remote remote,
      Wire wire,
      boolean truncated,
      Optional<ArchivedRecord> unchangedSince) {
    public Hop {
      Objects.requireNonNull(url);
      Objects.requireNonNull(at);
      Objects.requireNonNull(took);
      Objects.requireNonNull(remote);
      Objects.requireNonNull(wire);
      Objects.requireNonNull(unchangedSince);
    }
  }

  /**
   * The bytes. Compared by identity of the arrays, which nobody changes after handing them over.
   *
   * @param requestHead request line and header lines exactly as sent, with the empty line
   * @param responseHead status line and header lines exactly as received, with the empty line
   * @param body as received after transfer decoding (no chunk borders), content coding (gzip, br) still on;
   *     empty if there was none
   * @param certificates what the server showed, its own first, DER; empty without TLS
   */
  public record Wire(byte[] requestHead, byte[] responseHead, byte[] body, List<byte[]> certificates) {
    public Wire {
      Objects.requireNonNull(requestHead);
      Objects.requireNonNull(responseHead);
      Objects.requireNonNull(body);
      // A hop that waits in crawl.db from before this was kept has none.
      certificates = certificates == null ? List.of() : List.copyOf(certificates);
    }

    public Wire(byte[] requestHead, byte[] responseHead, byte[] body) {
      this(requestHead, responseHead, body, List.of());
    }
  }
}
