package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Alarm;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Dispatch;
import cn.qingzheng.casework.FollowUp;
import cn.qingzheng.console.backup.BackupJob;
import cn.qingzheng.console.backup.BackupRefusal;
import cn.qingzheng.console.backup.BackupReport;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.config.NightSettings;
import cn.qingzheng.console.config.NightSettings.Task;
import cn.qingzheng.console.scan.ArchivePruning;
import cn.qingzheng.console.scan.Carrier;
import cn.qingzheng.console.scan.IntegrityJob;
import cn.qingzheng.console.scan.Letters;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.console.scan.StampJob;
import cn.qingzheng.console.scan.StampReport;
import cn.qingzheng.console.schedule.Cron;
import cn.qingzheng.console.schedule.NightWork;
import cn.qingzheng.console.schedule.StopSignal;
import cn.qingzheng.console.schedule.TaskPlan;
import cn.qingzheng.console.schedule.TaskResult;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that an installation does by itself while {@code serve} runs. */
public final class NightTasks {
  /** How long packages and archive are looked through in one night. */
  private static final Duration INTEGRITY_TIME = Duration.ofMinutes(30);

  private static final int SHOWN = 5;

  private final Home home;
  private final Clock clock;
  private final NightlyScan scan;

  public NightTasks(Home home, NightlyScan scan, Clock clock) {
    this.home = home;
    this.scan = scan;
    this.clock = clock;
  }

  /**
   * Starts what the settings say.
   *
   * @param casebook stays open as long as it runs
   */
  public NightWork start(Config config, Casebook casebook) throws IOException {
    NightWork.Setting setting =
        new NightWork.Setting(
            casebook, home.folder().resolve("locks"), config.casebook().isPresent(), config.alert().grace(), this::tell, clock);
    return NightWork.start(setting, plans(config));
  }

  private List<TaskPlan> plans(Config config) throws IOException {
    String node = Node.of(home, config);
    List<TaskPlan> plans = new ArrayList<>();
    for (Task task : Task.values()) {
      Optional<Cron> cron = config.schedule().cron(task).filter(c -> possible(task, config));
      plans.add(new TaskPlan(task.key(), task.label(), task.ownFiles() ? node : "", cron, inTurn(task), work(task)));
    }
    return plans;
  }

  /** Whether the settings say with whom, or where to. */
  private static boolean possible(Task task, Config config) {
    return switch (task) {
      case STAMP -> !config.evidence().authorities().isEmpty();
      case BACKUP -> config.backup().to().isPresent();
      default -> true;
    };
  }

  /** Those that write to archive, frontier or index wait for each other. */
  private static boolean inTurn(Task task) {
    return switch (task) {
      case SCAN, RECHECK, PRUNE, STAMP -> true;
      default -> false;
    };
  }

  private TaskPlan.Work work(Task task) {
    return switch (task) {
      case SCAN -> scan::scan;
      case RECHECK -> scan::recheck;
      case PRUNE -> (place, stop) -> prune();
      case INTEGRITY -> this::integrity;
      case BACKUP -> (place, stop) -> backup();
      case STAMP -> (place, stop) -> stamp();
      case DISPATCH -> (place, stop) -> dispatch();
      case OVERDUE -> (place, stop) -> overdue();
      case REMINDERS -> (place, stop) -> remind();
    };
  }

  /** As they are now: an edit counts from the next run on. */
  private Config config() {
    Problems problems = new Problems();
    Config config = Config.load(home.settings(), problems);
    problems.throwIfAny();
    return config;
  }

  private void tell(List<Alarm> alarms) throws IOException {
    new AlertMail(config(), clock).tell(alarms);
  }

  private TaskResult prune() throws IOException {
    Config config = config();
    if (config.archive().retentionDays() == 0) {
      return TaskResult.done("设置为不清理");
    }
    try {
      int gone = ArchivePruning.run(home, config, false, clock).captures().size();
      return TaskResult.done(gone == 0 ? "没有到期的采集" : "按保存期限清理采集 " + gone + " 次");
    } catch (ScanUnderWayException e) {
      return NightlyScan.busy();
    }
  }

  private TaskResult integrity(TaskPlan.Place place, StopSignal stop) throws IOException, InterruptedException {
    stop.onAsk(() -> {});
    try (Casebook casebook = Casebooks.open(home, config(), clock)) {
      IntegrityJob.Report report =
          new IntegrityJob(casebook, home, clock)
              .run(IntegrityJob.Place.of(place.remembered()), INTEGRITY_TIME, stop::asked, to -> place.remember(to.toString()));
      if (!report.damage().isEmpty()) {
        String first = String.join("；", report.damage().stream().limit(SHOWN).toList());
        return TaskResult.failed("发现 " + report.damage().size() + " 处损坏：" + first + "。请保全现场，与备份核对");
      }
      if (report.stopped()) {
        throw new InterruptedException("integrity check was stopped");
      }
      return TaskResult.done(
          "审计记录 " + report.auditLines() + " 条完整；证据包 " + report.packages() + "/" + report.allPackages() + " 个、存档文件 " + report.files()
              + "/" + report.allFiles() + " 个完好");
    }
  }

  private TaskResult backup() throws IOException {
    Config config = config();
    Optional<Path> to = config.backup().to();
    if (to.isEmpty()) {
      return TaskResult.failed("没有写备份放在哪里：请在设置的 backup 下写 to");
    }
    try {
      BackupReport report = new BackupJob(home, config, clock).run(to.get(), config.backup().keep());
      return report.problems().isEmpty() ? TaskResult.done(report.summary()) : TaskResult.attention(report.summary());
    } catch (BackupRefusal e) {
      return TaskResult.failed(e.getMessage());
    }
  }

  private TaskResult stamp() throws IOException {
    try {
      StampReport report = StampJob.run(home, List.of(), clock);
      String message = "补做 " + report.stamped().size() + " 个，待补 " + report.pending().size() + " 个";
      return report.pending().isEmpty()
          ? TaskResult.done(message)
          : TaskResult.attention(message + report.reasons().stream().findFirst().map(r -> "：" + r).orElse(""));
    } catch (ScanUnderWayException e) {
      return NightlyScan.busy();
    }
  }

  private TaskResult dispatch() throws IOException {
    Config config = config();
    try (Casebook casebook = Casebooks.open(home, config, clock);
        Carrier carrier = Letters.carrier(casebook, home, config, clock)) {
      Dispatch.Round round = carrier.run();
      if (round.delivered() + round.handed() + round.later() + round.given() == 0) {
        return TaskResult.done("没有到时的函件");
      }
      String message =
          "送达 " + round.delivered() + " 件，待人工送达 " + round.handed() + " 件，稍后重试 " + round.later() + " 件，须人工处理 " + round.given() + " 件";
      return round.given() > 0 ? TaskResult.attention(message) : TaskResult.done(message);
    }
  }

  private TaskResult overdue() {
    try (Casebook casebook = Casebooks.open(home, config(), clock)) {
      int changed = new FollowUp(casebook).review().size();
      return changed == 0 ? TaskResult.done("没有新的逾期函件") : TaskResult.attention("新逾期或状态变更的函件 " + changed + " 件，逾期的请起草催告");
    }
  }

  private TaskResult remind() throws IOException {
    Config config = config();
    List<String> reminders = NightlyReminders.of(home, config, clock);
    if (reminders.isEmpty()) {
      return TaskResult.done("今天没有须提醒的报送");
    }
    new AlertMail(config, clock).send("清证：报送提醒", String.join("\n", reminders) + "\n");
    return TaskResult.attention(String.join("；", reminders));
  }
}
