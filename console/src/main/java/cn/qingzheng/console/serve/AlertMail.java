package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Alarm;
import cn.qingzheng.casework.PlainMail;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.NightSettings;
import cn.qingzheng.console.schedule.AlarmTeller;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells those on duty by e-mail; nobody if the settings name nobody. */
final class AlertMail implements AlarmTeller {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

  private final Config config;
  private final Clock clock;

  AlertMail(Config config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void tell(List<Alarm> alarms) throws IOException {
    String names = String.join("、", alarms.stream().map(a -> label(a.task())).distinct().toList());
    StringBuilder text = new StringBuilder("清证的自动任务出现问题，请系统管理员登录控制台，在“计划任务”页处理：\n\n");
    for (Alarm a : alarms) {
      text.append("· ").append(label(a.task())).append("：").append(a.kind().label()).append("，").append(time(a.last()));
      text.append(a.times() > 1 ? "（第 " + a.times() + " 次）" : "").append("\n  ").append(a.message()).append('\n');
      text.append(a.node().isEmpty() ? "" : "  机器 " + a.node() + "\n");
    }
    send("清证：" + names + "出现问题", text.toString());
  }

  void send(String subject, String text) throws IOException {
    if (!config.alert().mail().isEmpty() && config.sending().mail().isPresent()) {
      new PlainMail(config.sending().mail().get(), clock).send(
          config.alert().mail(), subject, text + "\n" + config.organ().name() + "\n本邮件由程序自动发出。\n");
    }
  }

  static String label(String task) {
    return Arrays.stream(NightSettings.Task.values()).filter(t -> t.key().equals(task)).map(NightSettings.Task::label).findFirst().orElse(task);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
