package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Recheck;
import cn.qingzheng.casework.Rechecks;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.scan.RecheckJob;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.console.schedule.StopSignal;
import cn.qingzheng.console.schedule.TaskPlan;
import cn.qingzheng.console.schedule.TaskResult;
import cn.qingzheng.model.FindingChange;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/** The scan that runs by itself, and the second looks that are due. Seeds, wordlists and registry are read anew each time. */
public final class NightlyScan {
  private final Supplier<ScanSetup> setup;
  private final Clock clock;
  private final ScanMetrics metrics;

  /** @param metrics counts what its scans do */
  public NightlyScan(Supplier<ScanSetup> setup, Clock clock, ScanMetrics metrics) {
    this.metrics = metrics;
    this.setup = setup;
    this.clock = clock;
  }

  /** Something else writes to the home. */
  static TaskResult busy() {
    return TaskResult.later("数据目录正被另一个进程写入");
  }

  /** One scan; nothing checked is a failure. */
  public TaskResult scan(TaskPlan.Place place, StopSignal stop) throws IOException, InterruptedException {
    ScanSetup tonight = setup.get();
    if (!tonight.plan().runnable()) {
      return TaskResult.failed("没有可以抓取的对象，未扫描：请检查种子目录");
    }
    ScanJob job = new ScanJob(tonight, clock, metrics);
    stop.onAsk(job::stop);
    try {
      ScanReport report = job.run(ScanJob.Watcher.none());
      if (report.stopped()) {
        throw new InterruptedException("scan was stopped");
      }
      return outcome(report);
    } catch (ScanUnderWayException e) {
      return busy();
    }
  }

  private static TaskResult outcome(ScanReport report) {
    long fresh =
        report.changes().stream().filter(c -> c.kind() == FindingChange.Kind.NEW).mapToLong(c -> c.findings()).sum();
    String message = "采集 " + report.crawl().total().captured() + " 页，新发现 " + fresh + " 项";
    if (report.crawl().nothingCaptured()) {
      return TaskResult.failed("没有采集到任何页面，不能说明没有问题");
    }
    return report.problems().isEmpty()
        ? TaskResult.done(message)
        : TaskResult.attention(message + "，" + report.problems().size() + " 个问题需要查看");
  }

  /** The second looks that are due. */
  public TaskResult recheck(TaskPlan.Place place, StopSignal stop) throws IOException, InterruptedException {
    ScanSetup tonight = setup.get();
    List<String> due = due(tonight);
    if (due.isEmpty()) {
      return TaskResult.done("没有到期的复查");
    }
    RecheckJob job = new RecheckJob(tonight, clock);
    stop.onAsk(job::stop);
    try {
      RecheckJob.Report report = job.run(due);
      if (report.stopped()) {
        throw new InterruptedException("recheck was stopped");
      }
      return outcome(due.size(), report);
    } catch (ScanUnderWayException e) {
      return busy();
    }
  }

  private static TaskResult outcome(int cases, RecheckJob.Report report) {
    long superficial = report.seen().values().stream().flatMap(List::stream).filter(s -> s.verdict().superficial()).count();
    String message = "复查案件 " + cases + " 件";
    return superficial == 0 ? TaskResult.done(message) : TaskResult.attention(message + "，疑似表面整改 " + superficial + " 项");
  }

  private List<String> due(ScanSetup tonight) {
    try (Casebook casebook = Casebooks.open(tonight.home(), tonight.config(), clock)) {
      LocalDate today = clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
      return new Rechecks(casebook).due(today).stream().map(Recheck.Due::caseId).toList();
    }
  }
}
