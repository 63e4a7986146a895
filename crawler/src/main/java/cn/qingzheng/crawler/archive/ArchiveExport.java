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
