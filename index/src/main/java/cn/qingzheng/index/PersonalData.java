package cn.qingzheng.index;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks personal data before it is indexed or shown: mobile numbers, identity numbers, WeChat and QQ ids after their
 * label, names after a label such as 联系人. The length stays, so offsets stay. The sealed original is not touched.
 *
 * <p>Absent on purpose: names in running text (they cannot be told from other words by pattern) and landlines, which
 * are a shop's.
 */
public final class PersonalData {
  private static final String APART = "[\\s\\-—·.]?";

  /** The group named {@code m} is masked, the rest kept. */
  private static final List<Pattern> PATTERNS = List.of(
      Pattern.compile("(?<![0-9０-９])[1１][3-9３-９][0-9０-９]" + APART + "(?<m>[0-9０-９]{4})" + APART
          + "[0-9０-９]{4}(?![0-9０-９])"),
      Pattern.compile("(?<![0-9])[1-9][0-9]{5}(?<m>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{2})[0-9]{3}[0-9Xx](?![0-9])"),
      Pattern.compile("(?:微信号?|薇信|威信|(?i:wechat|vx|wx))[\\s:：是]{1,3}[A-Za-z0-9](?<m>[-_A-Za-z0-9]{4,18})"),
      Pattern.compile("(?i:qq)号?[\\s:：]{1,3}[1-9](?<m>[0-9]{4,10})"),
      Pattern.compile("(?:联系人|姓\\s?名|负责人|法定代表人)[\\s:：]{1,3}\\p{IsHan}(?<m>\\p{IsHan}{1,2})(?!\\p{IsHan})"));

  private PersonalData() {}

  /** The text with personal data as asterisks; of the same length. */
  public static String mask(String text) {
    StringBuilder masked = new StringBuilder(text);
    for (Pattern pattern : PATTERNS) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        for (int i = matcher.start("m"); i < matcher.end("m"); i++) {
          masked.setCharAt(i, '*');
        }
      }
    }
    return masked.toString();
  }
}
