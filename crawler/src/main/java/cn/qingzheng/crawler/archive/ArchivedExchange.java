package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
 */
public record ArchivedExchange(String captureId, String runId, URI requestedUrl, List<Hop> hops) {
  public ArchivedExchange {
    Objects.requireNonNull(captureId);
    Objects.requireNonNull(runId);
    Objects.requireNonNull(requestedUrl);
    hops = List.copyOf(hops);
    if (hops.isEmpty()) {
      throw new IllegalArgumentException("exchange should have a hop, was: " + captureId);
    }
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
   */
  public record Wire(byte[] requestHead, byte[] responseHead, byte[] body) {
    public Wire {
      Objects.requireNonNull(requestHead);
      Objects.requireNonNull(responseHead);
      Objects.requireNonNull(body);
    }
  }
}
