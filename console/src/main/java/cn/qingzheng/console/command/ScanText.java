package cn.qingzheng.console.command;

import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.console.scan.EvidenceReport;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.crawler.CrawlSummary;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table at the end of a scan. */
final class ScanText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  private ScanText() {}

  /** In Beijing time. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  static String of(ScanReport report) {
    StringBuilder out = new StringBuilder();
    out.append("\n扫描 ").append(report.runId()).append(report.stopped() ? " 已停止，再次运行会接着做\n" : " 完成\n");
    out.append("\n采集\n").append(hosts(report.crawl()));
    if (report.crawl().leads() > 0) {
      out.append("  搜索引擎另给出 ").append(report.crawl().leads()).append(" 个不在清单中的网页，见 ./qingzheng connector leads\n");
    }
    out.append("\n页面结论（程序提出，由执法人员认定）\n").append(outcomes(report.pages()));
    out.append("\n疑似问题（与上次相比）\n").append(changes(report.changes()));
    if (report.unchecked() > 0) {
      out.append("  另有 ").append(report.unchecked()).append(" 处所在的页面本次未能采集，不能算已消失。\n");
    }
    out.append("\n证据包\n").append(evidence(report.evidence()));
    List<String> problems = report.problems();
    if (!problems.isEmpty()) {
      out.append("\n需要查看\n");
      problems.forEach(p -> out.append("  · ").append(TerminalText.safe(p)).append('\n'));
    }
    return out.toString();
  }

  private static TextTable hosts(CrawlSummary crawl) {
    TextTable table = new TextTable().row("主机", "采集", "未变", "拒绝", "失败", "截断", "未采", "原因");
    crawl.hosts().forEach((host, count) -> table.row(row(host, count)));
    return table.row(row("合计 " + crawl.hosts().size() + " 个主机", crawl.total()));
  }

  private static Object[] row(String name, CrawlSummary.Count c) {
    return new Object[] {
      name, c.fetched(), c.unchanged(), sum(c.refused()), sum(c.failed()), c.truncated(), c.queueLeft(), causes(c)
    };
  }

  private static long sum(Map<FailureCause, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String causes(CrawlSummary.Count c) {
    return java.util.stream.Stream.concat(c.refused().entrySet().stream(), c.failed().entrySet().stream())
        .map(e -> e.getKey().label() + " " + e.getValue())
        .collect(Collectors.joining("，"));
  }

  private static TextTable outcomes(Map<Outcome, Long> pages) {
    TextTable table = new TextTable();
    for (Outcome outcome : List.of(Outcome.HIGH_RISK, Outcome.REVIEW, Outcome.MENTION, Outcome.CLEAR, Outcome.INSUFFICIENT)) {
      table.row(outcome.label(), pages.getOrDefault(outcome, 0L), "页");
    }
    return table;
  }

  private static TextTable changes(List<ChangeSummary> changes) {
    TextTable table = new TextTable().row("严重程度", "新发现", "仍存在", "已消失", "反弹");
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      table.row(
          severity.label(),
          count(changes, severity, FindingChange.Kind.NEW),
          count(changes, severity, FindingChange.Kind.STILL_OPEN),
          count(changes, severity, FindingChange.Kind.RESOLVED),
          count(changes, severity, FindingChange.Kind.RELAPSED));
    }
    return table;
  }

  private static long count(List<ChangeSummary> changes, Severity severity, FindingChange.Kind kind) {
    return changes.stream()
        .filter(c -> c.severity() == severity && c.kind() == kind)
        .mapToLong(ChangeSummary::findings)
        .sum();
  }

  private static String evidence(EvidenceReport evidence) {
    StringBuilder out = new StringBuilder();
    out.append("  新制作 ").append(evidence.built().size()).append(" 个，此前已有 ").append(evidence.kept()).append(" 个");
    if (evidence.withoutPicture() > 0) {
      out.append("，其中 ").append(evidence.withoutPicture()).append(" 个没有截图");
    }
    evidence.pictureProblem().ifPresent(p -> out.append("（").append(p).append("）"));
    out.append('\n');
    if (!evidence.stamps().stamped().isEmpty() || !evidence.stamps().pending().isEmpty()) {
      out.append("  取得时间戳 ").append(evidence.stamps().stamped().size()).append(" 个，待补 ")
          .append(evidence.stamps().pending().size()).append(" 个，下次扫描或 evidence stamp 时再请求\n");
    }
    return out.toString();
  }
}
