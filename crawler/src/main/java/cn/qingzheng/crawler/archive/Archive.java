package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of WARC/1.1 files, one gzip member per record. A file is named {@code qz-<yyyyMMddHHmmss>-<seq>.warc.gz}
 * by the UTC time it was begun and has the suffix {@code .open} while it grows; it is closed when it is long enough and
 * when another run begins to write. No file is ever written over. Safe for several threads, and several processes may
 * have the same folder open: each writes its own file.
 *
 * <p>Bodies are kept as the server sent them less the chunk borders: content coding (gzip, br) stays on, because
 * that is what was received, and {@link #body} takes it off.
 */
public final class Archive implements AutoCloseable {
  /** Length from which a file is closed, where nobody says otherwise. */
  public static final long ROTATE_AT = 256L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path dir;
  private final Clock clock;
  private final long rotateAt;
  private final ArchiveReader reader;
  private final Object writing = new Object();
  private Optional<WarcFile> current = Optional.empty();
  private String currentRun = "";
  private int sequence;
  private boolean closed;

  private Archive(Path dir, Clock clock, long rotateAt, Moves moves) {
    this.dir = dir;
    this.clock = clock;
    this.rotateAt = rotateAt;
    this.reader = new ArchiveReader(dir, moves);
  }

  /**
   * Opens the folder, creates it if missing, and finishes the files that a dead process left open. No file is
   * begun before the first {@link #append}.
   */
  public static Archive open(Path dir, Clock clock) throws IOException {
    return open(dir, clock, ROTATE_AT, Moves.none());
  }

  static Archive open(Path dir, Clock clock, long rotateAt) throws IOException {
    return open(dir, clock, rotateAt, Moves.none());
  }

  /**
   * As {@link #open(Path, Clock)}.
   *
   * @param rotateAt bytes from which a file is closed
   * @param moves where records are that were moved
   */
  public static Archive open(Path dir, Clock clock, long rotateAt, Moves moves) throws IOException {
    Files.createDirectories(dir);
    Recovery.run(dir);
    return new Archive(dir, clock, rotateAt, moves);
  }

  /**
   * Writes an exchange and returns when it is on the disk.
   *
   * @return for every hop request, response (or revisit) and metadata, in that order
   * @throws IOException if it could not be written; then nothing of it counts as archived
   */
  public List<ArchivedRecord> append(ArchivedExchange exchange) throws IOException {
    List<ArchivedRecord> records = write(exchange);
    force();
    return records;
  }

  /** As {@link #append}, but on the disk only after the next {@link #force}, which serves all that wrote before it. */
  public List<ArchivedRecord> write(ArchivedExchange exchange) throws IOException {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < exchange.hops().size(); i++) {
      members.addAll(new HopRecords(exchange, i, earlier(exchange.hops().get(i))).members());
    }
    return write(exchange.runId(), members);
  }

  /** Returns when everything that was written before is on the disk. */
  public void force() throws IOException {
    Optional<WarcFile> file;
    synchronized (writing) {
      // A file that was finished was forced.
      file = current;
    }
    if (file.isPresent()) {
      file.get().force();
    }
  }

  /**
   * Writes what a browser made of a captured page; it is on the disk after the next {@link #force}. The caller keeps
   * the records with the capture's others.
   *
   * @return the page, how it was rendered, and its parts in order
   */
  public List<ArchivedRecord> writeRendered(Capture capture, RenderedPage page) throws IOException {
    return write(capture.origin().runId(), RenderedRecord.members(capture, page));
  }

  /**
   * Writes material that a person handed in, byte for byte, and what is known of it; on the disk after the next {@link
   * #force}.
   *
   * @param capture without records yet; its origin says how the material came in
   * @param body as handed in
   * @param record the WARC record that it was taken from, as its producer wrote it
   */
  public List<ArchivedRecord> writeImported(Capture capture, byte[] body, Optional<byte[]> record) throws IOException {
    return write(capture.origin().runId(), ImportedRecords.members(capture, body, record));
  }

  private List<ArchivedRecord> write(String runId, List<Member> members) throws IOException {
    WarcFile file;
    long offset;
    List<Path> finished = new ArrayList<>();
    synchronized (writing) {
      file = fileFor(runId, finished);
      offset = file.write(members.stream().map(Member::bytes).toList());
      if (file.size() >= rotateAt) {
        finished.addAll(finishCurrent());
      }
    }
    index(finished);
    return placed(members, file.name(), offset);
  }

  private static List<ArchivedRecord> placed(List<Member> members, String file, long offset) {
    List<ArchivedRecord> records = new ArrayList<>();
    long at = offset;
    for (Member m : members) {
      records.add(m.at(file, at));
      at += m.bytes().length;
    }
    return records;
  }

  /**
   * The exact bytes of a record: its own gzip member, which is a valid WARC file by itself.
   *
   * @throws IOException if the file is gone or shorter than that
   */
  public byte[] record(ArchivedRecord record) throws IOException {
    return reader.bytes(record);
  }

  /**
   * The decoded body of a capture, found through a revisit if need be, and checked against {@link
   * Capture.Payload#sha256()}.
   *
   * @return empty if the capture has no records, because it came from a file that was not imported
   * @throws IOException if the records are missing, damaged, or give another body
   */
  public Optional<byte[]> body(Capture capture) throws IOException {
    Optional<ArchivedRecord> answer =
        capture.records().stream()
            .filter(r -> r.type().equals("response") || r.type().equals("revisit"))
            .reduce((a, b) -> b);
    if (answer.isEmpty()) {
      return original(capture);
    }
    StoredAnswer stored = reader.answer(answer.get());
    if (stored.refersTo().isPresent()) {
      stored = reader.answer(stored.refersTo().get());
    }
    return Optional.of(stored.decoded(capture.payload()));
  }

  private Optional<byte[]> original(Capture capture) throws IOException {
    Optional<ArchivedRecord> record = ImportedRecords.original(capture);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    byte[] body = RenderedRecord.block(record(record.get()));
    if (!Sha256.hex(body).equals(capture.payload().sha256())) {
      throw new IOException("archived body has another sha256 than the capture, record " + record.get().recordId());
    }
    return Optional.of(body);
  }

  /**
   * What a browser made of the page, UTF-8, or what was read out of material that is no page itself; empty if there
   * is none.
   */
  public Optional<byte[]> rendered(Capture capture) throws IOException {
    Optional<ArchivedRecord> record = RenderedRecord.of(capture);
    return record.isEmpty() ? Optional.empty() : Optional.of(RenderedRecord.block(record(record.get())));
  }

  /**
   * The response records of earlier captures that this capture's revisit records refer to.
   *
   * @throws IOException if one of them is gone
   */
  public List<ArchivedRecord> referred(Capture capture) throws IOException {
    List<ArchivedRecord> referred = new ArrayList<>();
    for (ArchivedRecord r : capture.records()) {
      if (r.type().equals("revisit")) {
        StoredAnswer stored = reader.answer(r);
        Moves.Place at =
            stored.refersTo().orElseThrow(() -> new IOException("revisit without a place to look: " + r.recordId()));
        referred.add(
            new ArchivedRecord(
                "response", stored.head().recordId(), stored.head().target(), at.file(), at.offset(), reader.length(at)));
      }
    }
    return referred;
  }

  /** The places that the capture's revisits refer to, without a look at what lies there. */
  public List<Moves.Place> originals(Capture capture) throws IOException {
    List<Moves.Place> originals = new ArrayList<>();
    for (ArchivedRecord r : capture.records()) {
      if (r.type().equals("revisit")) {
        reader.answer(r).refersTo().ifPresent(originals::add);
      }
    }
    return originals;
  }

  /** Finishes the file being written. */
  @Override
  public void close() throws IOException {
    List<Path> finished;
    synchronized (writing) {
      closed = true;
      finished = finishCurrent();
    }
    index(finished);
  }

  private WarcFile fileFor(String runId, List<Path> finished) throws IOException {
    if (closed) {
      throw new IOException("archive is closed: " + dir);
    }
    if (!currentRun.equals(runId)) {
      finished.addAll(finishCurrent());
    }
    if (current.isEmpty()) {
      WarcFile file = begin();
      current = Optional.of(file);
      currentRun = runId;
      file.write(List.of(WarcinfoRecord.member(file.name(), runId, clock.instant()).bytes()));
    }
    return current.get();
  }

  private WarcFile begin() throws IOException {
    while (true) {
      String name = String.format(Locale.ROOT, "qz-%s-%05d.warc.gz", STAMP.format(clock.instant()), sequence++);
      Optional<WarcFile> file = WarcFile.create(dir, name);
      if (file.isPresent()) {
        return file.get();
      }
    }
  }

  /** @return the file that was finished, if there was one */
  private List<Path> finishCurrent() throws IOException {
    if (current.isEmpty()) {
      return List.of();
    }
    WarcFile file = current.get();
    current = Optional.empty();
    file.finish();
    return List.of(dir.resolve(file.name()));
  }

  /** An index that cannot be written now is made when it is missed; what was captured is safe without it. */
  private static void index(List<Path> finished) {
    for (Path warc : finished) {
      try {
        CdxFile.write(warc);
      } catch (IOException e) {
        LOG.warn("no index of {} for now", warc.getFileName(), e);
      }
    }
  }

  private Optional<Earlier> earlier(ArchivedExchange.Hop hop) throws IOException {
    if (hop.unchangedSince().isEmpty()) {
      return Optional.empty();
    }
    ArchivedRecord r = hop.unchangedSince().get();
    return Optional.of(reader.answer(r).asEarlier(r.file(), r.offset()));
  }
}
