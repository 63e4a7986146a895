package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what belongs to one capture out of the archive, byte for byte. */
public final class ArchiveExport {
  private ArchiveExport() {}

  /**
   * Writes a new WARC file: a warcinfo record, the capture's records, and those that its revisits refer to.
   *
   * @param out must not exist
   * @return records copied
   * @throws java.nio.file.FileAlreadyExistsException if it does
   * @throws IOException if a record is gone; then there is no file
   */
  public static int write(Archive archive, Capture capture, Path out, Instant now) throws IOException {
    Map<String, ArchivedRecord> records = new LinkedHashMap<>();
    capture.records().forEach(r -> records.putIfAbsent(r.recordId(), r));
    archive.referred(capture).forEach(r -> records.putIfAbsent(r.recordId(), r));
    if (records.isEmpty()) {
      throw new IOException("capture without records: " + capture.id());
    }
    List<byte[]> members = new ArrayList<>();
    members.add(WarcinfoRecord.member(out.getFileName().toString(), capture.origin().runId(), now).bytes());
    for (ArchivedRecord r : records.values()) {
      members.add(archive.record(r));
    }
    write(members, out);
    return records.size();
  }

  /**
   * As {@link #write(Archive, Capture, Path, Instant)}, of what the archive alone knows: a result page, or a capture
   * whose entry is lost.
   *
   * @param dir the folder of the archive
   * @return records copied; 0 if no record is of that capture, and then there is no file
   */
  public static int write(Path dir, String captureId, Path out, Instant now) throws IOException {
    List<byte[]> members = new ArrayList<>();
    members.add(WarcinfoRecord.member(out.getFileName().toString(), "-", now).bytes());
    for (ArchiveFile file : ArchiveFile.all(dir)) {
      if (CdxFile.names(file.path(), captureId)) {
        try (FileChannel bytes = FileChannel.open(file.path(), StandardOpenOption.READ)) {
          for (ArchiveFile.Entry e : file.entries()) {
            if (e.capture().equals(captureId)) {
              members.add(read(bytes, e));
            }
          }
        }
      }
    }
    if (members.size() > 1) {
      write(members, out);
    }
    return members.size() - 1;
  }

  private static byte[] read(FileChannel file, ArchiveFile.Entry e) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(e.length()));
    while (bytes.hasRemaining() && file.read(bytes, e.offset() + bytes.position()) >= 0) {
      // all of it
    }
    return bytes.array();
  }

  private static void write(List<byte[]> members, Path out) throws IOException {
    try (FileChannel file = FileChannel.open(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      try {
        for (byte[] member : members) {
          ByteBuffer bytes = ByteBuffer.wrap(member);
          while (bytes.hasRemaining()) {
            file.write(bytes);
          }
        }
        file.force(true);
      } catch (IOException e) {
        Files.deleteIfExists(out);
        throw e;
      }
    }
  }
}
