package cn.qingzheng.crawler.archive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.Warcinfo;

/** The first record of every file: who wrote it, and for which run. */
final class WarcinfoRecord {
  private WarcinfoRecord() {}

  static Member member(String fileName, String runId, Instant at) {
    byte[] fields = fields(runId);
    Warcinfo info =
        new Warcinfo.Builder()
            .version(MessageVersion.WARC_1_1)
            .recordId(URI.create("urn:uuid:" + UUID.randomUUID()))
            .date(at.truncatedTo(ChronoUnit.MILLIS))
            .filename(fileName)
            .setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(fields))
            .setHeader("WARC-Payload-Digest", "sha256:" + Sha256.hex(fields))
            .body(MediaType.WARC_FIELDS, fields)
            .build();
    return Member.of(info, URI.create("about:blank"));
  }

  private static byte[] fields(String runId) {
    String version =
        Optional.ofNullable(WarcinfoRecord.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    return ("software: Qingzheng/" + version + " Java/" + Runtime.version() + "\r\n"
            + "format: WARC File Format 1.1\r\n"
            + "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
            + "description: run " + runId.replaceAll("\\s+", " ") + "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
