package cn.qingzheng.console.web.reply;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties a form to its page: made of the page's key, the time and what the form bears along. Another site, which cannot
 * know the key, cannot make one; no server has to remember it.
 */
final class FormToken {
  static final Duration VALID = Duration.ofHours(12);

  private FormToken() {}

  static String of(String key, String bears, Instant now) {
    String at = Long.toString(now.getEpochSecond());
    return at + "." + mac(key, at + "|" + bears);
  }

  static boolean fits(String token, String key, String bears, Instant now) {
    if (!token.matches("\\d{9,12}\\.[A-Za-z0-9_-]{43}")) {
      return false;
    }
    String at = token.substring(0, token.indexOf('.'));
    Instant made = Instant.ofEpochSecond(Long.parseLong(at));
    boolean fresh = !made.isAfter(now.plusSeconds(60)) && made.plus(VALID).isAfter(now);
    return MessageDigest.isEqual(bytes(token), bytes(at + "." + mac(key, at + "|" + bears))) && fresh;
  }

  private static String mac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK should have HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
