package cn.qingzheng.crawler.seed;

/** 统一社会信用代码: 18 characters, the last one a check digit (GB 32100-2015). */
public final class CreditCode {
  private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int LENGTH = 18;

  private CreditCode() {}

  /** Whether length, characters and check digit are right. */
  public static boolean valid(String code) {
    return code.length() == LENGTH && code.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)
        && code.charAt(LENGTH - 1) == checkDigit(code);
  }

  /** The digit that belongs behind the first seventeen. */
  private static char checkDigit(String code) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += DIGITS.indexOf(code.charAt(i)) * weight;
      weight = weight * 3 % DIGITS.length();
    }
    return DIGITS.charAt((DIGITS.length() - sum % DIGITS.length()) % DIGITS.length());
  }
}
