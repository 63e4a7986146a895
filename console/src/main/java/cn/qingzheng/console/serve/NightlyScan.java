package cn.qingzheng.console.serve;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.schedule.FileLastRuns;
import cn.qingzheng.console.schedule.NightlySchedule;
import cn.qingzheng.model.FindingChange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scan that runs by itself. Seeds, wordlists and registry are read anew each night. */
public final class NightlyScan {
  private static final Logger LOG = LoggerFactory.getLogger(NightlyScan.class);

  private final Supplier<ScanSetup> setup;
  private final Clock clock;
  private final AtomicReference<ScanJob> running = new AtomicReference<>();

  public NightlyScan(Supplier<ScanSetup> setup, Clock clock) {
    this.setup = setup;
    this.clock = clock;
  }

  /** @param cron checked before */
  public NightlySchedule schedule(String cron, Home home) {
    NightlySchedule.Settings settings =
        new NightlySchedule.Settings("scan", cron, home.folder().resolve("nightly.lock"));
    return NightlySchedule.start(settings, this::run, new FileLastRuns(home.folder()), clock);
  }

  private String run() throws Exception {
    ScanSetup tonight = setup.get();
    String outcome = scan(tonight);
    List<String> reminders = NightlyReminders.of(tonight, clock);
    reminders.forEach(r -> LOG.info("reminder: {}", r));
    return reminders.isEmpty() ? outcome : outcome + "；提醒：" + String.join("；", reminders);
  }

  private String scan(ScanSetup tonight) throws Exception {
    if (!tonight.plan().runnable()) {
      return "没有可以抓取的对象，未扫描";
    }
    ScanJob job = new ScanJob(tonight, clock);
    running.set(job);
    try {
      ScanReport report = job.run(ScanJob.Watcher.none());
      if (report.stopped()) {
        throw new InterruptedException("scan was stopped");
      }
      return outcome(report);
    } finally {
      running.set(null);
    }
  }

  private static String outcome(ScanReport report) {
    long fresh =
        report.changes().stream()
            .filter(c -> c.kind() == FindingChange.Kind.NEW)
            .mapToLong(c -> c.findings())
            .sum();
    String problems = report.problems().isEmpty() ? "" : "，" + report.problems().size() + " 个问题需要查看";
    return "采集 " + report.crawl().total().captured() + " 页，新发现 " + fresh + " 项" + problems;
  }

  /** Asks a scan that is going on to stop; it is gone on with at the next start. */
  public void stop() {
    Optional.ofNullable(running.get()).ifPresent(ScanJob::stop);
  }
}
