package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FollowUp;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Outbox;
import cn.qingzheng.casework.Replies;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What comes after a letter went out. */
final class NoticeFollowCommands {
  private NoticeFollowCommands() {}

  @Command(name = "show", description = "显示一件函件：步骤、送达经过和反馈。")
  static final class Show implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", description = "函件编号")
    private String id;

    @Override
    public Integer call() {
      Home folder = home.existing();
      PrintWriter out = spec.commandLine().getOut();
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        NoticeDraft draft =
            new Letters(casebook, HomeOptions.config(folder).organ(), folder).notices().find(id)
                .orElseThrow(() -> CommandException.usage("没有函件 " + id + " – 用 notice list 查看编号"));
        NoticeCommand.print(out, draft, List.of());
        out.println("  标题 " + TerminalText.safe(draft.content().wording().title()) + "  第 " + draft.drafting().version() + " 版  拟稿 "
            + TerminalText.safe(draft.drafting().drafter()) + draft.drafting().approver().map(a -> "  签发 " + a).orElse(""));
        out.println("  反馈期限 " + draft.content().replyBy() + draft.drafting().related().map(r -> "  针对 " + r).orElse(""));
        new Outbox(casebook).list(Optional.of(id)).forEach(d -> NoticeSendCommands.print(out, d));
        new Replies(casebook, folder.imports()).list(id).forEach(r -> print(out, r));
      }
      return ExitCode.DONE;
    }
  }

  static void print(PrintWriter out, Reply reply) {
    StringBuilder totals = new StringBuilder();
    reply.totals().forEach((measure, n) -> totals.append("  ").append(measure.label()).append(' ').append(n));
    out.println("  反馈（" + TerminalText.safe(reply.source()) + "，" + TerminalText.safe(reply.takenBy()) + "登记）：" + reply.lines().size() + " 条" + totals);
    reply.attachments().forEach(a -> out.println("    附件 " + TerminalText.safe(a.name()) + "  SHA-256 " + a.sha256()));
  }

  @Command(name = "acknowledge", description = "登记对方已签收。")
  static final class Acknowledge implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", description = "函件编号")
    private String id;

    @Option(names = "--signed-by", required = true, paramLabel = "TEXT", description = "签收人")
    private String signer;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        NoticeCommand.print(spec.commandLine().getOut(), new FollowUp(casebook).acknowledged(id, signer, acting.officer(casebook)), List.of());
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "overdue", description = {"找出超过反馈期限的函件；催告（notice draft --kind 催告 --about）和移送送达后也由此改变状态。", "不须令牌，不发送任何东西。"})
  static final class Overdue implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        List<NoticeDraft> changed = new FollowUp(casebook).review();
        if (changed.isEmpty()) {
          spec.commandLine().getOut().println("没有新的逾期函件。");
        }
        changed.forEach(d -> NoticeCommand.print(spec.commandLine().getOut(), d, List.of()));
        return ExitCode.DONE;
      }
    }
  }

  @Command(name = "recheck", description = {"按送达后我方的采集看函件所列问题是否消失：全部消失才办结，对方的反馈不作数。", "先用 scan 重新采集。"})
  static final class Recheck implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", description = "函件编号")
    private String id;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        FollowUp.Recheck seen = new FollowUp(casebook).recheck(id, acting.officer(casebook));
        NoticeCommand.print(spec.commandLine().getOut(), seen.notice(), List.of());
        spec.commandLine().getOut().println(
            "  已消失 " + seen.gone() + " 项，仍在 " + seen.present() + " 项" + (seen.unseen() > 0 ? "，其中 " + seen.unseen() + " 项在送达后还没有重新采集 – 请先 scan" : ""));
        return seen.present() > 0 ? ExitCode.PROBLEMS : ExitCode.DONE;
      }
    }
  }
}
