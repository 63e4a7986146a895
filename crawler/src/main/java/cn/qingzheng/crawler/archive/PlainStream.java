package cn.qingzheng.crawler.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A WARC file as plain bytes, compressed or not. A damaged gzip member ends where it is damaged, and reading goes
 * on at the next one; how often that happened is counted.
 */
final class PlainStream extends InputStream {
  private final FileChannel file;
  private final boolean gzip;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();
  private final byte[] one = new byte[1];
  private Inflater inflater = new Inflater(true);
  private boolean inMember;
  private long readTo;
  private int damaged;

  PlainStream(FileChannel file) throws IOException {
    this.file = file;
    this.gzip = file.size() > 2 && peek() == 0x1f;
  }

  private int peek() throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    file.read(first, 0);
    return first.get(0) & 0xff;
  }

  /** Members that could not be inflated to their end. */
  int damaged() {
    return damaged;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!gzip) {
      return plain(out, from, length);
    }
    while (inMember || nextMember()) {
      int n = inflated(out, from, length);
      if (n > 0) {
        return n;
      }
    }
    return -1;
  }

  private int plain(byte[] out, int from, int length) throws IOException {
    if (!more()) {
      return -1;
    }
    int n = Math.min(length, buffer.remaining());
    buffer.get(out, from, n);
    return n;
  }

  /** 0 at the end of a member, whole or damaged. */
  private int inflated(byte[] out, int from, int length) throws IOException {
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (!more()) {
            throw new EOFException("torn gzip member");
          }
          inflater.setInput(buffer);
        }
        int n = inflater.inflate(out, from, length);
        if (n > 0) {
          return n;
        }
        if (inflater.needsDictionary()) {
          throw new DataFormatException("preset dictionary");
        }
      }
    } catch (DataFormatException | EOFException e) {
      damaged++;
    }
    inMember = false;
    return 0;
  }

  /** Finds the next member's head, whatever lies before it, and stands behind the head. */
  private boolean nextMember() throws IOException {
    int state = 0;
    while (more()) {
      int b = buffer.get() & 0xff;
      state = state == 1 && b == 0x8b ? 2 : state == 2 && b == 8 ? 3 : b == 0x1f ? 1 : 0;
      if (state == 3) {
        inMember = skipHead();
        inflater.end();
        inflater = new Inflater(true);
        return inMember;
      }
    }
    return false;
  }

  private boolean skipHead() throws IOException {
    int flags = next();
    for (int i = 0; i < 6; i++) {
      next();
    }
    int extra = (flags & 4) != 0 ? next() | next() << 8 : 0;
    for (int i = 0; i < extra; i++) {
      next();
    }
    for (int strings = ((flags & 8) >> 3) + ((flags & 16) >> 4); strings > 0; strings--) {
      while (next() > 0) {}
    }
    for (int crc = flags & 2; crc > 0; crc--) {
      next();
    }
    return more();
  }

  /** -1 at the end of the file. */
  private int next() throws IOException {
    return more() ? buffer.get() & 0xff : -1;
  }

  private boolean more() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int n = file.read(buffer, readTo);
      buffer.flip();
      readTo += Math.max(0, n);
      if (n <= 0) {
        buffer.limit(0);
      }
    }
    return buffer.hasRemaining();
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }
}
