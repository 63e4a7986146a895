package cn.qingzheng.crawler.frontier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A number for every address: 64 bits of SHA-256, salted for each {@code crawl.db} so that no site can choose addresses
 * that share one. Among ten million addresses two share one by chance once in 370,000 times; the second is then missed.
 */
final class UrlKeys {
  private final MessageDigest salted;

  UrlKeys(byte[] salt) {
    salted = sha256();
    salted.update(salt);
  }

  long of(String url) {
    try {
      MessageDigest digest = (MessageDigest) salted.clone();
      return ByteBuffer.wrap(digest.digest(url.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 should be cloneable", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
