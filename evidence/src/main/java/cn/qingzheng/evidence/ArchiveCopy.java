package cn.qingzheng.evidence;

import cn.qingzheng.model.ArchivedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/**
 * The package's WARC file: a warcinfo record of its own, then the archived members byte for byte.
 *
 * @param bytes of the file; nobody changes them
 */
record ArchiveCopy(byte[] bytes, WarcFile warc, WarcEntry body) {
  /** The records of the capture, then those they refer to, then what was loaded for the package, each once. */
  static List<ArchivedRecord> sources(EvidenceRequest.Material material) {
    Map<String, ArchivedRecord> byId = new LinkedHashMap<>();
    List<ArchivedRecord> again = material.recapture().map(Recapture::records).orElse(List.of());
    Stream.of(material.capture().records(), material.referred(), again)
        .flatMap(List::stream)
        .forEach(r -> byId.putIfAbsent(r.recordId(), r));
    return List.copyOf(byId.values());
  }

  /** @throws EvidenceException if a record is missing, is another than it should be, or there is no page body */
  static ArchiveCopy of(EvidenceRequest request, Instant sealedAt) throws IOException, EvidenceException {
    List<ArchivedRecord> sources = sources(request.material());
    if (sources.isEmpty()) {
      throw new EvidenceException(List.of("该采集没有归档记录（例如来自本地文件），不能封存为网页采集的证据"));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeWarcinfo(out, request, sealedAt);
    List<String> problems = new ArrayList<>();
    for (ArchivedRecord r : sources) {
      byte[] member = request.material().archive().read(r);
      problemWith(r, member).ifPresent(problems::add);
      out.write(member);
    }
    if (!problems.isEmpty()) {
      throw new EvidenceException(problems);
    }
    byte[] bytes = out.toByteArray();
    WarcFile warc = WarcFile.read(bytes);
    int own = request.material().capture().records().size();
    boolean handedIn = request.material().capture().origin().imported().isPresent();
    return new ArchiveCopy(bytes, warc, handedIn ? original(warc) : body(warc, own));
  }

  private static Optional<String> problemWith(ArchivedRecord wanted, byte[] member) {
    String where = wanted.file() + " 偏移 " + wanted.offset() + "：";
    try {
      GzipMember gzip = GzipMember.at(member, 0, Limits.RECORD);
      WarcEntry found = WarcEntry.read(gzip);
      boolean same = found.id().equals(wanted.recordId()) && found.type().equals(wanted.type());
      if (gzip.length() != member.length || member.length != wanted.length()) {
        return Optional.of(where + "取得的不是恰好一条记录");
      }
      return same ? Optional.empty() : Optional.of(where + "应为记录 " + wanted.recordId() + "，实为 " + found.id());
    } catch (IOException e) {
      return Optional.of(where + e.getMessage());
    }
  }

  /** The last answer of the capture; if that is a revisit, the response it refers to. */
  private static WarcEntry body(WarcFile warc, int own) throws EvidenceException {
    List<WarcEntry> answers = warc.entries().stream().skip(1).limit(own).filter(ArchiveCopy::isAnswer).toList();
    if (answers.isEmpty()) {
      throw new EvidenceException(List.of("归档记录中没有网页的响应"));
    }
    WarcEntry last = answers.get(answers.size() - 1);
    if (last.type().equals("response")) {
      return last;
    }
    return warc.entries().stream()
        .filter(e -> e.type().equals("response") && last.refersTo().equals(Optional.of(e.id())))
        .findFirst()
        .orElseThrow(() -> new EvidenceException(List.of(
            "网页的响应是 revisit 记录，须一并提供它所指的响应 " + last.refersTo().orElse("（未注明）"))));
  }

  private static boolean isAnswer(WarcEntry entry) {
    return entry.type().equals("response") || entry.type().equals("revisit");
  }

  /** Material that a person handed in: what was read out of it comes after it. */
  private static WarcEntry original(WarcFile warc) throws EvidenceException {
    return warc.entries().stream()
        .filter(e -> e.type().equals("resource"))
        .findFirst()
        .orElseThrow(() -> new EvidenceException(List.of("归档记录中没有导入的原件")));
  }

  private static void writeWarcinfo(ByteArrayOutputStream out, EvidenceRequest request, Instant sealedAt)
      throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("software", request.environment().tools().stream().map(t -> oneLine(t.name() + "/" + t.version())).toList());
    fields.put("format", List.of("WARC File Format 1.1"));
    fields.put("conformsTo", List.of("http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"));
    fields.put("isPartOf", List.of(request.identity().id()));
    fields.put("operator", List.of(oneLine(request.identity().organisation())));
    fields.put("description", List.of("Records copied byte for byte from the archive for one evidence package"));
    byte[] block = fieldsText(fields);
    UUID id = UUID.nameUUIDFromBytes((request.identity().id() + " " + sealedAt).getBytes(StandardCharsets.UTF_8));
    Warcinfo info =
        new Warcinfo.Builder()
            .version(MessageVersion.WARC_1_1)
            .recordId(URI.create("urn:uuid:" + id))
            .date(sealedAt.truncatedTo(ChronoUnit.SECONDS))
            .filename(BagLayout.WARC_NAME)
            // As a plain header: jwarc's own setter writes base32 with padding, which its validator refuses.
            .setHeader("WARC-Block-Digest", "sha256:" + Digests.sha256(block))
            .setHeader("WARC-Payload-Digest", "sha256:" + Digests.sha256(block))
            .body(MediaType.WARC_FIELDS, block)
            .build();
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(out), WarcCompression.GZIP)) {
      writer.write(info);
    }
  }

  private static byte[] fieldsText(Map<String, List<String>> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, values) -> values.forEach(v -> text.append(name).append(": ").append(v).append("\r\n")));
    return Json.utf8(text.toString());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
