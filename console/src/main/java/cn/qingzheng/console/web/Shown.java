package cn.qingzheng.console.web;

import cn.qingzheng.index.PersonalData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times, lengths and captured text are shown; the templates call it {@code shown}. */
final class Shown {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZONE);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS XXX", Locale.ROOT).withZone(ZONE);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(ZONE);

  public String time(Instant at) {
    return MINUTE.format(at);
  }

  public String exact(Instant at) {
    return SECOND.format(at);
  }

  public String day(Instant at) {
    return DAY.format(at);
  }

  public String took(Instant from, Instant to) {
    Duration d = Duration.between(from, to);
    return d.toHours() > 0
        ? "%d 小时 %d 分".formatted(d.toHours(), d.toMinutesPart())
        : d.toMinutes() > 0 ? "%d 分 %d 秒".formatted(d.toMinutes(), d.toSecondsPart()) : d.toSeconds() + " 秒";
  }

  public String bytes(long n) {
    return n < 10_240 ? n + " 字节" : n < 10_485_760 ? n / 1024 + " KB" : n / 1_048_576 + " MB";
  }

  /** Captured text with personal data masked, cut to what fits a row. */
  public String brief(String captured) {
    String masked = PersonalData.mask(captured).replaceAll("\\s+", " ").strip();
    return masked.codePointCount(0, masked.length()) <= 90
        ? masked
        : masked.substring(0, masked.offsetByCodePoints(0, 90)) + "…";
  }

  /** Text with personal data masked. */
  public String masked(String text) {
    return PersonalData.mask(text);
  }

  /** A page's title, or what stands for it. */
  public String title(String captured) {
    return captured.isBlank() ? "（无标题）" : brief(captured);
  }

  /** One segment of an address. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public String pageAddress(String captureId) {
    return "/pages/" + segment(captureId);
  }

  public String caseAddress(String caseId) {
    return "/cases/" + segment(caseId);
  }
}
