package cn.qingzheng.casework;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A secret as it may lie in a database: PBKDF2-HMAC-SHA256 with a salt of its own.
 *
 * @param salt hex
 * @param hash hex
 */
record SecretHash(String salt, int iterations, String hash) {
  /** OWASP's figure of 2023 for this function. */
  static final int ITERATIONS = 600_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  static SecretHash of(String secret) {
    return of(secret, ITERATIONS);
  }

  static SecretHash of(String secret, int iterations) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    String hex = HexFormat.of().formatHex(salt);
    return new SecretHash(hex, iterations, derive(secret, hex, iterations));
  }

  /** Takes the same time whichever character is wrong. */
  boolean matches(String secret) {
    HexFormat hex = HexFormat.of();
    return MessageDigest.isEqual(hex.parseHex(hash), hex.parseHex(derive(secret, salt, iterations)));
  }

  /** Random text of so many bytes, safe in addresses and file names. */
  static String random(int bytes) {
    byte[] out = new byte[bytes];
    RANDOM.nextBytes(out);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
  }

  private static String derive(String secret, String salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), HexFormat.of().parseHex(salt), iterations, 256);
    try {
      return HexFormat.of().formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK should have PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
