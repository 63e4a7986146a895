package cn.qingzheng.crawler.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/** The records of a file one after the other, each a gzip member of its own; long blocks are seen in part. */
final class Members {
  /** Enough for every head and for what we write in metadata records. */
  private static final int SEEN = 1 << 20;

  private final FileChannel file;
  private long at;

  Members(FileChannel file) {
    this.file = file;
  }

  /**
   * @param offset of the member
   * @param end offset after it
   */
  record Read(long offset, long end, RecordHead head) {
    long length() {
      return end - offset;
    }

    Read withoutBlock() {
      return new Read(offset, end, new RecordHead(head.fields(), new byte[0], false));
    }
  }

  /** Offset after the last whole member that was read. */
  long position() {
    return at;
  }

  boolean hasMore() throws IOException {
    return at < file.size();
  }

  /** @throws IOException if what lies there is torn, damaged or no record; the position stays */
  Read next() throws IOException {
    Start start = new Start();
    long end = GzipMember.copy(file, at, start);
    RecordHead head = RecordHead.of(start.kept.toByteArray(), start.size <= SEEN);
    Read read = new Read(at, end, head);
    at = end;
    return read;
  }

  /** Keeps the first bytes and counts all. */
  private static final class Start extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int from, int length) {
      kept.write(b, from, Math.min(length, SEEN - kept.size()));
      size += length;
    }
  }
}
