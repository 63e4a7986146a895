package cn.qingzheng.crawler.seed;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads how far a connector may go and when it has to stop. */
final class ConnectorLimits {
  private static final Pattern WINDOW = Pattern.compile("(\\d{2}:\\d{2})-(\\d{2}:\\d{2})");
  private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,4})([mhd])");

  private static final Duration LONGEST = Duration.ofDays(90);

  private ConnectorLimits() {}

  static Connector.Politeness politeness(YamlMap y, Problems problems) {
    y.onlyKeys(
        Set.of("max_rps", "jitter", "concurrency", "window", "tz", "daily_requests", "timeout_ms", "max_bytes", "retries"),
        problems);
    double rps = y.number("max_rps", 0.001, 100, 1, problems);
    if (y.integer("concurrency", 1, 1000, 1, problems) != 1) {
      y.problem("concurrency", "每个平台同时只能有一个请求", "请写 concurrency: 1", problems);
    }
    return new Connector.Politeness(
        Duration.ofNanos((long) (1e9 / rps)),
        y.number("jitter", 0, 10, 0, problems),
        window(y, problems),
        y.integer("daily_requests", 1, 1_000_000, 1000, problems),
        Duration.ofMillis(y.integer("timeout_ms", 100, 600_000, 20_000, problems)),
        y.integer("max_bytes", 1024, 100 * 1024 * 1024, 5 * 1024 * 1024, problems),
        y.has("retries") ? OptionalInt.of(y.integer("retries", 0, 10, 0, problems)) : OptionalInt.empty());
  }

  private static Connector.Window window(YamlMap y, Problems problems) {
    ZoneId zone = zone(y, problems);
    String text = y.text("window", problems).orElse("00:00-24:00");
    Matcher m = WINDOW.matcher(text);
    try {
      if (m.matches()) {
        LocalTime from = LocalTime.parse(m.group(1));
        boolean midnight = m.group(2).equals("24:00");
        LocalTime to = midnight ? LocalTime.MIDNIGHT : LocalTime.parse(m.group(2));
        return new Connector.Window(from, to, from.equals(to), zone);
      }
    } catch (DateTimeException e) {
      // reported below
    }
    y.problem("window", "时段 " + text + " 不对", "请写成 \"01:00-05:30\" 的形式", problems);
    return new Connector.Window(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, true, zone);
  }

  private static ZoneId zone(YamlMap y, Problems problems) {
    String name = y.text("tz", problems).orElse("Asia/Shanghai");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      y.problem("tz", "不认识的时区 " + name, "请写 Asia/Shanghai", problems);
      return ZoneId.of("Asia/Shanghai");
    }
  }

  static Connector.BlockedWhen blocked(YamlMap y, Problems problems) {
    YamlMap when = y.requiredMap("blocked_when", problems);
    when.onlyKeys(Set.of("status", "redirect_host", "body_matches"), problems);
    List<Integer> status = new ArrayList<>();
    for (YamlMap.Located s : when.located("status", problems)) {
      if (s.text().matches("[1-5]\\d\\d")) {
        status.add(Integer.parseInt(s.text()));
      } else {
        problems.add(when.source(), s.line(), "不是 HTTP 状态码：" + s.text(), "请写三位数字");
      }
    }
    List<Pattern> bodies = new ArrayList<>();
    for (YamlMap.Located b : when.located("body_matches", problems)) {
      try {
        bodies.add(Pattern.compile(b.text()));
      } catch (PatternSyntaxException e) {
        problems.add(when.source(), b.line(), "正则表达式 " + b.text() + " 无法解析", "请检查括号；普通文字可直接写");
      }
    }
    return new Connector.BlockedWhen(status, when.texts("redirect_host", problems), bodies, suspension(y, problems));
  }

  private static Duration suspension(YamlMap y, Problems problems) {
    YamlMap on = y.requiredMap("on_blocked", problems);
    on.onlyKeys(Set.of("action", "for"), problems);
    if (!on.text("action", problems).orElse("SUSPEND").equals("SUSPEND")) {
      on.problem("action", "被拦截后只能暂停", "请写 action: SUSPEND", problems);
    }
    String text = on.text("for", problems).orElse("24h");
    Matcher m = SPAN.matcher(text);
    if (!m.matches()) {
      on.problem("for", "时长 " + text + " 不对", "请写成 24h、30m 或 2d 的形式", problems);
      return Duration.ofHours(24);
    }
    long n = Long.parseLong(m.group(1));
    Duration howLong =
        switch (m.group(2)) {
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        };
    if (howLong.compareTo(LONGEST) > 0) {
      on.problem("for", "时长 " + text + " 太长", "最长 90d；不再接入的请写 enabled: false", problems);
    }
    return howLong;
  }

  static Connector.Health health(YamlMap y, Problems problems) {
    YamlMap health = y.requiredMap("health", problems);
    health.onlyKeys(Set.of("expect_items_per_run", "required_field_rate", "alert_after_runs"), problems);
    return new Connector.Health(
        health.integer("expect_items_per_run", 0, 1_000_000, 1, problems),
        health.number("required_field_rate", 0, 1, 0.95, problems),
        health.integer("alert_after_runs", 1, 1000, 3, problems));
  }

  /** @param known the sets that there are; empty if nobody knows */
  static Connector.Keywords keywords(YamlMap y, Optional<Set<String>> known, Problems problems) {
    y.onlyKeys(Set.of("sets", "per_run"), problems);
    List<YamlMap.Located> sets = y.located("sets", problems);
    if (sets.isEmpty()) {
      y.problem("sets", "没有关键词组", "请写 sets: [restricted-goods]", problems);
    }
    for (YamlMap.Located set : sets) {
      known
          .filter(k -> !k.contains(set.text()))
          .ifPresent(k -> problems.add(y.source(), set.line(), "没有关键词组“" + set.text() + "”", "wordlists/keywords.tsv 中有：" + String.join("、", k.stream().sorted().toList())));
    }
    return new Connector.Keywords(
        sets.stream().map(YamlMap.Located::text).toList(), y.integer("per_run", 1, 10_000, 40, problems));
  }
}
