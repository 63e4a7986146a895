package cn.qingzheng.console.command;

import cn.qingzheng.console.backup.BackupRefusal;
import cn.qingzheng.console.backup.Restoring;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = {"从备份恢复出一个数据目录。不覆盖任何东西：目标须不存在或是空的；备份有任何损坏则什么都不恢复。"})
final class RestoreCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "备份（qz- 开头的目录）")
  private Path backup;

  @Option(names = "--to", required = true, paramLabel = "NEWHOME", description = "新的数据目录")
  private Path target;

  @Override
  public Integer call() throws IOException, BackupRefusal {
    Restoring.Result r = Restoring.run(backup, target);
    PrintWriter out = spec.commandLine().getOut();
    out.println("已恢复到 " + target + "：" + ScanText.time(r.madeAt()) + " 的备份，" + r.files() + " 个文件");
    r.held().ifPresent(h -> out.println("  " + BackupCommand.held(h)));
    out.println("接下来：");
    r.dump().ifPresent(d -> out.println("  · 台账要恢复到服务器的一个空数据库：pg_restore --no-owner --dbname=数据库地址 " + d + "（原在 " + TerminalText.safe(r.server()) + "）"));
    if (!r.leftOut().isEmpty()) {
      out.println("  · 备份里没有这些，请从别处放回：" + TerminalText.safe(String.join("、", r.leftOut())));
    }
    out.println("  · 重建检索索引：./qingzheng reindex --home " + target);
    return ExitCode.DONE;
  }
}
