package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.HttpHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Exchanges of a fictional school, for the tests of this package. */
final class Exchanges {
  static final Instant AT = Instant.parse("2026-11-23T01:02:03.456Z");
  static final URI HOME = URI.create("http://school.example/%E8%AF%81?a=1");

  private Exchanges() {}

  static ArchivedExchange of(ArchivedExchange.Hop... hops) {
    return new ArchivedExchange("c-1", "run-1", hops[0].url(), List.of(hops));
  }

  static ArchivedExchange.Hop hop(String responseHead, byte[] body) {
    return hop(HOME, responseHead, body, Optional.empty());
  }

  static ArchivedExchange.Hop hop(URI url, String responseHead, byte[] body, Optional<ArchivedRecord> unchanged) {
    String request = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getHost() + "\r\nAccept: */*\r\n\r\n";
    return new ArchivedExchange.Hop(
        url, AT, Duration.ofMillis(120), new Capture.Remote("1.2.3.4", 80, Optional.of("TLSv1.3, trusted")),
        new ArchivedExchange.Wire(
            request.getBytes(StandardCharsets.ISO_8859_1), responseHead.getBytes(StandardCharsets.ISO_8859_1), body),
        false, unchanged);
  }

  static ArchivedExchange.Hop truncated(ArchivedExchange.Hop h) {
    return new ArchivedExchange.Hop(h.url(), h.at(), h.took(), h.remote(), h.wire(), true, h.unchangedSince());
  }

  static Capture capture(List<ArchivedRecord> records, byte[] decoded) {
    return new Capture(
        "c-1", new Capture.Origin("run-1", "seed", 0, Optional.empty()), HOME, AT,
        new Capture.Exchange(HOME, List.of(), 200, List.<HttpHeader>of(), new Capture.Remote("1.2.3.4", 80, Optional.empty()), Duration.ZERO),
        new Capture.Payload(Sha256.hex(decoded), decoded.length, false), records);
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
      gz.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
