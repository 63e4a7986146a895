package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Import;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Material that a person handed in: a {@code resource} record with its bytes, because no server was asked and there is
 * no exchange to show, and a {@code metadata} record with what that person states. The record's date is when the
 * material was seen.
 */
final class ImportedRecords {
  private static final String FOREIGN = "urn:qingzheng:record:";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ImportedRecords() {}

  /** The record with the material as it was handed in; empty if the capture was fetched. */
  static Optional<ArchivedRecord> original(Capture capture) {
    return capture.origin().imported().isEmpty()
        ? Optional.empty()
        : capture.records().stream().filter(r -> r.type().equals("resource")).findFirst();
  }

  static List<Member> members(Capture capture, byte[] body, Optional<byte[]> record) {
    URI id = URI.create("urn:uuid:" + UUID.randomUUID());
    String target = capture.url().toASCIIString();
    MediaType type = RenderedRecord.type(capture.exchange().header("Content-Type").orElse("application/octet-stream"));
    byte[] json = JSON.writeValueAsBytes(facts(capture));
    WarcMetadata.Builder metadata = new WarcMetadata.Builder().targetURI(target);
    metadata.recordId(URI.create("urn:uuid:" + UUID.randomUUID())).concurrentTo(id);
    metadata.version(MessageVersion.WARC_1_1);
    metadata.date(capture.at().truncatedTo(ChronoUnit.MILLIS));
    metadata.setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(json));
    metadata.setHeader("WARC-Payload-Digest", "sha256:" + Sha256.hex(json));
    List<Member> members = new ArrayList<>();
    members.add(Member.of(resource(capture, URI.create(target), id, body).body(type, body).build(), capture.url()));
    members.add(Member.of(metadata.body(MediaType.parse("application/json"), json).build(), capture.url()));
    record.map(r -> foreign(capture, id, r)).ifPresent(members::add);
    return members;
  }

  /**
   * A record of another producer, whole and unchanged, as the block of one of ours: so its own digests still hold, and
   * ours do too whatever it is.
   */
  private static Member foreign(Capture capture, URI about, byte[] record) {
    URI target = URI.create(FOREIGN + capture.url().toASCIIString());
    URI id = URI.create("urn:uuid:" + UUID.randomUUID());
    WarcResource.Builder b = resource(capture, target, id, record).concurrentTo(about);
    return Member.of(b.body(MediaType.parse("application/warc"), record).build(), target);
  }

  private static WarcResource.Builder resource(Capture capture, URI target, URI id, byte[] block) {
    WarcResource.Builder resource = new WarcResource.Builder(target).recordId(id);
    resource.version(MessageVersion.WARC_1_1);
    resource.date(capture.at().truncatedTo(ChronoUnit.MILLIS));
    resource.setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(block));
    resource.setHeader("WARC-Payload-Digest", "sha256:" + Sha256.hex(block));
    return resource;
  }

  private static Map<String, Object> facts(Capture capture) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("capture", capture.id());
    facts.put("run", capture.origin().runId());
    facts.put("seenAt", capture.at().toString());
    capture.origin().imported().ifPresent(i -> stated(i, facts));
    capture.origin().listing().ifPresent(l -> {
      facts.put("platform", l.platform());
      l.seller().ifPresent(v -> facts.put("seller", v));
    });
    return facts;
  }

  private static void stated(Import i, Map<String, Object> facts) {
    facts.put("file", i.file().name());
    facts.put("part", i.file().part());
    facts.put("fileSha256", i.file().sha256());
    facts.put("by", i.by());
    facts.put("device", i.device());
    facts.put("place", i.place());
    facts.put("importedAt", i.importedAt().toString());
    i.promoter().ifPresent(p -> {
      facts.put("promoter", p.name());
      p.creditCode().ifPresent(c -> facts.put("creditCode", c));
    });
    facts.put("note", i.note());
  }
}
