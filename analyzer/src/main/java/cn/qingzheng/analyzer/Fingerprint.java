package cn.qingzheng.analyzer;

import cn.qingzheng.model.Hit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/** What makes a finding the same one over time: rule, address, term and sentence, wherever on the page it stands. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 in lower-case hex. Prices, dates and blanks in the sentence, and the url's fragment, do not count. */
  public static String fingerprint(Hit hit, URI url) {
    String sentence =
        Normalizer.normalize(hit.place().sentence(), Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .filter(c -> !Character.isDigit(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String whole = String.join("\u0000", hit.ruleId(), withoutFragment(url), hit.match().term(), sentence);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String withoutFragment(URI url) {
    String text = url.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }
}
