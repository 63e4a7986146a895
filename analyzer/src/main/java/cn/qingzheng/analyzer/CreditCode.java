package cn.qingzheng.analyzer;

import java.util.Locale;
import java.util.Optional;

/** Unified social credit codes: 18 characters with a check character (GB 32100-2015). */
final class CreditCode {
  static final int LENGTH = 18;
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

  private CreditCode() {}

  /** Whether it has 18 allowed characters and the right check character. */
  static boolean valid(String code) {
    if (code.length() != LENGTH || code.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
      return false;
    }
    return check(code) == code.charAt(LENGTH - 1);
  }

  private static char check(String code) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += ALPHABET.indexOf(code.charAt(i)) * WEIGHTS[i];
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }

  /** The first valid code in a text. */
  static Optional<String> find(String text) {
    int run = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && letterOrDigit(text.charAt(i))) {
        run++;
        continue;
      }
      if (run == LENGTH) {
        String code = text.substring(i - LENGTH, i).toUpperCase(Locale.ROOT);
        if (valid(code)) {
          return Optional.of(code);
        }
      }
      run = 0;
    }
    return Optional.empty();
  }

  private static boolean letterOrDigit(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
