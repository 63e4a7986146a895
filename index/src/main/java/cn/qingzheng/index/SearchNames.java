package cn.qingzheng.index;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that may stand before a colon, besides those of {@link SearchField}. */
final class SearchNames {
  private static final Map<String, String> ANALYSED = Map.of(
      "标题", PageDocument.TITLE, "title", PageDocument.TITLE,
      "主体", PageDocument.PROMOTER, "机构", PageDocument.PROMOTER, "promoter", PageDocument.PROMOTER,
      "网址", PageDocument.URL, "url", PageDocument.URL,
      "正文", PageDocument.TEXT, "text", PageDocument.TEXT);

  private SearchNames() {}

  /** The analysed field of that name. */
  static Optional<String> analysed(String name) {
    return Optional.ofNullable(ANALYSED.get(name.toLowerCase(Locale.ROOT)));
  }

  static boolean isTime(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "时间", "日期", "采集时间", "time", "date" -> true;
      default -> false;
    };
  }

  static boolean isName(String name) {
    return isTime(name) || analysed(name).isPresent() || SearchField.named(name).isPresent();
  }
}
