package cn.qingzheng.crawler.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/** A finished file of the archive, for who decides what is kept. Its records are copied or not, never changed. */
public record ArchiveFile(Path path) {
  private static final String END = ".warc.gz";
  private static final String PART = ".part";

  /** The finished files of a folder, by name. */
  public static List<ArchiveFile> all(Path dir) throws IOException {
    List<ArchiveFile> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(dir, "*" + END)) {
      found.forEach(f -> files.add(new ArchiveFile(f)));
    }
    files.sort(Comparator.comparing(ArchiveFile::name));
    return files;
  }

  /** The files of a folder that are being written, or were when their process died. */
  public static List<Path> growing(Path dir) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(dir, "*" + END + WarcFile.OPEN)) {
      found.forEach(files::add);
    }
    return files.stream().sorted().toList();
  }

  /** How much of a file that is being written is whole: where its last exchange ends that is there to its end. */
  public static long whole(Path growing) throws IOException {
    try (FileChannel file = FileChannel.open(growing, StandardOpenOption.READ)) {
      return Recovery.lastWhole(file);
    }
  }

  public String name() {
    return path.getFileName().toString();
  }

  public long size() throws IOException {
    return Files.size(path);
  }

  /**
   * A record of the file.
   *
   * @param length of its gzip member
   * @param capture whose it is, and {@code run} of which scan; empty if no record says so
   */
  public record Entry(long offset, long length, String type, Instant at, String capture, String run) {}

  /**
   * The records in order.
   *
   * @throws IOException if one cannot be read
   */
  public List<Entry> entries() throws IOException {
    List<Members.Read> reads = new ArrayList<>();
    Map<String, ExchangeFacts> facts = new HashMap<>();
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      Members members = new Members(file);
      while (members.hasMore()) {
        Members.Read read = members.next();
        ExchangeFacts.of(read.head()).ifPresent(f -> facts.putIfAbsent(read.head().concurrentTo(), f));
        reads.add(read.withoutBlock());
      }
    }
    return reads.stream().map(r -> entry(r, facts)).toList();
  }

  private static Entry entry(Members.Read read, Map<String, ExchangeFacts> facts) {
    RecordHead head = read.head();
    ExchangeFacts own =
        facts.getOrDefault(head.id(), facts.getOrDefault(head.concurrentTo(), new ExchangeFacts("", "", true)));
    return new Entry(read.offset(), read.length(), head.type(), date(head), own.capture(), own.run());
  }

  /** What has no date that can be read is taken for new. */
  private static Instant date(RecordHead head) {
    try {
      return Instant.parse(head.field("warc-date"));
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  /**
   * Reads the file from end to end and compares every record's block with the digest that was written with it.
   *
   * @return what is wrong first, in Chinese; empty if everything is as it was written
   */
  public Optional<String> damage() {
    long offset = 0;
    try (WarcReader reader = new WarcReader(path)) {
      reader.calculateBlockDigest();
      for (Optional<WarcRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
        offset = reader.position();
        Optional<WarcDigest> stated = record.get().blockDigest();
        if (stated.isPresent() && !stated.equals(record.get().calculatedBlockDigest())) {
          return Optional.of("第 " + offset + " 字节处的记录与其校验值不符");
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("第 " + offset + " 字节之后读不了：" + e.getMessage());
    }
  }

  /** A name for what is kept of this file; no file bears it. */
  public String successor() {
    String base = name().substring(0, name().length() - END.length()).replaceAll("\\.k\\d+$", "");
    int n = 1;
    while (Files.exists(path.resolveSibling(base + ".k" + n + END))) {
      n++;
    }
    return base + ".k" + n + END;
  }

  /**
   * Copies records byte for byte into a new file, after a warcinfo record that says what it is. It appears whole, with
   * its index, or not at all.
   *
   * @param offsets of the records to copy
   * @param why for the warcinfo record
   * @return the new offset of each
   */
  public Map<Long, Long> copy(Set<Long> offsets, String newName, String why, Instant now) throws IOException {
    Map<Long, Long> moved = new HashMap<>();
    Path part = path.resolveSibling(newName + PART);
    Path whole = path.resolveSibling(newName);
    try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      ByteBuffer info = ByteBuffer.wrap(WarcinfoRecord.member(newName, "-; " + why + " (" + name() + ")", now).bytes());
      while (info.hasRemaining()) {
        to.write(info);
      }
      Members members = new Members(from);
      while (members.hasMore()) {
        Members.Read read = members.next();
        if (offsets.contains(read.offset())) {
          moved.put(read.offset(), to.position());
          transfer(from, read, to);
        }
      }
      to.force(true);
    }
    if (moved.size() != offsets.size()) {
      throw new IOException(name() + " has not all of the records that should be copied");
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    WarcFile.force(whole.toAbsolutePath().getParent());
    CdxFile.write(whole);
    return moved;
  }

  private static void transfer(FileChannel from, Members.Read read, FileChannel to) throws IOException {
    long at = read.offset();
    while (at < read.end()) {
      at += from.transferTo(at, read.end() - at, to);
    }
  }

  /** Removes a file, its index and what was begun of it, whatever of them is there. */
  public static void delete(Path dir, String name) throws IOException {
    Path file = dir.resolve(name);
    Files.deleteIfExists(CdxFile.beside(file));
    Files.deleteIfExists(dir.resolve(name + PART));
    Files.deleteIfExists(file);
    WarcFile.force(dir);
  }
}
