package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.HttpHeader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came of a request. */
public sealed interface Fetched {
  /** From request to last byte, or to the fault. */
  Duration took();

  /**
   * An answer, whatever its status.
   *
   * @param at when the request was sent
   * @param wire head and body as they went over the wire
   * @param body after transfer and content decoding; nobody changes it
   * @param truncated whether the body was cut at a limit
   */
  record Answer(
      URI url,
      Instant at,
      Duration took,
      int status,
      List<HttpHeader> headers,
      Capture.Remote remote,
      ArchivedExchange.Wire wire,
      byte[] body,
      boolean truncated)
      implements Fetched {
    public Answer {
      headers = List.copyOf(headers);
    }

    /** The first header of that name, whatever its case. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(h -> h.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
          .map(HttpHeader::value)
          .findFirst();
    }

    public boolean redirect() {
      return switch (status) {
        case 301, 302, 303, 307, 308 -> header("Location").isPresent();
        default -> false;
      };
    }
  }

  /** No answer that could be used. */
  record Fault(FailureCause cause, String detail, Duration took) implements Fetched {}

  /** Broken off by us, because the run stops. */
  record Interrupted(Duration took) implements Fetched {}
}
