package cn.qingzheng.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The digests of one file, lower-case hex, from one reading.
 *
 * @param sm3 GB/T 32905-2016
 * @param crc32 as zip wants it
 */
record Digests(long size, String sha256, String sha512, String sm3, int crc32) {
  private static final int BUFFER = 1 << 16;

  static Digests of(InputStream in) throws IOException {
    MessageDigest sha256 = jdk("SHA-256");
    MessageDigest sha512 = jdk("SHA-512");
    SM3Digest sm3 = new SM3Digest();
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha256.update(buffer, 0, n);
      sha512.update(buffer, 0, n);
      sm3.update(buffer, 0, n);
      crc.update(buffer, 0, n);
      size += n;
    }
    byte[] sm3Bytes = new byte[sm3.getDigestSize()];
    sm3.doFinal(sm3Bytes, 0);
    HexFormat hex = HexFormat.of();
    return new Digests(
        size,
        hex.formatHex(sha256.digest()),
        hex.formatHex(sha512.digest()),
        hex.formatHex(sm3Bytes),
        (int) crc.getValue());
  }

  static Digests of(byte[] bytes) {
    try {
      return of(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory should be readable", e);
    }
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(jdk("SHA-256").digest(bytes));
  }

  private static MessageDigest jdk(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK should have " + algorithm, e);
    }
  }
}
