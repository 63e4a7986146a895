package cn.qingzheng.crawler.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Finds where one gzip member (RFC 1952) of a file ends; the JDK's stream runs over the border. */
final class GzipMember {
  private static final int HEAD = 10;
  private static final int TAIL = 8;
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();
  private long readTo;

  private GzipMember(FileChannel file, long from) {
    this.file = file;
    this.readTo = from;
  }

  /**
   * Inflates the member that starts at an offset and checks its length and CRC.
   *
   * @param sink gets what is inside
   * @return offset after the member
   * @throws IOException if it is torn, damaged or no gzip member
   */
  static long copy(FileChannel file, long from, OutputStream sink) throws IOException {
    return new GzipMember(file, from).inflate(sink);
  }

  private long inflate(OutputStream sink) throws IOException {
    skipHead();
    Inflater inflater = new Inflater(true);
    CRC32 crc = new CRC32();
    byte[] out = new byte[1 << 16];
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (!buffer.hasRemaining()) {
            fill();
          }
          inflater.setInput(buffer);
        }
        int n = inflater.inflate(out);
        crc.update(out, 0, n);
        sink.write(out, 0, n);
        if (n == 0 && inflater.needsDictionary()) {
          throw new ZipException("preset dictionary");
        }
      }
      long size = inflater.getBytesWritten();
      if (le32() != crc.getValue() || le32() != (size & 0xffffffffL)) {
        throw new ZipException("length or CRC of the gzip member is wrong");
      }
      return position();
    } catch (DataFormatException e) {
      throw new ZipException(String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  private void skipHead() throws IOException {
    byte[] head = new byte[HEAD];
    for (int i = 0; i < HEAD; i++) {
      head[i] = next();
    }
    if (head[0] != 0x1f || head[1] != (byte) 0x8b || head[2] != 8) {
      throw new ZipException("no gzip member");
    }
    int flags = head[3];
    if ((flags & FEXTRA) != 0) {
      int length = (next() & 0xff) | (next() & 0xff) << 8;
      for (int i = 0; i < length; i++) {
        next();
      }
    }
    if ((flags & FNAME) != 0) {
      skipString();
    }
    if ((flags & FCOMMENT) != 0) {
      skipString();
    }
    if ((flags & FHCRC) != 0) {
      next();
      next();
    }
  }

  private void skipString() throws IOException {
    while (next() != 0) {}
  }

  private long le32() throws IOException {
    long value = 0;
    for (int i = 0; i < TAIL / 2; i++) {
      value |= (next() & 0xffL) << (8 * i);
    }
    return value;
  }

  private byte next() throws IOException {
    if (!buffer.hasRemaining()) {
      fill();
    }
    return buffer.get();
  }

  private void fill() throws IOException {
    buffer.clear();
    int n = file.read(buffer, readTo);
    buffer.flip();
    if (n <= 0) {
      buffer.limit(0);
      throw new EOFException("torn gzip member");
    }
    readTo += n;
  }

  private long position() {
    return readTo - buffer.remaining();
  }
}
