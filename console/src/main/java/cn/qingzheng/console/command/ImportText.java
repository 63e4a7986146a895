package cn.qingzheng.console.command;

import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.console.scan.ImportJob;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** What an import came to, for the terminal. */
final class ImportText {
  private ImportText() {}

  static String of(ImportJob.Report report) {
    StringBuilder out = new StringBuilder();
    out.append("导入 ").append(report.taken()).append(" 件，此前已导入过 ").append(report.before()).append(" 件\n");
    TextTable outcomes = new TextTable();
    for (Outcome outcome : List.of(Outcome.HIGH_RISK, Outcome.REVIEW, Outcome.MENTION, Outcome.CLEAR, Outcome.INSUFFICIENT)) {
      outcomes.row(outcome.label(), report.pages().getOrDefault(outcome, 0L), "件");
    }
    out.append("\n结论（程序提出，由执法人员认定）\n").append(outcomes);
    TextTable findings = new TextTable();
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      findings.row(severity.label(), "新发现", count(report, severity, FindingChange.Kind.NEW), "仍存在", count(report, severity, FindingChange.Kind.STILL_OPEN));
    }
    out.append("\n疑似问题\n").append(findings);
    out.append("\n证据包\n  新制作 ").append(report.evidence().built().size()).append(" 个\n");
    List<String> problems = new ArrayList<>(report.failed());
    problems.addAll(report.evidence().problems());
    if (report.taken() + report.before() == 0) {
      problems.add("没有导入任何材料");
    }
    if (!problems.isEmpty()) {
      out.append("\n需要查看\n");
      problems.forEach(p -> out.append("  · ").append(TerminalText.safe(p)).append('\n'));
    }
    return out.toString();
  }

  private static long count(ImportJob.Report report, Severity severity, FindingChange.Kind kind) {
    return report.changes().stream()
        .filter(c -> c.severity() == severity && c.kind() == kind)
        .mapToLong(ChangeSummary::findings)
        .sum();
  }
}
