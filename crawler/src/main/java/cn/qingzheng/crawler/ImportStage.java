package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.RenderedPage;
import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.HttpHeader;
import cn.qingzheng.model.Import;
import cn.qingzheng.model.Listing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Archives material that a person handed in and makes captures of it. The same material again is the same capture. */
public final class ImportStage {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Map<String, Object> READ_OUT = Map.of("madeBy", "text read out of the material or stated with it");

  private final Archive archive;
  private final CaptureTable captures;
  private final String runId;

  ImportStage(Archive archive, CaptureTable captures, String runId) {
    this.archive = archive;
    this.captures = captures;
    this.runId = runId;
  }

  /**
   * One page, picture, document or row of a table.
   *
   * @param url where it stood; {@code urn:sha256:…} of the body if it has no address
   * @param at when it was seen
   * @param body byte for byte as handed in
   * @param readable what can be read of it as UTF-8 HTML, if the body is no page itself
   * @param record the WARC record that it was taken from, as its producer wrote it
   */
  public record Material(
      URI url,
      Instant at,
      String contentType,
      byte[] body,
      Optional<byte[]> readable,
      Optional<Listing> listing,
      Import origin,
      Optional<byte[]> record) {
    /** Of no record. */
    public Material(
        URI url, Instant at, String contentType, byte[] body, Optional<byte[]> readable, Optional<Listing> listing,
        Import origin) {
      this(url, at, contentType, body, readable, listing, origin, Optional.empty());
    }

    public Material {
      Objects.requireNonNull(record);
      Objects.requireNonNull(url);
      Objects.requireNonNull(at);
      Objects.requireNonNull(contentType);
      Objects.requireNonNull(body);
      Objects.requireNonNull(readable);
      Objects.requireNonNull(listing);
      Objects.requireNonNull(origin);
    }
  }

  /**
   * @param before whether it had been handed in before; then the capture is the one of that time
   */
  public record Kept(Capture capture, boolean before) {}

  /** Returns when the material is on the disk. */
  public Kept keep(Material m) throws IOException {
    String id = id(m);
    Optional<Capture> before = captures.find(id);
    if (before.isPresent()) {
      return new Kept(before.get(), true);
    }
    Capture bare = capture(id, m, List.of());
    List<ArchivedRecord> records = new ArrayList<>(archive.writeImported(bare, m.body(), m.record()));
    if (m.readable().isPresent()) {
      RenderedPage read = new RenderedPage(m.readable().get(), m.origin().importedAt(), List.of(), READ_OUT);
      records.addAll(archive.writeRendered(capture(id, m, records), read));
    }
    Capture whole = capture(id, m, records);
    // With the group of the database, what was written to the archive before is forced too.
    captures.add(whole).join();
    return new Kept(whole, false);
  }

  private Capture capture(String id, Material m, List<ArchivedRecord> records) {
    return new Capture(
        id,
        new Capture.Origin(runId, Import.SEED, 0, m.listing(), List.of(), Optional.of(m.origin())),
        m.url(),
        m.at(),
        new Capture.Exchange(
            m.url(), List.of(), 0, List.of(new HttpHeader("Content-Type", m.contentType())),
            new Capture.Remote("", 0, Optional.empty()), Duration.ZERO),
        new Capture.Payload(Sha256.hex(m.body()), m.body().length, false),
        records);
  }

  /** By what it is, not by when it is handed in. */
  private static String id(Material m) {
    String what = m.url() + "\n" + m.at() + "\n" + m.origin().file() + "\n" + Sha256.hex(m.body());
    return STAMP.format(m.at()) + "-import-" + Sha256.hex(what.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
