package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.ArchivePruning;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.crawler.Retention;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "prune",
    description = {
      "删除超过保存期限（archive.retention_days）的采集。",
      "证据包里的、未了结或已确认的问题所据的、未完成的运行的、被保留的采集引用的，一律保留；删了什么记入审计。"
    })
final class ArchivePruneCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--dry-run", description = "只说明会删除什么，不改动任何文件")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException, ScanUnderWayException {
    Home folder = home.existing();
    Config config = HomeOptions.config(folder);
    PrintWriter out = spec.commandLine().getOut();
    int days = config.archive().retentionDays();
    if (days == 0) {
      out.println("设置里没有保存期限（archive.retention_days 为 0），不清理。");
      return ExitCode.DONE;
    }
    Retention.Result r = ArchivePruning.run(folder, config, dryRun, Clock.systemUTC());
    out.println("保存期限：" + days + " 天");
    out.println((dryRun ? "会删除采集 " : "已删除采集 ") + r.captures().size() + " 次，腾出 " + size(r.bytes()));
    files(out, dryRun ? "会删除文件" : "已删除文件", r.removedFiles());
    files(out, dryRun ? "会改写文件（只留要保留的记录）" : "已改写文件（只留要保留的记录）", r.rewrittenFiles());
    r.kept().forEach((reason, n) -> out.println("保留 " + n + " 次：" + reason));
    return ExitCode.DONE;
  }

  private static void files(PrintWriter out, String what, List<String> names) {
    if (!names.isEmpty()) {
      out.println(what + " " + names.size() + " 个：" + TerminalText.safe(String.join("、", names)));
    }
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }
}
