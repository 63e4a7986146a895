package cn.qingzheng.console.command;

import cn.qingzheng.casework.CasebookCopy;
import cn.qingzheng.console.backup.BackupCheck;
import cn.qingzheng.console.backup.BackupJob;
import cn.qingzheng.console.backup.BackupRefusal;
import cn.qingzheng.console.backup.BackupReport;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backup",
    description = {
      "备份数据目录：台账、抓取状态、存档、证据包、函件、导入的原件和设置，各文件有 SHA-256；扫描和控制台可以照常运行。",
      "每次一个带日期的目录，写完才出现；没有变的文件与上一个备份共用。密码、密钥和令牌文件不备份，检索索引可以重建。"
    },
    subcommands = {BackupCommand.Verify.class})
final class BackupCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--to", paramLabel = "DIR", description = "放备份的目录（默认为设置中的 backup.to）")
  private Optional<Path> to = Optional.empty();

  @Option(names = "--keep", paramLabel = "N", description = "保留最近几个，0 为全部（默认为设置中的 backup.keep，没有则 7）")
  private Optional<Integer> keep = Optional.empty();

  @Override
  public Integer call() throws IOException, BackupRefusal {
    Home folder = home.existing();
    Config config = HomeOptions.config(folder);
    Path target = to.or(() -> config.backup().to()).orElseThrow(() -> CommandException.usage("没有说备份到哪里 – 请写 --to 目录，或在设置里写 backup.to"));
    int most = keep.orElse(config.backup().keep());
    if (most < 0) {
      throw CommandException.usage("--keep 不能小于 0");
    }
    BackupReport r = new BackupJob(folder, config, Clock.systemUTC()).run(target, most);
    print(r);
    return r.problems().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private void print(BackupReport r) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("已备份：" + r.folder());
    out.println(
        String.format(
            Locale.ROOT, "  %d 个文件，其中 %d 个没有变，与已有的共用；新写 %.1f MB", r.files(), r.linked(), r.written() / 1048576.0));
    r.held().ifPresent(h -> out.println("  " + held(h)));
    out.println("  清单的 SHA-256：" + r.manifestSha256() + "（已记入审计）");
    if (!r.leftOut().isEmpty()) {
      out.println("没有备份，请另行妥善保管：" + TerminalText.safe(String.join("、", r.leftOut())));
    }
    if (r.sameDisk()) {
      out.println("注意：备份与数据目录在同一块磁盘上，磁盘损坏时会一同丢失；请改到另一块磁盘，或再复制一份。");
    }
    if (!r.removed().isEmpty()) {
      out.println("已删除较早的备份：" + String.join("、", r.removed().stream().map(p -> p.getFileName().toString()).toList()));
    }
    problems(out, r.problems());
  }

  static String held(CasebookCopy.Facts h) {
    return "台账：案件 " + h.cases() + " 件，问题 " + h.findings() + " 项，证据包 " + h.packages() + " 个，审计 " + h.auditLines() + " 条";
  }

  private static void problems(PrintWriter out, List<String> problems) {
    if (!problems.isEmpty()) {
      out.println("需要查看：");
      problems.forEach(p -> out.println("  · " + TerminalText.safe(p)));
    }
  }

  @Command(
      name = "verify",
      description = {"核验一个备份：逐个文件与清单核对，再在旁边试着恢复，检查台账、审计链、存档、证据包和函件。", "只读备份；全部完好返回 0，否则返回 1。"})
  static final class Verify implements Callable<Integer> {
    /** Verified of the packages unless all are asked for. */
    private static final int SAMPLE = 20;

    @Mixin HelpOption help;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "备份（qz- 开头的目录）")
    private Path backup;

    @Option(names = "--all", description = "逐字节核验全部证据包（默认抽 20 个）")
    private boolean all;

    @Override
    public Integer call() throws IOException, BackupRefusal {
      BackupCheck.Result r = new BackupCheck(all ? Integer.MAX_VALUE : SAMPLE, Clock.systemUTC()).run(backup);
      PrintWriter out = spec.commandLine().getOut();
      r.said().forEach(s -> out.println(TerminalText.safe(s)));
      problems(out, r.problems());
      out.println(r.problems().isEmpty() ? "备份完好。" : "备份有 " + r.problems().size() + " 个问题。");
      return r.problems().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
    }
  }
}
