package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;

/**
 * What a browser made of a page, kept beside the server's answer as a {@code resource} record under an address of its
 * own, so that no replay takes it for what the server sent.
 */
final class RenderedRecord {
  private static final String PREFIX = "urn:qingzheng:rendered:";
  private static final MediaType HTML = MediaType.parse("text/html;charset=utf-8");

  private RenderedRecord() {}

  static Member member(Capture capture, byte[] html, Instant at) {
    URI target = URI.create(PREFIX + capture.url().toASCIIString());
    WarcResource.Builder b = new WarcResource.Builder(target).recordId(URI.create("urn:uuid:" + UUID.randomUUID()));
    b.version(MessageVersion.WARC_1_1);
    b.date(at.truncatedTo(ChronoUnit.MILLIS));
    answer(capture).ifPresent(r -> b.concurrentTo(URI.create(r.recordId())));
    b.setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(html));
    b.setHeader("WARC-Payload-Digest", "sha256:" + Sha256.hex(html));
    return Member.of(b.body(HTML, html).build(), target);
  }

  private static Optional<ArchivedRecord> answer(Capture capture) {
    return capture.records().stream().filter(r -> r.type().matches("response|revisit")).reduce((a, b) -> b);
  }

  /** The capture's record of this kind, if a browser was asked. */
  static Optional<ArchivedRecord> of(Capture capture) {
    return capture.records().stream()
        .filter(r -> r.type().equals("resource") && r.uri().toString().startsWith(PREFIX))
        .reduce((a, b) -> b);
  }

  /** @param member the bytes of its gzip member */
  static byte[] html(byte[] member) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member));
        WarcReader reader = new WarcReader(new ByteArrayInputStream(in.readAllBytes()))) {
      WarcRecord record = reader.next().orElseThrow(() -> new IOException("no WARC record where one should be"));
      if (record instanceof WarcResource resource) {
        return resource.body().stream().readAllBytes();
      }
      throw new IOException("resource should lie there, was: " + record.type());
    }
  }
}
