package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.HttpHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;

/** A record of another producer as a capture and its decoded body. */
record ForeignPage(Capture capture, byte[] body) {
  private static final int MAX_BODY = 20 << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** An answer before it is decided whether it is a page. */
  record Answer(int status, List<HttpHeader> headers, byte[] coded) {
    String header(String name) {
      return headers.stream()
          .filter(h -> h.name().equalsIgnoreCase(name))
          .map(HttpHeader::value)
          .reduce((a, b) -> a + "," + b)
          .orElse("");
    }

    /** Whether it is something with text for people. */
    boolean page() {
      String type = header("Content-Type").split("[;,]")[0].strip().toLowerCase(Locale.ROOT);
      boolean text =
          type.isEmpty() || type.contains("html") || type.endsWith("xml") || type.endsWith("json")
              || type.equals("text/plain") || type.equals("multipart/related");
      return status >= 200 && status < 300 && text && !type.startsWith("image/") && coded.length > 0;
    }
  }

  /** @throws IOException if the block is no HTTP response */
  static Answer http(byte[] block) throws IOException {
    HttpResponse http = HttpResponse.parseWithoutBody(channel(block), null);
    if (http.status() < 100) {
      throw new IOException("no HTTP response");
    }
    List<HttpHeader> headers = new ArrayList<>();
    http.headers().map().forEach((name, values) -> values.forEach(v -> headers.add(new HttpHeader(name, v))));
    return new Answer(http.status(), headers, body(http, block));
  }

  static Answer resource(ForeignRecords.Foreign record) {
    return new Answer(200, List.of(new HttpHeader("Content-Type", record.field("content-type"))), record.block());
  }

  /** Some producers take the chunk borders off and leave the header; the body is then what follows the head. */
  private static byte[] body(HttpResponse http, byte[] block) {
    byte[] rest = afterHead(block);
    if (!http.headers().contains("Transfer-Encoding", "chunked")) {
      return rest;
    }
    try {
      return HttpResponse.parse(channel(block)).body().stream().readAllBytes();
    } catch (IOException | IllegalArgumentException e) {
      return rest;
    }
  }

  private static ReadableByteChannel channel(byte[] block) {
    return Channels.newChannel(new ByteArrayInputStream(block));
  }

  private static byte[] afterHead(byte[] block) {
    for (int i = 0; i + 1 < block.length; i++) {
      boolean lf = block[i] == '\n' && block[i + 1] == '\n';
      boolean crlf = block[i] == '\n' && block[i + 1] == '\r' && i + 2 < block.length && block[i + 2] == '\n';
      if (lf || crlf) {
        return Arrays.copyOfRange(block, i + (lf ? 2 : 3), block.length);
      }
    }
    return new byte[0];
  }

  /** @throws IOException if the record does not say of what and when it is */
  static ForeignPage of(String file, ForeignRecords.Foreign record, Answer answer) throws IOException {
    URI url = url(record);
    Instant at = date(record);
    ContentCoding.Decoded decoded = ContentCoding.decode(answer.coded(), answer.header("Content-Encoding"), MAX_BODY);
    // Some producers take the content coding off and leave the header.
    boolean plain = decoded.fault().isPresent() && decoded.bytes().length == 0;
    byte[] body = plain ? answer.coded() : decoded.bytes();
    boolean truncated = !record.field("warc-truncated").isEmpty() || decoded.cut();
    String id = STAMP.format(at) + "-" + Sha256.hex((record.field("warc-record-id") + url).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    Capture.Remote remote = new Capture.Remote(record.field("warc-ip-address"), 0, Optional.empty());
    Capture capture =
        new Capture(
            id, new Capture.Origin(file, file, 0, Optional.empty()), url, at,
            new Capture.Exchange(url, List.of(), answer.status(), answer.headers(), remote, Duration.ZERO),
            new Capture.Payload(Sha256.hex(body), body.length, truncated), List.of());
    return new ForeignPage(capture, body);
  }

  private static URI url(ForeignRecords.Foreign record) throws IOException {
    String target = record.field("warc-target-uri").replaceAll("^<|>$", ""); // wget writes the brackets of WARC/1.0
    try {
      return URI.create(target.replace(" ", "%20").replace("|", "%7C"));
    } catch (IllegalArgumentException e) {
      throw new IOException("no address: " + target, e);
    }
  }

  private static Instant date(ForeignRecords.Foreign record) throws IOException {
    try {
      return Instant.parse(record.field("warc-date"));
    } catch (DateTimeParseException e) {
      throw new IOException("no date: " + record.field("warc-date"), e);
    }
  }
}
