package cn.qingzheng.evidence;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.netpreserve.jwarc.URIs;
import tools.jackson.databind.node.ObjectNode;

/**
 * The plain, sorted CDXJ that players look addresses up in. Plain on purpose: players do not find pages through a
 * compressed index that has no secondary one.
 */
final class CdxIndex {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What CDX files say where no type is known. */
  private static final String UNKNOWN = "unk";

  private CdxIndex() {}

  static byte[] of(List<WarcEntry> entries) {
    StringBuilder text = new StringBuilder();
    entries.stream()
        .filter(WarcEntry::indexed)
        .map(CdxIndex::line)
        .sorted(BagLayout.ORDER)
        .forEach(line -> text.append(line).append('\n'));
    return Json.utf8(text.toString());
  }

  private static String line(WarcEntry e) {
    return URIs.toNormalizedSurt(e.target()).replace(" ", "%20")
        + " " + STAMP.format(e.date()) + " " + Json.line(fields(e));
  }

  /** What a line says of a record; numbers are strings, as CDXJ readers expect. */
  static ObjectNode fields(WarcEntry e) {
    ObjectNode fields = Json.object().put("url", e.target()).put("mime", e.mime().isEmpty() ? UNKNOWN : e.mime());
    if (e.status() > 0) {
      fields.put("status", Integer.toString(e.status()));
    }
    e.payloadDigest().ifPresent(d -> fields.put("digest", d));
    return fields
        .put("length", Integer.toString(e.member().length()))
        .put("offset", Integer.toString(e.member().offset()))
        .put("filename", BagLayout.WARC_NAME);
  }
}
