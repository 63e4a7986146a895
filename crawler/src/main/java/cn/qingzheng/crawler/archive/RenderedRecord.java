package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser made of a page, kept beside the server's answer as a {@code resource} record under an address of its
 * own, so that no replay takes it for what the server sent.
 */
final class RenderedRecord {
  private static final String PREFIX = "urn:qingzheng:rendered:";
  private static final MediaType HTML = MediaType.parse("text/html;charset=utf-8");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RenderedRecord() {}

  static List<Member> members(Capture capture, RenderedPage page) {
    URI target = URI.create(PREFIX + capture.url().toASCIIString());
    URI id = newId();
    List<Member> members = new ArrayList<>();
    WarcResource.Builder html = resource(target, id, page.at(), page.html());
    answer(capture).ifPresent(r -> html.concurrentTo(URI.create(r.recordId())));
    members.add(Member.of(html.body(HTML, page.html()).build(), target));
    members.add(facts(target, id, capture, page));
    for (RenderedPage.Part part : page.parts()) {
      WarcResource.Builder b = resource(part.url(), newId(), page.at(), part.body()).concurrentTo(id);
      members.add(Member.of(b.body(type(part.type()), part.body()).build(), part.url()));
    }
    return members;
  }

  private static WarcResource.Builder resource(URI target, URI id, Instant at, byte[] body) {
    WarcResource.Builder b = new WarcResource.Builder(target).recordId(id);
    b.version(MessageVersion.WARC_1_1);
    b.date(at.truncatedTo(ChronoUnit.MILLIS));
    b.setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(body));
    b.setHeader("WARC-Payload-Digest", "sha256:" + Sha256.hex(body));
    return b;
  }

  private static Member facts(URI target, URI page, Capture capture, RenderedPage rendered) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("capture", capture.id());
    facts.put("run", capture.origin().runId());
    facts.putAll(rendered.facts());
    byte[] json = JSON.writeValueAsBytes(facts);
    WarcMetadata.Builder b = new WarcMetadata.Builder().targetURI(target.toASCIIString()).recordId(newId()).concurrentTo(page);
    b.version(MessageVersion.WARC_1_1);
    b.date(rendered.at().truncatedTo(ChronoUnit.MILLIS));
    b.setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(json));
    b.setHeader("WARC-Payload-Digest", "sha256:" + Sha256.hex(json));
    return Member.of(b.body(MediaType.parse("application/json"), json).build(), target);
  }

  /** A server writes there what it likes; a field that no reader takes would cost the record. */
  static MediaType type(String said) {
    try {
      return said.matches("[\\x20-\\x7e]{3,200}") ? MediaType.parse(said) : MediaType.OCTET_STREAM;
    } catch (IllegalArgumentException e) {
      return MediaType.OCTET_STREAM;
    }
  }

  private static URI newId() {
    return URI.create("urn:uuid:" + UUID.randomUUID());
  }

  private static Optional<ArchivedRecord> answer(Capture capture) {
    return capture.records().stream()
        .filter(r -> r.type().matches("response|revisit"))
        .reduce((a, b) -> b)
        .or(() -> ImportedRecords.original(capture));
  }

  /** The capture's record of this kind, if a browser was asked. */
  static Optional<ArchivedRecord> of(Capture capture) {
    return capture.records().stream()
        .filter(r -> r.type().equals("resource") && r.uri().toString().startsWith(PREFIX))
        .reduce((a, b) -> b);
  }

  /**
   * What any resource record holds.
   *
   * @param member the bytes of its gzip member
   */
  static byte[] block(byte[] member) throws IOException {
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
