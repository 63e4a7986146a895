package cn.qingzheng.evidence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The same moment for machines and for readers in China. */
final class Times {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(SHANGHAI);

  private Times() {}

  static ObjectNode both(Instant at) {
    return Json.object().put("utc", utc(at)).put("asiaShanghai", at.atZone(SHANGHAI).toOffsetDateTime().toString());
  }

  static String utc(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static String shanghai(Instant at) {
    return LOCAL.format(at) + "（北京时间）";
  }

  static String shanghaiDate(Instant at) {
    return at.atZone(SHANGHAI).toLocalDate().toString();
  }
}
