package cn.qingzheng.casework;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks what identifies natural persons: numbers of telephones, identity cards and accounts, e-mail addresses. */
public final class PersonalData {
  private static final Pattern IDENTITY = Pattern.compile("(?<!\\d)([1-9]\\d{5})(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])\\d{3}[\\dXx](?!\\d)");
  private static final Pattern MOBILE = Pattern.compile("(?<!\\d)(1[3-9]\\d)[\\s-]?\\d{4}[\\s-]?(\\d{4})(?!\\d)");
  private static final Pattern LANDLINE = Pattern.compile("(?<![\\d-])(0\\d{2,3}|400|800)[\\s-]\\d{3,4}[\\s-]?\\d{2,4}(?!\\d)");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?i)((?:微信|威信|薇信|v信|wx|vx|weixin|qq|扣扣)\\s*(?:号|id)?\\s*(?:是|为)?\\s*[:：]?\\s*)([a-z0-9_][a-z0-9_-]{4,19})");
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@([\\w-]+\\.[\\w.-]+)");

  private PersonalData() {}

  /** The text with stars in the place of such numbers. */
  public static String masked(String text) {
    String out = IDENTITY.matcher(text).replaceAll("$1************");
    out = MOBILE.matcher(out).replaceAll("$1****$2");
    out = LANDLINE.matcher(out).replaceAll("$1-****");
    out = ACCOUNT.matcher(out).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + m.group(2).charAt(0) + "****"));
    return MAIL.matcher(out).replaceAll("****@$1");
  }
}
