package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.Capture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

/**
 * A response or revisit record read back.
 *
 * @param body content coding still on; empty for a revisit
 * @param refersTo for a revisit, where the response lies
 */
record StoredAnswer(Head head, String contentEncoding, byte[] body, Optional<Moves.Place> refersTo) {
  /** The record's own identity, or for a revisit that of the response it refers to. */
  record Head(String recordId, URI target, String date, String digest) {}

  /** @param member the bytes of one gzip member */
  static StoredAnswer parse(byte[] member) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member))) {
      return parseRecord(in.readAllBytes());
    }
  }

  static StoredAnswer read(FileChannel file, long offset) throws IOException {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    GzipMember.copy(file, offset, record);
    return parseRecord(record.toByteArray());
  }

  private static StoredAnswer parseRecord(byte[] bytes) throws IOException {
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(bytes))) {
      WarcRecord record = reader.next().orElseThrow(() -> new IOException("no WARC record where one should be"));
      return switch (record) {
        case WarcResponse response -> response(response);
        case WarcRevisit revisit -> revisit(revisit);
        default -> throw new IOException("response should lie there, was: " + record.type());
      };
    }
  }

  private static StoredAnswer response(WarcResponse response) throws IOException {
    HttpResponse http = response.http();
    String coding = String.join(",", http.headers().all("Content-Encoding"));
    byte[] body = http.body().stream().readAllBytes();
    Head head =
        new Head(
            response.id().toString(), response.targetURI(), field(response, "WARC-Date"),
            field(response, "WARC-Payload-Digest"));
    return new StoredAnswer(head, coding, body, Optional.empty());
  }

  private static StoredAnswer revisit(WarcRevisit revisit) throws IOException {
    String id = field(revisit, "WARC-Refers-To").replaceAll("[<>]", "");
    Head head =
        new Head(
            id, URI.create(field(revisit, "WARC-Refers-To-Target-URI")), field(revisit, "WARC-Refers-To-Date"),
            field(revisit, "WARC-Payload-Digest"));
    Moves.Place at = new Moves.Place(field(revisit, Earlier.FILE_FIELD), Long.parseLong(field(revisit, Earlier.OFFSET_FIELD)));
    return new StoredAnswer(head, "", new byte[0], Optional.of(at));
  }

  private static String field(WarcRecord record, String name) throws IOException {
    return record.headers().first(name).orElseThrow(() -> new IOException("record without " + name + ": " + record.id()));
  }

  /** As the target of a new revisit: always a response, never a revisit of a revisit. */
  Earlier asEarlier(String file, long offset) {
    Moves.Place at = refersTo.orElse(new Moves.Place(file, offset));
    return new Earlier(head.recordId(), head.target(), head.date(), head.digest(), at.file(), at.offset());
  }

  /** Content coding taken off; a body that is not coded although the header says so is found by its digest. */
  byte[] decoded(Capture.Payload payload) throws IOException {
    byte[] decoded = ContentCoding.decode(body, contentEncoding, Math.toIntExact(payload.length())).bytes();
    for (byte[] candidate : new byte[][] {decoded, body}) {
      if (Sha256.hex(candidate).equals(payload.sha256())) {
        return candidate;
      }
    }
    throw new IOException("archived body has another sha256 than the capture, record " + head.recordId());
  }
}
