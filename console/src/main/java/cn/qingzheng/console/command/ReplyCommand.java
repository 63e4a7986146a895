package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Replies;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyFile;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "reply", description = "对方的反馈。", subcommands = {ReplyCommand.Import.class, ReplyCommand.ListReplies.class})
final class ReplyCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "import",
      description = {"登记对方填回的反馈表（XLSX、CSV 或 JSON），凭表中的反馈码找到函件；有任何错误则不登记。", "反馈不会使函件办结，办结只看我方复查（notice recheck）。"})
  static final class Import implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "填好的反馈表")
    private Path file;

    @Option(names = "--attach", paramLabel = "FILE", description = "一并保存的附件，可写多次；反馈表本身总会保存")
    private List<Path> attachments = List.of();

    @Option(names = "--remark", defaultValue = "", paramLabel = "TEXT", description = "备注，如来文文号")
    private String remark;

    @Override
    public Integer call() throws IOException {
      Problems problems = new Problems();
      ReplyFile form = ReplyFile.read(file, problems);
      problems.throwIfAny();
      Home folder = home.existing();
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        Officer by = acting.officer(casebook);
        by.require("登记反馈", Role.ANALYST, Role.REVIEWER, Role.APPROVER);
        List<Path> kept = new java.util.ArrayList<>(List.of(file));
        kept.addAll(attachments);
        Reply reply =
            new Replies(casebook, folder.imports()).record(form.token(), form.lines(), remark, file.getFileName().toString(), by.shown(), kept);
        spec.commandLine().getOut().println("已登记对 " + reply.noticeId() + " 的反馈：");
        NoticeFollowCommands.print(spec.commandLine().getOut(), reply);
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "list", description = "列出一件函件的反馈，逐条。")
  static final class ListReplies implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", description = "函件编号")
    private String id;

    @Override
    public Integer call() {
      Home folder = home.existing();
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        List<Reply> replies = new Replies(casebook, folder.imports()).list(id);
        if (replies.isEmpty()) {
          spec.commandLine().getOut().println(id + " 没有反馈。");
        }
        for (Reply reply : replies) {
          NoticeFollowCommands.print(spec.commandLine().getOut(), reply);
          for (Reply.Line line : reply.lines()) {
            spec.commandLine().getOut().println("    第 " + line.item() + " 条  " + TerminalText.safe(line.result()) + "  " + TerminalText.safe(line.note()));
          }
        }
      }
      return ExitCode.DONE;
    }
  }
}
