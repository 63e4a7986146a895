package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Recheck;
import cn.qingzheng.casework.Rechecks;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.RecheckJob;
import cn.qingzheng.console.scan.ArchivePruning;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.console.schedule.FileLastRuns;
import cn.qingzheng.console.schedule.NightlySchedule;
import cn.qingzheng.model.FindingChange;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scan that runs by itself, and after it the second looks that are due. Seeds, wordlists and registry are read anew each night. */
public final class NightlyScan {
  private static final Logger LOG = LoggerFactory.getLogger(NightlyScan.class);

  private final Supplier<ScanSetup> setup;
  private final Clock clock;
  private final ScanMetrics metrics;
  private final AtomicReference<ScanJob> running = new AtomicReference<>();
  private final AtomicReference<RecheckJob> checking = new AtomicReference<>();

  /** @param metrics counts what its scans do */
  public NightlyScan(Supplier<ScanSetup> setup, Clock clock, ScanMetrics metrics) {
    this.metrics = metrics;
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
    String outcome = scan(tonight) + recheck(tonight);
    List<String> reminders = NightlyReminders.of(tonight, clock);
    reminders.forEach(r -> LOG.info("reminder: {}", r));
    return reminders.isEmpty() ? outcome : outcome + "；提醒：" + String.join("；", reminders);
  }

  private String scan(ScanSetup tonight) throws Exception {
    if (!tonight.plan().runnable()) {
      return "没有可以抓取的对象，未扫描";
    }
    ScanJob job = new ScanJob(tonight, clock, metrics);
    running.set(job);
    try {
      ScanReport report = job.run(ScanJob.Watcher.none());
      if (report.stopped()) {
        throw new InterruptedException("scan was stopped");
      }
      return outcome(report) + pruned(tonight);
    } finally {
      running.set(null);
    }
  }

  /** The archive is cleared after the scan, so that both do not wait for each other's lock. */
  private String pruned(ScanSetup tonight) {
    if (tonight.config().archive().retentionDays() == 0) {
      return "";
    }
    try {
      int gone = ArchivePruning.run(tonight.home(), tonight.config(), false, clock).captures().size();
      return gone == 0 ? "" : "；按保存期限清理采集 " + gone + " 次";
    } catch (IOException | ScanUnderWayException | RuntimeException e) {
      LOG.error("the archive was not cleared", e);
      return "；存档清理失败，下次再做：" + e.getMessage();
    }
  }

  /** After the scan, so that what it saw elsewhere is known. */
  private String recheck(ScanSetup tonight) throws Exception {
    List<String> due = due(tonight);
    if (due.isEmpty()) {
      return "";
    }
    RecheckJob job = new RecheckJob(tonight, clock);
    checking.set(job);
    try {
      RecheckJob.Report report = job.run(due);
      if (report.stopped()) {
        throw new InterruptedException("recheck was stopped");
      }
      long superficial =
          report.seen().values().stream().flatMap(List::stream).filter(s -> s.verdict().superficial()).count();
      return "；复查案件 " + due.size() + " 件" + (superficial == 0 ? "" : "，疑似表面整改 " + superficial + " 项");
    } finally {
      checking.set(null);
    }
  }

  private List<String> due(ScanSetup tonight) {
    try (Casebook casebook = Casebooks.open(tonight.home(), tonight.config(), clock)) {
      LocalDate today = clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
      return new Rechecks(casebook).due(today).stream().map(Recheck.Due::caseId).toList();
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
    Optional.ofNullable(checking.get()).ifPresent(RecheckJob::stop);
  }
}
