package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.EvidenceRemovals;
import cn.qingzheng.console.config.Casebooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "remove-evidence",
    description = {"移除案件中的证据包：一人写明理由申请，另一人（签发角色）加 --approve 批准后才删除。", "申请和批准都记入审计，不会消失。"})
final class CaseEvidenceCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Mixin Acting acting;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EVIDENCE", description = "证据编号，如 EV-20261123-000001")
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", description = "申请的理由")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--approve", description = "批准他人的申请，并删除文件")
  private boolean approve;

  @Override
  public Integer call() throws IOException {
    if (approve == reason.isPresent()) {
      throw CommandException.usage("请写 --reason（申请）或 --approve（批准）中的一个 – 两者不能由同一人办理");
    }
    try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
      EvidenceRemovals removals = new EvidenceRemovals(casebook);
      if (reason.isPresent()) {
        removals.ask(id, reason.get(), acting.officer(casebook));
        spec.commandLine().getOut().println("已申请移除 " + id + "，须由另一名有签发角色的人员批准。");
      } else {
        Path file = removals.approve(id, acting.officer(casebook));
        boolean gone = Files.deleteIfExists(file);
        spec.commandLine().getOut().println("已移除 " + id + (gone ? "，文件已删除：" : "，文件原已不在：") + file);
      }
    }
    return ExitCode.DONE;
  }
}
