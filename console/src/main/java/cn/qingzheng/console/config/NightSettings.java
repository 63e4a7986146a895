package cn.qingzheng.console.config;

import cn.qingzheng.console.schedule.Cron;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When the program does what it does by itself.
 *
 * @param crons by task; a task without one is off
 */
public record NightSettings(Map<Task, Cron> crons) {
  private static final String OFF = "off";

  public NightSettings {
    crons = Map.copyOf(crons);
  }

  /** What the program does by itself, with its usual time in Asia/Shanghai. */
  public enum Task {
    SCAN("扫描", "0 0 1 * * ?", false),
    RECHECK("到期复查", "0 10 1 * * ?", false),
    PRUNE("存档清理", "0 20 1 * * ?", true),
    INTEGRITY("证据完整性检查", "0 30 1 * * ?", true),
    BACKUP("备份", "0 0 7 * * ?", true),
    STAMP("补做时间戳", "0 25 * * * ?", true),
    DISPATCH("发送函件", "0 0/2 * * * ?", false),
    OVERDUE("函件逾期", "0 0 8 * * ?", false),
    REMINDERS("报送提醒", "0 30 8 * * ?", false);

    private final String label;
    private final String usual;
    private final boolean ownFiles;

    Task(String label, String usual, boolean ownFiles) {
      this.label = label;
      this.usual = usual;
      this.ownFiles = ownFiles;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }

    /** In the settings and in the casebook. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about files of one machine, so that each machine has to do it. */
    public boolean ownFiles() {
      return ownFiles;
    }
  }

  public static NightSettings usual() {
    Map<Task, Cron> crons = new EnumMap<>(Task.class);
    Arrays.stream(Task.values()).forEach(t -> crons.put(t, new Cron(t.usual)));
    return new NightSettings(crons);
  }

  /** When a task runs; empty if it is off. */
  public Optional<Cron> cron(Task task) {
    return Optional.ofNullable(crons.get(task));
  }

  /** The section {@code schedule} of the settings. */
  static NightSettings read(YamlMap m, Clock clock, Problems p) {
    m.onlyKeys(Arrays.stream(Task.values()).map(Task::key).collect(Collectors.toCollection(java.util.TreeSet::new)), p);
    Map<Task, Cron> crons = new EnumMap<>(Task.class);
    for (Task task : Task.values()) {
      String text = m.text(task.key(), p).map(String::strip).orElse(task.usual);
      Optional<String> wrong = Set.of(OFF, "false").contains(text) ? Optional.empty() : Cron.problem(text, clock.instant());
      wrong.ifPresent(w -> m.problem(task.key(), w, "请写成 Quartz 表达式：秒 分 时 日 月 周（北京时间），不运行写 off", p));
      if (wrong.isEmpty() && !text.equals(OFF) && !text.equals("false")) {
        crons.put(task, new Cron(text));
      }
    }
    return new NightSettings(crons);
  }
}
