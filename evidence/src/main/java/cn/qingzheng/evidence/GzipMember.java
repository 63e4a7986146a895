package cn.qingzheng.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One member of a gzip file (RFC 1952), with its place. The JDK's stream joins members and so cannot tell whether
 * every WARC record has its own, on which replay and {@code index.cdx} rest.
 *
 * @param content decompressed; nobody changes it
 */
record GzipMember(int offset, int length, byte[] content) {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  /**
   * Reads the member that starts at the offset.
   *
   * @param limit of decompressed bytes
   * @throws IOException in Chinese, if there is no whole member or it is larger
   */
  static GzipMember at(byte[] file, int offset, long limit) throws IOException {
    int body = bodyStart(file, offset);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file, body, file.length - body);
      byte[] content = inflate(inflater, limit);
      int end = body + Math.toIntExact(inflater.getBytesRead());
      if (file.length - end < TRAILER) {
        throw new IOException("gzip 数据不完整");
      }
      checkTrailer(file, end, content);
      return new GzipMember(offset, end + TRAILER - offset, content);
    } catch (DataFormatException e) {
      throw new IOException("gzip 数据损坏", e);
    } finally {
      inflater.end();
    }
  }

  private static int bodyStart(byte[] file, int offset) throws IOException {
    if (file.length - offset < HEADER + TRAILER || u8(file, offset) != 0x1f || u8(file, offset + 1) != 0x8b
        || u8(file, offset + 2) != 8) {
      throw new IOException("不是 gzip 数据");
    }
    int flags = u8(file, offset + 3);
    int at = offset + HEADER;
    if ((flags & FLAG_EXTRA) != 0) {
      at = within(file, at + 2) + u8(file, at) + (u8(file, at + 1) << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      at = afterZero(file, at);
    }
    if ((flags & FLAG_COMMENT) != 0) {
      at = afterZero(file, at);
    }
    return within(file, (flags & FLAG_HEADER_CRC) != 0 ? at + 2 : at);
  }

  private static int within(byte[] file, int at) throws IOException {
    if (at < 0 || at > file.length) {
      throw new IOException("gzip 数据不完整");
    }
    return at;
  }

  private static int afterZero(byte[] file, int from) throws IOException {
    int at = within(file, from);
    while (at < file.length && file[at] != 0) {
      at++;
    }
    return within(file, at + 1);
  }

  private static byte[] inflate(Inflater inflater, long limit) throws DataFormatException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!inflater.finished()) {
      int n = inflater.inflate(buffer);
      if (n == 0 && !inflater.finished()) {
        throw new IOException("gzip 数据不完整");
      }
      if (out.size() + (long) n > limit) {
        throw new IOException("解压后超过 " + limit + " 字节，停止读取");
      }
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  private static void checkTrailer(byte[] file, int at, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    if (u32(file, at) != (int) crc.getValue() || u32(file, at + 4) != content.length) {
      throw new IOException("gzip 校验值不符");
    }
  }

  private static int u8(byte[] b, int at) {
    return b[at] & 0xff;
  }

  private static int u32(byte[] b, int at) {
    return u8(b, at) | u8(b, at + 1) << 8 | u8(b, at + 2) << 16 | u8(b, at + 3) << 24;
  }
}
