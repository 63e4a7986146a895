package cn.qingzheng.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Asks for time-stamp tokens (RFC 3161). */
@FunctionalInterface
public interface TimestampClient {
  /**
   * Asks for one token. That no authority answers is no error: the package stays without it and one asks again.
   *
   * @param imprint the digest, as long as the algorithm says
   */
  Answer request(ImprintAlgorithm algorithm, byte[] imprint);

  /** What came of it. */
  sealed interface Answer {
    /**
     * A token whose signature, imprint and nonce were checked.
     *
     * @param query the request as sent, DER
     * @param response the response as received, DER
     * @param at the time in the token
     */
    record Granted(byte[] query, byte[] response, Instant at) implements Answer {
      public Granted {
        Objects.requireNonNull(query);
        Objects.requireNonNull(response);
        Objects.requireNonNull(at);
      }
    }

    /** @param reasons of every authority asked, in Chinese */
    record Pending(List<String> reasons) implements Answer {
      public Pending {
        reasons = List.copyOf(reasons);
      }
    }
  }
}
