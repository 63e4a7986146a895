package cn.qingzheng.casework;

import cn.qingzheng.model.Page;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds on a page by what its promoter can be met again: ICP number, telephone, WeChat id. */
final class ContactClues {
  /** 备案号; the number of one site of the body, -2, is left out. */
  private static final Pattern ICP =
      Pattern.compile("([京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新])\\s?ICP\\s?([备证])\\s?(\\d{5,10})\\s?号?", Pattern.CASE_INSENSITIVE);
  private static final Pattern MOBILE = Pattern.compile("(?<![\\d.])1[3-9]\\d[\\s-]?\\d{4}[\\s-]?\\d{4}(?!\\d)");
  private static final Pattern WECHAT =
      Pattern.compile("(?:微信|威信|薇信|v信|wx|vx|weixin)\\s*(?:号|id)?\\s*(?:是|为)?\\s*[:：]\\s*([a-z][a-z0-9_-]{5,19})", Pattern.CASE_INSENSITIVE);
  /** A page with more of them is a directory. */
  private static final int MANY = 6;

  private ContactClues() {}

  enum Kind {
    ICP("ICP备案号相同"),
    PHONE("电话相同"),
    WECHAT("微信号相同");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  record Clue(Kind kind, String value) {}

  static Set<Clue> of(Page page) {
    String text = Normalizer.normalize(page.text().raw(), Normalizer.Form.NFKC);
    Set<Clue> out = new LinkedHashSet<>();
    // The number at the foot of a page of a platform is the platform's.
    if (page.listing().isEmpty()) {
      few(ICP.matcher(text), Kind.ICP, m -> m.group(1) + "ICP" + m.group(2) + m.group(3), out);
    }
    few(MOBILE.matcher(text), Kind.PHONE, m -> m.group().replaceAll("[\\s-]", ""), out);
    few(WECHAT.matcher(text), Kind.WECHAT, m -> m.group(1).toLowerCase(Locale.ROOT), out);
    return out;
  }

  private static void few(Matcher m, Kind kind, java.util.function.Function<Matcher, String> value, Set<Clue> out) {
    Set<Clue> found = new LinkedHashSet<>();
    while (m.find() && found.size() <= MANY) {
      found.add(new Clue(kind, value.apply(m)));
    }
    if (found.size() <= MANY) {
      out.addAll(found);
    }
  }
}
