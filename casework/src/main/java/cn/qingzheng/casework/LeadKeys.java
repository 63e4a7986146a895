package cn.qingzheng.casework;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what two leads, or a lead and a subject, are recognised as the same. */
final class LeadKeys {
  private LeadKeys() {}

  static List<String> of(Lead.Target target) {
    List<String> out = new ArrayList<>();
    target.url().ifPresent(url -> out.add("url:" + address(url)));
    target.creditCode().ifPresent(code -> out.add("code:" + code.toUpperCase(Locale.ROOT)));
    target.body().ifPresent(name -> out.add("name:" + Subjects.normalised(name)));
    shop(target).ifPresent(out::add);
    return out;
  }

  private static Optional<String> shop(Lead.Target target) {
    return target.shop().flatMap(s -> target.platform().map(p -> "shop:" + Subjects.normalised(p) + "/" + Subjects.normalised(s)));
  }

  /** Host, path and query; with http or https, www or not, with a slash at the end or not, it is one address. */
  static String address(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    String path = Optional.ofNullable(url.getRawPath()).orElse("").replaceFirst("/+$", "");
    String query = Optional.ofNullable(url.getRawQuery()).map(q -> "?" + q).orElse("");
    boolean plain = url.getPort() < 0 || url.getPort() == 80 || url.getPort() == 443;
    return host + (plain ? "" : ":" + url.getPort()) + path + query;
  }

  /** What the key says, in Chinese. */
  static String shown(String key) {
    return switch (key.substring(0, key.indexOf(':'))) {
      case "url" -> "同一地址";
      case "code" -> "统一社会信用代码相同";
      case "name" -> "机构名称相同";
      default -> "同一店铺";
    };
  }
}
