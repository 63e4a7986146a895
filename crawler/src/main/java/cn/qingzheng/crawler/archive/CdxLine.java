package cn.qingzheng.crawler.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netpreserve.jwarc.URIs;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a CDXJ index: where the record of an address and a time lies.
 *
 * @param key the address in sortable form (SURT), its host turned round
 * @param at to the second
 * @param url as in the record
 * @param mime without parameters; {@code warc/revisit} of a record that only refers to an earlier one
 * @param status of the HTTP answer, 0 if it is none
 * @param digest of the payload, {@code sha256:…}; empty if the record has none
 * @param length bytes of the record's gzip member
 * @param capture whose record it is; empty if no record says so
 */
public record CdxLine(
    String key, Instant at, String url, String mime, int status, String digest, long length, long offset, String file,
    String capture) {
  static final String REVISIT = "warc/revisit";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern STATUS = Pattern.compile("^\\S+\\s+(\\d{3})(?=\\s|$)");
  private static final Pattern TYPE =
      Pattern.compile("(?im)^content-type[ \\t]*:[ \\t]*([-!#$%&'*+.^_`|~0-9a-z]+/[-!#$%&'*+.^_`|~0-9a-z]+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Whether it only refers to an earlier record with the same payload. */
  public boolean revisit() {
    return mime.equals(REVISIT);
  }

  /** How an address is looked up; a beginning that ends at a border of host or path finds all under it. */
  static String keyOf(String url) {
    return URIs.toNormalizedSurt(url).replace(" ", "%20");
  }

  /** Empty for records that nobody looks up by address. */
  static Optional<CdxLine> of(Members.Read read, String file) {
    RecordHead head = read.head();
    if (!head.type().matches("response|revisit|resource") || head.target().isEmpty()) {
      return Optional.empty();
    }
    boolean http = head.field("content-type").startsWith("application/http");
    String start = new String(head.block(), 0, http ? headEnd(head.block()) : 0, StandardCharsets.ISO_8859_1);
    try {
      return Optional.of(
          new CdxLine(
              keyOf(head.target()), Instant.parse(head.field("warc-date")), head.target(), mime(head, http, start),
              status(start), head.field("warc-payload-digest"), read.length(), read.offset(), file, ""));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Optional.empty(); // of another producer, and not to be found by address and time
    }
  }

  CdxLine ofCapture(String id) {
    return new CdxLine(key, at, url, mime, status, digest, length, offset, file, id);
  }

  private static int headEnd(byte[] block) {
    for (int i = 0; i + 1 < block.length; i++) {
      if (block[i] == '\n' && (block[i + 1] == '\n' || block[i + 1] == '\r')) {
        return i + 1;
      }
    }
    return block.length;
  }

  private static String mime(RecordHead head, boolean http, String start) {
    if (head.type().equals("revisit")) {
      return REVISIT;
    }
    Matcher m = TYPE.matcher(http ? start : "content-type: " + head.field("content-type"));
    return m.find() ? m.group(1).toLowerCase(Locale.ROOT) : "unk";
  }

  private static int status(String start) {
    Matcher m = STATUS.matcher(start);
    return m.find() ? Integer.parseInt(m.group(1)) : 0;
  }

  /** As it stands in the file, numbers as text as readers of CDXJ expect, nothing but ASCII, without the line end. */
  String text() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("url", url);
    fields.put("mime", mime);
    if (status > 0) {
      fields.put("status", Integer.toString(status));
    }
    if (!digest.isEmpty()) {
      fields.put("digest", digest);
    }
    fields.put("length", Long.toString(length));
    fields.put("offset", Long.toString(offset));
    fields.put("filename", file);
    if (!capture.isEmpty()) {
      fields.put("capture", capture);
    }
    return ascii(key + " " + STAMP.format(at) + " " + JSON.writeValueAsString(fields));
  }

  private static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return out.toString();
  }

  /** Empty if it is no such line. */
  static Optional<CdxLine> parse(String line) {
    String[] parts = line.split(" ", 3);
    try {
      JsonNode f = JSON.readTree(parts[2]);
      Instant at = LocalDateTime.parse(parts[1], STAMP).toInstant(ZoneOffset.UTC);
      return Optional.of(
          new CdxLine(
              parts[0], at, f.path("url").asString(""), f.path("mime").asString(""),
              Integer.parseInt(f.path("status").asString("0")), f.path("digest").asString(""),
              Long.parseLong(f.path("length").asString("")), Long.parseLong(f.path("offset").asString("")),
              f.path("filename").asString(""), f.path("capture").asString("")));
    } catch (JacksonException | IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
