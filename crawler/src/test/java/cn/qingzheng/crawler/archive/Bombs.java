package cn.qingzheng.crawler.archive;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Small bodies that unfold to large ones. */
public final class Bombs {
  private Bombs() {}

  /** {@code megabytes} of zeros behind a head. */
  public static byte[] plain(String head, int megabytes) {
    byte[] text = head.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] all = new byte[text.length + megabytes * 1024 * 1024];
    System.arraycopy(text, 0, all, 0, text.length);
    return all;
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** @param zlib with the head of RFC 1950, else raw as RFC 1951 */
  public static byte[] deflate(byte[] plain, boolean zlib) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, !zlib))) {
      deflate.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] zstd(byte[] plain) {
    return Zstd.compress(plain);
  }

  /** A zstd frame head that asks for a window of 2 GB (RFC 8878 §3.1.1.1.2), and nothing in it. */
  public static byte[] zstdWindow() {
    return new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, (byte) (21 << 3), 0x01, 0x00, 0x00};
  }

  /**
   * {@code parts} times 16 MB of one letter, 13 bytes each (RFC 7932 §9): a meta-block whose codes have one symbol
   * each, so that it is nothing but "one literal, then copy it 16,777,215 times".
   */
  public static byte[] brotli(char letter, int parts) {
    Bits bits = new Bits();
    bits.put(0, 1); // WBITS 16
    for (int i = 0; i < parts; i++) {
      bits.put(0, 1).put(2, 2).put((1 << 24) - 1, 24).put(0, 1); // not last, six nibbles, 16 MB, compressed
      bits.put(0, 3).put(0, 6); // one block type each, NPOSTFIX and NDIRECT 0
      bits.put(0, 2).put(0, 2); // context mode, one tree each
      bits.put(1, 2).put(0, 2).put(letter, 8); // literals: one symbol
      bits.put(1, 2).put(0, 2).put(399, 10); // insert one, copy with 24 further bits
      bits.put(1, 2).put(0, 2).put(16, 6); // distance with one further bit
      bits.put((1 << 24) - 1 - 2118, 24).put(0, 1); // so far, from one back
    }
    bits.put(3, 2); // last and empty
    return bits.bytes();
  }

  /** Least significant bit first, as RFC 7932 §1.5.1 wants it. */
  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    Bits put(int value, int width) {
      for (int i = 0; i < width; i++) {
        held |= (value >>> i & 1) << count++;
        if (count == 8) {
          out.write(held);
          held = 0;
          count = 0;
        }
      }
      return this;
    }

    byte[] bytes() {
      if (count > 0) {
        out.write(held);
      }
      return out.toByteArray();
    }
  }
}
